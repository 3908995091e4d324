import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Halt } from '../halt.ts';
import { readCdkContext } from './cdk-context.ts';
import { fingerprintOf } from './fingerprint.ts';

/** All that the template and its bundles are made of. */
const sources = {
  files: ['functions', 'infra', 'package-lock.json', 'tsconfig.json', 'cdk.json'],
  except: [join('infra', 'local')],
};
const kept = 4;

/** The folder of the local stage as it would be deployed, made again only if the sources changed. */
export async function synthesiseLocal(root: string, tell: (line: string) => void): Promise<string> {
  const cache = join(root, 'cdk.out', 'local');
  const folder = join(cache, fingerprintOf(root, sources));
  if (!existsSync(folder)) {
    tell('Synthèse du modèle CloudFormation…');
    await synthesiseInto(folder, root);
  }
  const now = new Date();
  utimesSync(folder, now, now);
  forgetOldest(cache);
  return folder;
}

/** Under another name until it is whole: two worlds may start at once. */
async function synthesiseInto(folder: string, root: string): Promise<void> {
  const draft = `${folder}.${process.pid}`;
  mkdirSync(draft, { recursive: true });
  await runCdkApp(draft, root);
  // Lambda knows no package.json: without this one Node takes the bundles for the modules that ours announces.
  writeFileSync(join(draft, 'package.json'), '{ "type": "commonjs" }\n');
  try {
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}

/** What the `cdk` command does, without its second of thought. */
async function runCdkApp(outdir: string, root: string): Promise<void> {
  const app = spawn(process.execPath, ['--import', 'tsx', 'infra/app.ts'], {
    cwd: root,
    env: {
      ...process.env,
      CDK_OUTDIR: outdir,
      CDK_CONTEXT_JSON: JSON.stringify({ ...readCdkContext(root), stage: 'local' }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: Buffer[] = [];
  app.stdout.on('data', (part: Buffer) => said.push(part));
  app.stderr.on('data', (part: Buffer) => said.push(part));
  const code = await new Promise((resolve) => app.once('close', resolve));
  if (code === 0) return;
  rmSync(outdir, { recursive: true, force: true });
  process.stderr.write(Buffer.concat(said));
  throw new Halt('La synthèse du modèle CloudFormation a échoué : voir ci-dessus.');
}

function forgetOldest(cache: string): void {
  const byAge = readdirSync(cache)
    .map((name) => join(cache, name))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  for (const old of byAge.slice(kept)) rmSync(old, { recursive: true, force: true });
}
