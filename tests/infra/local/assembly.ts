import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { synthesiseLocal } from '../../../infra/local/aws/template/synthesise.ts';
import {
  type Assembly,
  readAssembly,
  resourcesOf,
  types,
} from '../../../infra/local/aws/template/template.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const lock = join(root, 'cdk.out', 'tests.lock');
let assembly: Promise<Assembly> | undefined;

/**
 * The synthesised local stage. `synthesiseLocal` keeps it between starts; the lock lets one process of a test run make it
 * while the others wait, because a synthesis takes several seconds of both cores.
 */
export function localAssembly(): Promise<Assembly> {
  assembly ??= synthesiseLocked();
  return assembly;
}

/** The bundle of the function whose construct has this name. */
export async function bundleOf(name: string): Promise<string> {
  const { template, assetFolder } = await localAssembly();
  const [, properties] =
    resourcesOf(template, types.function).find(([id]) => id.startsWith(name)) ?? [];
  const key = JSON.stringify(properties?.['Code']).match(/"([0-9a-f]+)\.zip"/)?.[1];
  if (!key) throw new Error(`no function ${name}`);
  return assetFolder(key);
}

async function synthesiseLocked(): Promise<Assembly> {
  mkdirSync(join(root, 'cdk.out'), { recursive: true });
  while (!takeLock()) await wait(100);
  try {
    return readAssembly(await synthesiseLocal(root, () => undefined));
  } finally {
    rmSync(lock, { force: true });
  }
}

function takeLock(): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    if (!isHeld()) rmSync(lock, { force: true });
    return false;
  }
}

/** Whether the process that wrote the lock is running. */
function isHeld(): boolean {
  try {
    return process.kill(Number(readFileSync(lock, 'utf8')), 0);
  } catch {
    return false;
  }
}
