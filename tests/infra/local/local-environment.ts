import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { localAssembly } from './assembly.ts';

export interface StartedProcess {
  readonly child: ChildProcess;
  /** What it has written to both outputs. */
  readonly output: () => string;
  /** Resolves when its output matches; rejects when it ends before. */
  waitFor(pattern: RegExp): Promise<RegExpExecArray>;
  /** Its exit code. */
  readonly ended: Promise<number | null>;
}

export interface LocalEnvironment extends StartedProcess {
  readonly url: string;
  readonly mailboxUrl: string;
  readonly dataFolder: string;
  /** The output of `npm run night`. */
  runNightlyDigest(): Promise<string>;
  /** Ends it as Ctrl-C does, and removes its data folder if it was not given. */
  stop(): Promise<void>;
}

export interface EnvironmentOptions {
  /** `--fresh`, `--demo`. */
  readonly args?: readonly string[];
  /** A new one if absent. */
  readonly dataFolder?: string;
}

export const createDataFolder = (): string => mkdtempSync(join(tmpdir(), 'casiers-'));

/** `npm start` on a port that the system chooses. */
export async function startLocalEnvironment(
  options: EnvironmentOptions = {},
): Promise<LocalEnvironment> {
  await localAssembly();
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
  let output = '';
  const append = (part: Buffer) => {
    output += part.toString();
    child.emit('output');
  };
  child.stdout.on('data', append);
  child.stderr.on('data', append);
  const ended = once(child, 'close').then(([code]): number | null => code);
  return {
    child,
    output: () => output,
    ended,
    waitFor: (pattern) =>
      new Promise((resolve, reject) => {
        const match = () => {
          const found = pattern.exec(output);
          if (found) resolve(found);
        };
        child.on('output', match);
        match();
        void ended.then(() => reject(new Error(`It ended with this output: ${output}`)));
      }),
  };
}

async function runNightlyDigest(dataFolder: string): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', 'infra/local/run-nightly-digest.ts'],
    { env: { ...process.env, PORT: '', CASIERS_DATA: dataFolder } },
  );
  return stdout;
}
