import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';

/** What the host tells a function's process. `event` is JSON, as on Lambda. */
export interface Invocation {
  readonly requestId: string;
  readonly event: string;
  /** Milliseconds since 1970: it is killed then. */
  readonly deadline: number;
}

export interface FunctionError {
  readonly errorType: string;
  readonly errorMessage: string;
}

/** What a function's process tells the host. */
export type FunctionWord =
  | { readonly kind: 'ready' }
  | { readonly kind: 'answered'; readonly result: string }
  | ({ readonly kind: 'failed' } & FunctionError);

export interface HostedFunction {
  /** The name of its construct: `Site`, `Night`. */
  readonly name: string;
  /** The bundle that would be deployed. */
  readonly file: string;
  readonly exportName: string;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  /** All that it sees of this machine. */
  readonly environment: Readonly<Record<string, string>>;
}

export type Outcome =
  | { readonly kind: 'answered'; readonly result: unknown }
  | ({ readonly kind: 'failed' } & FunctionError);

export type Log = (name: string, line: string, isError: boolean) => void;

const initSeconds = 10;
/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const payloadBytes = 6 * 1024 * 1024;
const processFile = fileURLToPath(new URL('./process.ts', import.meta.url));

/** One environment of one function, as Lambda has it: its own process, one event at a time, state kept between two. */
export class FunctionHost {
  readonly #hosted: HostedFunction;
  readonly #log: Log;
  #process: ChildProcess | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(hosted: HostedFunction, log: Log) {
    this.#hosted = hosted;
    this.#log = log;
  }

  /** Never rejects: whatever happens to the function is an outcome. */
  invoke(event: unknown): Promise<Outcome> {
    const outcome = this.#last.then(() => this.#run(JSON.stringify(event)));
    this.#last = outcome;
    return outcome;
  }

  async stop(): Promise<void> {
    const running = this.#process;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    running.kill('SIGKILL');
    await once(running, 'exit');
  }

  async #run(event: string): Promise<Outcome> {
    if (Buffer.byteLength(event) > payloadBytes) return tooLarge('Request');
    const outcome = await this.#ask(event);
    if (outcome.kind === 'failed') {
      this.#log(this.#hosted.name, `${outcome.errorType}: ${outcome.errorMessage}`, true);
    }
    return outcome;
  }

  async #ask(event: string): Promise<Outcome> {
    const { timeoutSeconds } = this.#hosted;
    if (!this.#process) {
      this.#process = this.#start();
      const word = await nextWord(this.#process, initSeconds);
      if (word.kind === 'failed') await this.stop();
      if (word.kind !== 'ready') return read(word);
    }
    const deadline = Date.now() + timeoutSeconds * 1000;
    const invocation: Invocation = { requestId: randomUUID(), event, deadline };
    this.#process.send(invocation, () => {
      // Not sent: it has just died, and its end is the next word.
    });
    return read(await nextWord(this.#process, timeoutSeconds));
  }

  #start(): ChildProcess {
    const { name, file, exportName, memoryMegabytes, environment } = this.#hosted;
    const started = fork(processFile, [file, exportName], {
      env: { ...environment },
      execArgv: [
        `--max-old-space-size=${memoryMegabytes}`,
        // Node 22 warns that it runs TypeScript.
        '--disable-warning=ExperimentalWarning',
      ],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    started.once('exit', () => {
      if (this.#process === started) this.#process = undefined;
    });
    const { stdout, stderr } = started;
    if (stdout) createInterface(stdout).on('line', (line) => this.#log(name, line, false));
    if (stderr) createInterface(stderr).on('line', (line) => this.#log(name, line, true));
    return started;
  }
}

/** What it says next; its end, or its being killed for lateness, is a word too. */
function nextWord(from: ChildProcess, seconds: number): Promise<FunctionWord> {
  return new Promise((resolve) => {
    let end: FunctionWord | undefined;
    const late = setTimeout(() => {
      end = failed('Sandbox.Timedout', `Task timed out after ${seconds.toFixed(2)} seconds`);
      from.kill('SIGKILL');
    }, seconds * 1000);
    const onEnd = (code: number | null, signal: string | null) =>
      settle(end ?? failed('Runtime.ExitError', `Runtime exited: ${signal ?? `status ${code}`}`));
    function settle(word: FunctionWord): void {
      clearTimeout(late);
      from.off('message', settle).off('exit', onEnd);
      resolve(word);
    }
    from.once('message', settle).once('exit', onEnd);
  });
}

function read(word: FunctionWord): Outcome {
  if (word.kind === 'failed') return word;
  if (word.kind === 'ready') return failed('Runtime.Confused', 'Ready twice');
  if (Buffer.byteLength(word.result) > payloadBytes) return tooLarge('Response');
  return { kind: 'answered', result: JSON.parse(word.result) };
}

function failed(errorType: string, errorMessage: string) {
  return { kind: 'failed', errorType, errorMessage } as const;
}

const tooLarge = (what: 'Request' | 'Response') =>
  failed(`Function.${what}SizeTooLarge`, `${what} payload size exceeded ${payloadBytes} bytes.`);

export interface FunctionLog {
  readonly write: Log;
  close(): void;
}

/** What the functions say goes to a file; what they complain about is shown too. */
export function openFunctionLog(file: string): FunctionLog {
  const stream = createWriteStream(file, { flags: 'a' });
  return {
    write(name, line, isError) {
      stream.write(`${new Date().toISOString()} ${name} ${line}\n`);
      if (isError) process.stderr.write(`[${name}] ${line}\n`);
    },
    close: () => void stream.end(),
  };
}

const report = z
  .object({
    batchItemFailures: z.array(z.object({ itemIdentifier: z.string().nullish() })).nullish(),
  })
  .nullish();

/** Which of these must come back. https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html */
export function failedAmong(
  identifiers: readonly string[],
  outcome: Outcome,
  reportsFailures: boolean,
): ReadonlySet<string> {
  if (outcome.kind === 'failed') return new Set(identifiers);
  if (!reportsFailures) return new Set();
  const { success, data } = report.safeParse(outcome.result);
  if (!success) return new Set(identifiers);
  const failed = (data?.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier ?? '');
  // An identifier that is nobody's fails them all.
  return new Set(failed.every((one) => identifiers.includes(one)) ? failed : identifiers);
}
