import { parseArgs } from 'node:util';
import { coldStarts } from './cold-starts.ts';
import { kills } from './kills.ts';
import { describeMeasures, isMissed, type Part } from './measures.ts';
import { night } from './nightly-digest.ts';
import { pages } from './pages.ts';
import { teams } from './teams.ts';
import { webhooks } from './webhooks.ts';

/** Each measures one thing we promised; all ratios of a part are of one run on one machine. */
const parts: readonly Part[] = [coldStarts, teams, night, pages, webhooks, kills];

/* `npm run bench`, or `npm run bench -- cold`: only what is named. Ends with 1 when a bar was missed. */
const { positionals } = parseArgs({ allowPositionals: true });
const tell = (line: string) => process.stdout.write(`${line}\n`);

const measures = [];
for (const part of parts) {
  if (positionals.length === 0 || positionals.includes(part.name)) {
    measures.push(...(await part.run(tell)));
  }
}
for (const line of ['', ...describeMeasures(measures)]) tell(line);
process.exitCode = measures.some(isMissed) ? 1 : 0;
