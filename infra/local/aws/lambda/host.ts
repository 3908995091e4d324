import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';

/** The message from the host to the process of a function. `event` is JSON, as on Lambda. */
export interface Invocation {
  readonly requestId: string;
  readonly event: string;
  /** When the process is killed, in milliseconds since 1970. */
  readonly deadline: number;
}

export interface FunctionError {
  readonly errorType: string;
  readonly errorMessage: string;
}

/** The message from the process of a function to the host. */
export type FunctionMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'answered'; readonly result: string }
  | ({ readonly kind: 'failed' } & FunctionError);

export interface HostedFunction {
  /** The name of its construct: `Web`, `NightlyDigest`. */
  readonly name: string;
  /** The bundle that is deployed. */
  readonly file: string;
  readonly exportName: string;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  /** All of its environment variables. */
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

/** One execution environment of a function, as on Lambda: a process that handles one event at a time and keeps its state. */
export class FunctionHost {
  readonly #hosted: HostedFunction;
  readonly #log: Log;
  #process: ChildProcess | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(hosted: HostedFunction, log: Log) {
    this.#hosted = hosted;
    this.#log = log;
  }

  /** Never rejects: a crash or a timeout is an outcome. */
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
    const outcome = await this.#send(event);
    if (outcome.kind === 'failed') {
      this.#log(this.#hosted.name, `${outcome.errorType}: ${outcome.errorMessage}`, true);
    }
    return outcome;
  }

  async #send(event: string): Promise<Outcome> {
    const { timeoutSeconds } = this.#hosted;
    if (!this.#process) {
      this.#process = this.#start();
      const message = await nextMessage(this.#process, initSeconds);
      if (message.kind === 'failed') await this.stop();
      if (message.kind !== 'ready') return toOutcome(message);
    }
    const deadline = Date.now() + timeoutSeconds * 1000;
    const invocation: Invocation = { requestId: randomUUID(), event, deadline };
    this.#process.send(invocation, () => {
      // If the process has just ended, `nextMessage` reports it.
    });
    return toOutcome(await nextMessage(this.#process, timeoutSeconds));
  }

  #start(): ChildProcess {
    const { name, file, exportName, memoryMegabytes, environment } = this.#hosted;
    const started = fork(processFile, [file, exportName], {
      env: { ...environment },
      execArgv: [
        `--max-old-space-size=${memoryMegabytes}`,
        // Node 22 prints a warning for TypeScript.
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

/** The next message of the process, or a failure if it ends or is killed at the timeout. */
function nextMessage(from: ChildProcess, seconds: number): Promise<FunctionMessage> {
  return new Promise((resolve) => {
    let end: FunctionMessage | undefined;
    const timer = setTimeout(() => {
      end = failed('Sandbox.Timedout', `Task timed out after ${seconds.toFixed(2)} seconds`);
      from.kill('SIGKILL');
    }, seconds * 1000);
    const onEnd = (code: number | null, signal: string | null) =>
      settle(end ?? failed('Runtime.ExitError', `Runtime exited: ${signal ?? `status ${code}`}`));
    function settle(message: FunctionMessage): void {
      clearTimeout(timer);
      from.off('message', settle).off('exit', onEnd);
      resolve(message);
    }
    from.once('message', settle).once('exit', onEnd);
  });
}

function toOutcome(message: FunctionMessage): Outcome {
  if (message.kind === 'failed') return message;
  if (message.kind === 'ready') return failed('Runtime.Confused', 'Ready twice');
  if (Buffer.byteLength(message.result) > payloadBytes) return tooLarge('Response');
  return { kind: 'answered', result: JSON.parse(message.result) };
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

/** Writes the output of the functions to a file, and their errors to the terminal too. */
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

/** The identifiers whose records must be retried. https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html */
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
  // Lambda takes the whole batch for failed when an identifier is unknown.
  return new Set(
    failed.every((identifier) => identifiers.includes(identifier)) ? failed : identifiers,
  );
}
