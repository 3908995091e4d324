import { createWriteStream } from 'node:fs';
import type { Log } from './function-host.ts';

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
