import { createRequire } from 'node:module';
import type { FunctionWord, Invocation } from './host.ts';

// What one environment of Lambda does: loads the bundle once, then takes one event after another.
// Node runs this file as it is, so its imports are of types only.

type Handler = (event: unknown, context: object) => unknown;

const [, , bundle = '', exportName = 'handler'] = process.argv;

// The host is gone, even killed: nobody is left to work for.
process.on('disconnect', () => process.exit());
// Ctrl-C reaches the whole group: the host decides when to end.
process.on('SIGINT', () => {});

try {
  const handler = loadHandler();
  process.on('message', (invocation: Invocation) => void answer(handler, invocation));
  say({ kind: 'ready' });
} catch (error) {
  say(failure(error));
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
    say({ kind: 'answered', result: JSON.stringify(result) ?? 'null' });
  } catch (error) {
    console.error(error);
    say(failure(error));
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

function failure(error: unknown): FunctionWord {
  const known = error instanceof Error;
  return {
    kind: 'failed',
    errorType: known ? error.name : typeof error,
    errorMessage: known ? error.message : String(error),
  };
}

function say(word: FunctionWord): void {
  process.send?.(word);
}

function isHandler(value: unknown): value is Handler {
  return typeof value === 'function';
}
