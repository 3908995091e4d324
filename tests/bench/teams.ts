import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeBundle } from './bundles.ts';
import { median, number, type Part, table } from './measures.ts';
import { type Start, startFunction, type Variant } from './start-function.ts';
import { startTeamsSurroundings } from './teams-surroundings.ts';

export const teamsEntry = 'functions/lambdas/teams-inbound.ts';

const rounds = 11;
const whole = 'la fonction Teams entière';
const empty = 'une fonction vide';

/** Interleaved, as those of Slack are; the token is verified, with a key that is fetched, before the first answer. */
export const teams: Part = {
  name: 'teams',
  async run(tell) {
    const folder = mkdtempSync(join(tmpdir(), 'bench-teams-'));
    const { environment, pressed: event, close } = await startTeamsSurroundings();
    try {
      const client = writeBundle(folder, { name: 'runtime-client' });
      const file = writeBundle(folder, { name: 'teams', entry: teamsEntry });
      const variants: readonly Variant[] = [
        { name: whole, file, environment, event },
        { name: empty, file: writeBundle(folder, { name: 'empty' }), environment: {}, event },
      ];
      const starts = new Map<string, readonly Start[]>();
      for (let round = 0; round < rounds; round++) {
        tell(`Teams, démarrages à froid : tour ${round + 1} sur ${rounds}`);
        for (const variant of variants) {
          const start = await startFunction(variant, {
            ...{ client, memoryMegabytes: 1024, warmEvents: 20 },
          });
          starts.set(variant.name, [...(starts.get(variant.name) ?? []), start]);
        }
      }
      return compare(starts, statSync(file).size / 1024, tell);
    } finally {
      await close();
      rmSync(folder, { recursive: true });
    }
  },
};

function compare(
  starts: ReadonlyMap<string, readonly Start[]>,
  kilobytes: number,
  tell: (line: string) => void,
) {
  const of = (name: string, figure: (start: Start) => number) =>
    median((starts.get(name) ?? []).map(figure));
  const init = (name: string) => of(name, (start) => start.initMilliseconds);
  const first = (name: string) => of(name, (start) => start.ackMilliseconds);
  const rows = [whole, empty].map((name) => [
    ...[name, number(init(name)), number(first(name))],
    number(of(name, (start) => start.peakMegabytes)),
    number(of(name, (start) => median(start.warmMicroseconds))),
  ]);
  const heads = ['', 'prête (ms)', '1re réponse (ms)', 'mémoire (Mo)', 'à chaud (µs)'];
  for (const line of table([heads, ...rows])) tell(line);
  const ratio = (figure: (name: string) => number) => figure(whole) / figure(empty);
  return [
    { what: 'Teams, taille', value: kilobytes, bar: 550, aim: 450, unit: 'Ko' },
    { what: 'Teams, prête, entière / vide', value: ratio(init), bar: 4, aim: 3, unit: '×' },
    {
      what: 'Teams, 1re réponse, entière / vide',
      value: ratio(first),
      bar: 5.5,
      aim: 4,
      unit: '×',
    },
  ];
}
