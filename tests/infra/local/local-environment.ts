import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface StartedProcess {
  readonly child: ChildProcess;
  /** All it said so far, on both outputs. */
  readonly said: () => string;
  /** Resolves once it said so; rejects if it ended before. */
  waitFor(texts: RegExp): Promise<RegExpExecArray>;
  /** Its exit code, once it has ended. */
  readonly ended: Promise<number | null>;
}

export interface LocalEnvironment extends StartedProcess {
  readonly url: string;
  readonly mailboxUrl: string;
  readonly dataFolder: string;
  /** What `npm run night` prints. */
  runNightlyDigest(): Promise<string>;
  /** Ends it as Ctrl-C does. Its data are lost, unless they were somebody else's. */
  stop(): Promise<void>;
}

export interface EnvironmentOptions {
  /** `--fresh`, `--demo`. */
  readonly args?: readonly string[];
  /** Else a new one. */
  readonly dataFolder?: string;
}

export const createDataFolder = (): string => mkdtempSync(join(tmpdir(), 'casiers-'));

/** `npm start` on a port that the system chooses. */
export async function startLocalEnvironment(
  options: EnvironmentOptions = {},
): Promise<LocalEnvironment> {
  const dataFolder = options.dataFolder ?? createDataFolder();
  const started = startProcess(options.args ?? [], { PORT: '0', CASIERS_DATA: dataFolder });
  const ready = await started.waitFor(/^Casiers 47 est prêt : (http:\/\/127\.0\.0\.1:\d+)$/m);
  const url = ready[1] ?? '';
  return {
    ...started,
    url,
    mailboxUrl: `${url}/local/courrier`,
    dataFolder,
    runNightlyDigest: () => runNightlyDigest(dataFolder),
    async stop() {
      started.child.kill('SIGINT');
      await started.ended;
      if (!options.dataFolder) rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

export function startProcess(
  args: readonly string[],
  variables: Record<string, string>,
): StartedProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', 'infra/local/main.ts', ...args], {
    env: { ...process.env, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const listen = (part: Buffer) => {
    said += part.toString();
    child.emit('said');
  };
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  const ended = once(child, 'close').then(([code]): number | null => code);
  return {
    child,
    said: () => said,
    ended,
    waitFor: (texts) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = texts.exec(said);
          if (found) resolve(found);
        };
        child.on('said', look);
        look();
        void ended.then(() => reject(new Error(`It ended, having said: ${said}`)));
      }),
  };
}

export async function runNightlyDigest(dataFolder: string): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', 'infra/local/run-nightly-digest.ts'],
    { env: { ...process.env, PORT: '', CASIERS_DATA: dataFolder } },
  );
  return stdout;
}
