import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { slackEntry, writeBundle } from './bundles.ts';
import { type Measure, median, number, type Part, table } from './measures.ts';
import { slashCommand } from './slash-command.ts';
import { type Start, startFunction, type Variant } from './start-function.ts';
import { type Surroundings, signingSecret, startSurroundings } from './surroundings.ts';

const rounds = 21;
const whole = 'la fonction Slack entière';
const alone = 'la même, sans rien demander';
const bare = 'l’exemple de Bolt, tel quel';
const empty = 'une fonction vide';

/** Interleaved: what disturbs the machine disturbs them all. */
export const coldStarts: Part = {
  name: 'cold',
  async run(tell) {
    // Inside the project: the bare sample finds its packages as they were installed.
    const parent = fileURLToPath(new URL('../../cdk.out/', import.meta.url));
    mkdirSync(parent, { recursive: true });
    const folder = mkdtempSync(join(parent, 'bench-'));
    const surroundings = await startSurroundings();
    try {
      writeFileSync(join(folder, 'package.json'), '{ "type": "commonjs" }');
      const client = writeBundle(folder, { name: 'runtime-client' });
      const serviceAccount = { client, memoryMegabytes: 512, warmEvents: 150 };
      const starts = new Map<string, Start[]>();
      const variants = variantsIn(folder, surroundings);
      for (let round = 0; round < rounds; round++) {
        tell(`Démarrages à froid : tour ${round + 1} sur ${rounds}`);
        for (const variant of variants) {
          const start = await startFunction(variant, serviceAccount);
          starts.set(variant.name, [...(starts.get(variant.name) ?? []), start]);
        }
        variants.push(...variants.splice(0, 1));
      }
      return compare(starts, tell);
    } finally {
      await surroundings.close();
      rmSync(folder, { recursive: true });
    }
  },
};

function variantsIn(folder: string, { environment, slackSecret }: Surroundings): Variant[] {
  const event = (text: string) => () => slashCommand({ text, userId: 'U2' }, signingSecret);
  const sample = {
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_BOT_TOKEN: 'xoxb-1',
    SLACK_API_URL: environment.SLACK_API_URL,
  };
  return [
    {
      name: empty,
      file: writeBundle(folder, { name: 'empty' }),
      environment: {},
      event: event('aide'),
    },
    {
      ...{ name: bare, file: writeBundle(folder, { name: 'bare-bolt', asIs: true }) },
      ...{ environment: sample, event: event('aide') },
    },
    {
      ...{ name: whole, file: writeBundle(folder, { name: 'slack-inbound', entry: slackEntry }) },
      ...{ environment, event: event('aide') },
    },
    {
      ...{
        name: alone,
        file: writeBundle(folder, { name: 'slack-in-memory', as: 'slack-inbound' }),
      },
      environment: { ...environment, SLACK_SECRET: slackSecret },
      event: event('aide'),
    },
  ];
}

function compare(starts: ReadonlyMap<string, readonly Start[]>, tell: (line: string) => void) {
  const of = (name: string, figure: (start: Start) => number) =>
    median((starts.get(name) ?? []).map(figure));
  const ack = (name: string) => of(name, (start) => start.ackMilliseconds);
  const peak = (name: string) => of(name, (start) => start.peakMegabytes);
  const warm = (name: string) => of(name, (start) => median(start.warmMicroseconds));
  const rows = [...starts.keys()]
    .sort()
    .map((name) => [
      name,
      number(of(name, (start) => start.initMilliseconds)),
      number(ack(name)),
      number(of(name, (start) => start.cpuMilliseconds)),
      number(peak(name)),
      number(warm(name)),
      starts.get(name)?.some((start) => start.loadsUndici) ? 'oui' : 'non',
    ]);
  const heads = [
    '',
    'prête (ms)',
    '1re réponse (ms)',
    'processeur (ms)',
    'mémoire (Mo)',
    'à chaud (µs)',
    'undici',
  ];
  for (const line of table([heads, ...rows])) tell(line);
  const ratio = (what: string, value: number, [bar, aim]: readonly [number, number]): Measure => ({
    ...{ what, value, bar, aim, unit: '×' },
  });
  return [
    ratio('1re réponse, entière / exemple de Bolt', ack(whole) / ack(bare), [0.55, 0.45]),
    ratio('1re réponse, entière / vide', ack(whole) / ack(empty), [2.6, 2]),
    ratio('mémoire, entière / exemple de Bolt', peak(whole) / peak(bare), [0.85, 0.75]),
    ratio('à chaud, sans attendre personne / exemple de Bolt', warm(alone) / warm(bare), [1.25, 1]),
  ];
}
