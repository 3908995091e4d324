import { subscribe } from 'node:diagnostics_channel';
import { readFileSync } from 'node:fs';
import { Agent, type IncomingMessage, request } from 'node:http';
import { createRequire } from 'node:module';
import { text } from 'node:stream/consumers';
import type { Report } from '../report.ts';

/*
 * The process of a function as Lambda starts it: loads the handler, then asks for one event after another.
 * https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
type Handler = (event: unknown, context: object) => Promise<unknown>;

const [, , file = ''] = process.argv;
const { AWS_LAMBDA_RUNTIME_API: host = '' } = process.env;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

/** How long the handler waited for others, whom this bench does not measure. */
let waited = 0;
let waitingSince = 0;
const awaited = new Set<unknown>();

const requestIn = (message: unknown) => Object(message).request;
subscribe('http.client.request.start', (message) => {
  if (awaited.size === 0) waitingSince = performance.now();
  awaited.add(requestIn(message));
});
for (const end of ['http.client.response.finish', 'http.client.request.error']) {
  subscribe(end, (message) => {
    if (awaited.delete(requestIn(message)) && awaited.size === 0) {
      waited += performance.now() - waitingSince;
    }
  });
}

function call(path: string, body?: string, headers: Record<string, string> = {}) {
  return new Promise<IncomingMessage>((resolve, reject) => {
    const method = body === undefined ? 'GET' : 'POST';
    request(`http://${host}/2018-06-01/runtime/${path}`, { agent, method, headers })
      .once('response', resolve)
      .once('error', reject)
      .end(body);
  });
}

async function answerNext(handler: Handler): Promise<void> {
  const next = await call('invocation/next');
  const event: unknown = JSON.parse(await text(next));
  const id = next.headers['lambda-runtime-aws-request-id'];
  waited = 0;
  const start = performance.now();
  const result = await handler(event, { awsRequestId: id });
  const report: Report = {
    ownMicroseconds: Math.round((performance.now() - start - waited) * 1000),
    cpuMilliseconds: cpuMilliseconds(),
    peakKilobytes: peakKilobytes(),
    loadsUndici: Reflect.get(process, 'moduleLoadList').includes(
      'NativeModule internal/deps/undici/undici',
    ),
  };
  const headers = { 'x-report': JSON.stringify(report) };
  (await call(`invocation/${id}/response`, JSON.stringify(result), headers)).resume();
}

function cpuMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** The most memory it ever held. Where Node alone counts, what it held before it became itself counts too. */
function peakKilobytes(): number {
  try {
    return Number(/VmHWM:\s*(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]);
  } catch {
    return process.resourceUsage().maxRSS;
  }
}

async function run(): Promise<void> {
  const { handler }: { handler: Handler } = createRequire(import.meta.url)(file);
  while (true) await answerNext(handler);
}

void run();
