import { parseArgs } from 'node:util';
import { Halt } from './halt.ts';

export interface StartOptions {
  /** Begin again from nothing. */
  readonly fresh: boolean;
  /** Add plausible declarations. */
  readonly demo: boolean;
  readonly port: number;
  readonly dataFolder: string;
}

export function readStartOptions(args: string[], environment: NodeJS.ProcessEnv): StartOptions {
  const { values, tokens } = parseArgs({
    args,
    options: { fresh: { type: 'boolean' }, demo: { type: 'boolean' } },
    strict: false,
    tokens: true,
  });
  for (const token of tokens) {
    const known = token.kind === 'option' && (token.name === 'fresh' || token.name === 'demo');
    if (!known || token.value !== undefined) {
      throw new Halt(
        `Option inconnue : ${args[token.index]}. Les options sont --fresh (repartir de zéro) et --demo (ajouter des exemples).`,
      );
    }
  }
  return {
    fresh: values['fresh'] === true,
    demo: values['demo'] === true,
    port: readPort(environment['PORT']),
    dataFolder: readDataFolder(environment),
  };
}

export const readDataFolder = (environment: NodeJS.ProcessEnv): string =>
  environment['CASIERS_DATA'] || '.casiers';

/** `0` lets the system choose. */
export function readPort(typed: string | undefined): number {
  if (!typed) return 3000;
  const port = /^[0-9]{1,5}$/.test(typed) ? Number(typed) : Number.NaN;
  if (port <= 65_535) return port;
  throw new Halt(`PORT=${typed} n’est pas un numéro de port (de 1 à 65535).`);
}
