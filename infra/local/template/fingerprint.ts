import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

export interface Parts {
  readonly files: readonly string[];
  readonly except?: readonly string[];
}

/** Changes when any of these files, or those in these folders, does: in content or in name. */
export function fingerprintOf(root: string, { files, except = [] }: Parts): string {
  const left = new Set(except.map((path) => join(root, path)));

  function filesOf(path: string): string[] {
    if (left.has(path)) return [];
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
