import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join, relative, sep } from 'node:path';
import * as z from 'zod';
import { Halt } from '../../shared/data-folder.ts';

const settings = z.object({ context: z.looseObject({ departement: z.string() }) });

/** The context that the `cdk` command passes to the app. */
export function readCdkContext(root: string): z.output<typeof settings>['context'] {
  return settings.parse(JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8'))).context;
}

export interface Parts {
  readonly files: readonly string[];
  readonly except?: readonly string[];
}

/** A hash of the names and the contents of these files and folders. */
export function fingerprintOf(root: string, { files, except = [] }: Parts): string {
  const excluded = new Set(except.map((path) => join(root, path)));

  function filesOf(path: string): string[] {
    if (excluded.has(path)) return [];
    if (!statSync(path).isDirectory()) return [path];
    return readdirSync(path).flatMap((name) => filesOf(join(path, name)));
  }

  const hash = createHash('sha256');
  for (const file of files.flatMap((part) => filesOf(join(root, part))).sort()) {
    const content = readFileSync(file);
    hash.update(`${relative(root, file).split(sep).join('/')} ${content.length}\n`).update(content);
  }
  return hash.digest('hex').slice(0, 20);
}

/** The sources of the template and the bundles. */
const sources = {
  files: ['functions', 'infra', 'package-lock.json', 'tsconfig.json', 'cdk.json'],
  except: [join('infra', 'local')],
};
const kept = 4;

/** The folder of the synthesised local stage. It is synthesised again only if the sources changed. */
export async function synthesiseLocal(
  root: string,
  logLine: (line: string) => void,
): Promise<string> {
  const cache = join(root, 'cdk.out', 'local');
  const folder = join(cache, fingerprintOf(root, sources));
  if (!existsSync(folder)) {
    logLine('Synthèse du modèle CloudFormation…');
    await synthesiseInto(folder, root);
  }
  const now = new Date();
  utimesSync(folder, now, now);
  forgetOldest(cache);
  return folder;
}

/** Renames the folder when it is complete: two local environments may start at once. */
async function synthesiseInto(folder: string, root: string): Promise<void> {
  const draft = `${folder}.${process.pid}`;
  mkdirSync(draft, { recursive: true });
  await runCdkApp(draft, root);
  // The bundles are CommonJS; without this file, Node would apply the "type": "module" of this project.
  writeFileSync(join(draft, 'package.json'), '{ "type": "commonjs" }\n');
  try {
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}

/** Runs the CDK app as the `cdk` command does, but a second faster. */
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
  const output: Buffer[] = [];
  app.stdout.on('data', (part: Buffer) => output.push(part));
  app.stderr.on('data', (part: Buffer) => output.push(part));
  const code = await new Promise((resolve) => app.once('close', resolve));
  if (code === 0) return;
  rmSync(outdir, { recursive: true, force: true });
  process.stderr.write(Buffer.concat(output));
  throw new Halt('La synthèse du modèle CloudFormation a échoué : voir ci-dessus.');
}

function forgetOldest(cache: string): void {
  const byAge = readdirSync(cache)
    .map((name) => join(cache, name))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  for (const old of byAge.slice(kept)) rmSync(old, { recursive: true, force: true });
}
