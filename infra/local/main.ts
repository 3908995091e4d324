import { Closers, Halt } from './shared/data-folder.ts';
import { checkNode, parseStartOptions } from './shared/options.ts';

/**
 * npm passes signals on to its shell only, which dies without a word to us: a parent that changed is all we see.
 * Gives no notice to what was started without npm: it may well outlive its terminal.
 */
export function whenAbandoned(end: () => void): void {
  if (!process.env['npm_lifecycle_event']) return;
  const { ppid } = process;
  setInterval(() => {
    if (process.ppid !== ppid) end();
  }, 500).unref();
}

const closers = new Closers();
let isEnding = false;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  // Both the terminal and npm send it: once is enough.
  process.on(signal, () => void end(0));
}
whenAbandoned(() => void end(0));

try {
  const warning = checkNode(process.versions.node);
  if (warning) console.error(warning);
  const options = parseStartOptions(process.argv.slice(2), process.env);
  // Only now: a Node that is too old could not even read it.
  const { startLocalEnvironment } = await import('./local-environment.ts');
  const url = await startLocalEnvironment(options, { closers, tell: (line) => console.log(line) });
  console.log(`Casiers 47 est prêt : ${url}`);
  console.log(`  se connecter        ${url}/local dit avec quelles adresses`);
  console.log(`  boîte aux lettres   ${url}/local/courrier`);
  console.log(`  Slack               ${url}/local/slack`);
  console.log('  Teams               npm run local:teams, à côté');
  console.log(`  un abonné           ${url}/local/subscriber`);
  console.log(`  lancer la nuit      ${url}/local (ou : npm run night)`);
  console.log('  tout arrêter        Ctrl-C');
} catch (error) {
  if (!isEnding) console.error(error instanceof Halt ? error.message : error);
  await end(1);
}

async function end(code: number): Promise<void> {
  if (isEnding) return;
  isEnding = true;
  // Whatever does not close in time is not waited for.
  setTimeout(() => process.exit(code), 5000).unref();
  await closers.closeAll();
  process.exit(code);
}
