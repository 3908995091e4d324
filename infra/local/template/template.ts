import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

const resource = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
});

const template = z.object({
  Resources: z.record(z.string(), resource),
  Parameters: z.record(z.string(), z.object({ Default: z.string().optional() })).default({}),
});

const assets = z.object({
  files: z.record(z.string(), z.object({ source: z.object({ path: z.string() }) })),
});

export type Template = z.output<typeof template>;

/** A synthesised stack: what is in it, and where its bundles are. */
export interface Assembly {
  readonly stackName: string;
  readonly template: Template;
  /** The folder of the asset of that hash. */
  assetFolder(hash: string): string;
}

export function readAssembly(folder: string): Assembly {
  const ending = '.template.json';
  const file = readdirSync(folder).find((name) => name.endsWith(ending));
  if (!file) throw new Error(`No template in ${folder}`);
  const stackName = file.slice(0, -ending.length);
  const { files } = assets.parse(readJson(join(folder, `${stackName}.assets.json`)));
  return {
    stackName,
    template: template.parse(readJson(join(folder, file))),
    assetFolder(hash) {
      const asset = files[hash];
      if (!asset) throw new Error(`No asset ${hash} in ${folder}`);
      return join(folder, asset.source.path);
    },
  };
}

/** The resources of one type, by logical id. */
export function resourcesOf(from: Template, type: string): [string, Record<string, unknown>][] {
  return Object.entries(from.Resources)
    .filter(([, { Type }]) => Type === type)
    .map(([id, { Properties }]) => [id, Properties]);
}

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
