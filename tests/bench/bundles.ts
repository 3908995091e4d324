import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Bundled, bundle } from '../../infra/bundle/bundle.ts';

export const slackEntry = 'functions/lambdas/slack-inbound.ts';

/** Returns the file to load. A bundle of the bench needs only its name; `as` is the function whose bundling it uses. */
export function writeBundle(
  folder: string,
  { name, entry = `tests/bench/bundled/${name}.ts`, as = name, asIs }: Written,
): string {
  const { outputFiles } = bundle({ entry, name: as, asIs });
  mkdirSync(join(folder, name));
  for (const { path, contents } of outputFiles) {
    writeFileSync(join(folder, name, basename(path)), contents);
  }
  return join(folder, name, 'index.js');
}

interface Written extends Partial<Bundled> {
  readonly name: string;
  readonly as?: string;
}
