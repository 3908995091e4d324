import { createRequire } from 'node:module';
import type { FunctionMessage, Invocation } from './host.ts';

// The process of a function: loads the bundle once, then handles one event after the other.
// Node runs this file without a loader, so it imports types only.

type Handler = (event: unknown, context: object) => unknown;

const [, , bundle = '', exportName = 'handler'] = process.argv;

// The host has ended, perhaps killed.
process.on('disconnect', () => process.exit());
// Ctrl-C reaches all processes of the group; the host ends this one.
process.on('SIGINT', () => {});

try {
  const handler = loadHandler();
  process.on('message', (invocation: Invocation) => void answer(handler, invocation));
  send({ kind: 'ready' });
} catch (error) {
  send(failure(error));
}

function loadHandler(): Handler {
  const handler: unknown = createRequire(import.meta.url)(bundle)[exportName];
  if (!isHandler(handler)) throw new Error(`${exportName} is not a function`);
  // https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html: no callbacks from Node 24 on.
  if (handler.length > 2) throw new Error('Callback-style handlers are no longer supported');
  return handler;
}

async function answer(handler: Handler, { requestId, event, deadline }: Invocation): Promise<void> {
  try {
    const result = await handler(JSON.parse(event), createContext(requestId, deadline));
    send({ kind: 'answered', result: JSON.stringify(result) ?? 'null' });
  } catch (error) {
    console.error(error);
    send(failure(error));
  }
}

function createContext(awsRequestId: string, deadline: number): object {
  const { env } = process;
  return {
    awsRequestId,
    callbackWaitsForEmptyEventLoop: true,
    functionName: env['AWS_LAMBDA_FUNCTION_NAME'],
    functionVersion: env['AWS_LAMBDA_FUNCTION_VERSION'],
    memoryLimitInMB: env['AWS_LAMBDA_FUNCTION_MEMORY_SIZE'],
    logGroupName: env['AWS_LAMBDA_LOG_GROUP_NAME'],
    logStreamName: env['AWS_LAMBDA_LOG_STREAM_NAME'],
    getRemainingTimeInMillis: () => deadline - Date.now(),
  };
}

function failure(error: unknown): FunctionMessage {
  const isError = error instanceof Error;
  return {
    kind: 'failed',
    errorType: isError ? error.name : typeof error,
    errorMessage: isError ? error.message : String(error),
  };
}

function send(message: FunctionMessage): void {
  process.send?.(message);
}

function isHandler(value: unknown): value is Handler {
  return typeof value === 'function';
}
