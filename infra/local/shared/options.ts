import { parseArgs } from 'node:util';
import { Halt } from './data-folder.ts';

export interface StartOptions {
  /** Empty the data folder first. */
  readonly fresh: boolean;
  /** Add invented declarations, damages and deliveries. */
  readonly demo: boolean;
  readonly port: number;
  readonly dataFolder: string;
}

export function parseStartOptions(args: string[], environment: NodeJS.ProcessEnv): StartOptions {
  const { values, tokens } = parseArgs({
    args,
    options: { fresh: { type: 'boolean' }, demo: { type: 'boolean' } },
    strict: false,
    tokens: true,
  });
  for (const token of tokens) {
    const exists = token.kind === 'option' && (token.name === 'fresh' || token.name === 'demo');
    if (!exists || token.value !== undefined) {
      throw new Halt(
        `Option inconnue : ${args[token.index]}. Les options sont --fresh (repartir de zéro) et --demo (ajouter des exemples).`,
      );
    }
  }
  return {
    fresh: values['fresh'] === true,
    demo: values['demo'] === true,
    port: parsePort(environment['PORT']),
    dataFolder: readDataFolder(environment),
  };
}

export const readDataFolder = (environment: NodeJS.ProcessEnv): string =>
  environment['CASIERS_DATA'] || '.casiers';

/** `0` lets the system choose. */
export function parsePort(input: string | undefined): number {
  if (!input) return 3000;
  const port = /^[0-9]{1,5}$/.test(input) ? Number(input) : Number.NaN;
  if (port <= 65_535) return port;
  throw new Halt(`PORT=${input} n’est pas un numéro de port (de 1 à 65535).`);
}

const lambdaMajor = 24;
/** The first Node that runs TypeScript without a loader, which the process of each function needs. */
const oldestNode = [22, 18] as const;

/** The warning for a Node that is not Lambda's; throws for one that cannot run the functions. */
export function checkNode(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major >= lambdaMajor) return undefined;
  const missing = `Node ${lambdaMajor}, celui de Lambda, n’a pas été installé par npm (paquet facultatif pour ${process.platform} ${process.arch})`;
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) {
    return `${missing} : on continue avec le Node ${version} de cette machine.`;
  }
  throw new Halt(
    `${missing} et le Node ${version} de cette machine est trop ancien : relancez « npm install », ou installez Node ${lambdaMajor}.`,
  );
}
