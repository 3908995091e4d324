import { Closers, Halt } from './shared/data-folder.ts';
import { checkNode, parseStartOptions } from './shared/options.ts';

/**
 * Calls `end` when npm has ended. npm passes signals to its shell only, so the only sign is another parent process. Without
 * npm, the process may outlive its terminal.
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
  // The terminal and npm both send it; `end` runs once.
  process.on(signal, () => void end(0));
}
whenAbandoned(() => void end(0));

try {
  const warning = checkNode(process.versions.node);
  if (warning) console.error(warning);
  const options = parseStartOptions(process.argv.slice(2), process.env);
  // Imported after the check: a Node that is too old cannot parse it.
  const { startLocalEnvironment } = await import('./local-environment.ts');
  const url = await startLocalEnvironment(options, {
    closers,
    logLine: (line) => console.log(line),
  });
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
  // The process does not wait longer for what has not closed.
  setTimeout(() => process.exit(code), 5000).unref();
  await closers.closeAll();
  process.exit(code);
}
