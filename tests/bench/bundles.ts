import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Bundled, bundle } from '../../infra/bundle/bundle.ts';

export const slackEntry = 'functions/lambdas/slack-inbound.ts';

/** Gives the file to load. Those of the bench need only their name; `as` tells the bundler which function it is like. */
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
