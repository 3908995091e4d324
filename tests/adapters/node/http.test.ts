import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { WebClient } from '@slack/web-api';
import { afterEach, expect, test } from 'vitest';
import { createHttpsFetch } from '../../../functions/adapters/node/http.ts';
import { closeServer, listenOn, loopback } from '../../../infra/local/shared/http.ts';

const servers: Server[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map(closeServer));
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  return `http://${loopback}:${await listenOn(server, 0)}/api/`;
}

const fetchIn = (timeoutMilliseconds: number) => createHttpsFetch({ timeoutMilliseconds });
const minimal = fetchIn(5000);

test('sends the request and returns the whole response', async () => {
  const address = await serve(async (request, response) => {
    const [body] = await once(request.setEncoding('utf8'), 'data');
    const { method, url, headers } = request;
    response.setHeader('Set-Cookie', ['a=1', 'b=2']);
    response.end(JSON.stringify({ method, url, length: headers['content-length'], body }));
  });
  const response = await minimal(`${address}chat.postMessage`, {
    method: 'POST',
    body: 'text=reçu',
  });
  expect(response).toMatchObject({ ok: true, status: 200, statusText: 'OK' });
  expect(response.url).toBe(`${address}chat.postMessage`);
  expect(await response.json()).toEqual({
    ...{ method: 'POST', url: '/api/chat.postMessage', length: '10', body: 'text=reçu' },
  });
  expect(response.headers.get('Set-Cookie')).toBe('a=1, b=2');
  expect(response.headers.get('x-none')).toBeNull();
  expect(Object.fromEntries(response.headers.entries())).toHaveProperty('set-cookie');
  expect(new TextDecoder().decode(await response.arrayBuffer())).toBe(await response.text());
});

test('does not follow a redirect', async () => {
  const requested: (string | undefined)[] = [];
  const address = await serve(({ url }, response) => {
    requested.push(url);
    response.writeHead(302, { location: '/elsewhere' }).end();
  });
  expect(await minimal(address)).toMatchObject({ ok: false, status: 302 });
  expect(requested).toEqual(['/api/']);
});

test.each([
  ['the server does not respond', () => {}],
  ['a response stops in the middle', (_, response) => response.write('{"ok":')],
] satisfies [string, RequestListener][])(
  'rejects after the timeout when %s',
  async (_, listener) => {
    const address = await serve(listener);
    const secret = `${address}hooks/T1/secret`;
    const rejected = expect(fetchIn(150)(secret)).rejects;
    await rejected.toThrow(/^127\.0\.0\.1:\d+ did not answer in time$/);
  },
);

test('the caller can abort before the timeout', async () => {
  const address = await serve(() => {});
  await expect(minimal(address, { signal: AbortSignal.timeout(100) })).rejects.toThrow('in time');
});

test('rejects when the connection is cut within the body', async () => {
  const address = await serve((_, response) => {
    response.writeHead(200, { 'content-length': 100 });
    response.write('{"ok":', () => response.destroy());
  });
  await expect(minimal(address)).rejects.toThrow('aborted');
});

test('rejects when no server listens', async () => {
  await expect(minimal(`http://${loopback}:1/`)).rejects.toThrow('ECONNREFUSED');
});

test('rejects other protocols than HTTP and other bodies than text', async () => {
  await expect(minimal('file:///etc/hostname')).rejects.toThrow('Unsupported protocol file:');
  const form = { method: 'POST', body: new FormData() };
  await expect(minimal('https://127.0.0.1:1/', form)).rejects.toThrow('Unsupported body type');
});

test('reuses a connection', async () => {
  const ports = new Set<number | undefined>();
  const address = await serve(({ socket }, response) => {
    ports.add(socket.remotePort);
    response.end();
  });
  for (let view = 0; view < 3; view++) await minimal(address);
  expect(ports.size).toBe(1);
});

test('sends the request again when the server closed a kept connection', async () => {
  let answered = 0;
  const address = await serve(({ socket }, response) => {
    // What a function finds after it was frozen: its socket is open, and the first write is answered by a reset.
    if (answered++ === 1) return void socket.resetAndDestroy();
    response.end('received');
  });
  await minimal(address);
  expect(await (await minimal(address)).text()).toBe('received');
  expect(answered).toBe(3);
});

test('rejects when a new connection is reset', async () => {
  const address = await serve(({ socket }) => void socket.resetAndDestroy());
  await expect(minimal(address)).rejects.toMatchObject({ code: 'ECONNRESET' });
});

test("Slack's client reads Retry-After", async () => {
  const address = await serve((_, response) => {
    response.writeHead(429, { 'Retry-After': '7' }).end();
  });
  const client = new WebClient('xoxb-1', {
    ...{
      slackApiUrl: address,
      fetch: minimal,
      rejectRateLimitedCalls: true,
      retryConfig: { retries: 0 },
    },
  });
  const call = client.chat.postMessage({ channel: 'C1', text: 'Bonjour' });
  await expect(call).rejects.toMatchObject({ retryAfter: 7 });
});

test("Slack's client reads results, refusals and server errors", async () => {
  const address = await serve(({ url }, response) => {
    if (url?.endsWith('views.open')) return void response.writeHead(503).end('down');
    response.setHeader('X-OAuth-Scopes', 'chat:write, commands');
    response.end(
      url?.endsWith('chat.postMessage') ? '{"ok":true,"ts":"1.2"}' : '{"ok":false,"error":"x"}',
    );
  });
  const client = new WebClient('xoxb-1', {
    ...{ slackApiUrl: address, fetch: minimal, retryConfig: { retries: 0 } },
  });
  const posted = await client.chat.postMessage({ channel: 'C1', text: 'Bonjour' });
  expect(posted).toMatchObject({
    ...{ ts: '1.2', response_metadata: { scopes: ['chat:write', 'commands'] } },
  });
  await expect(client.auth.test()).rejects.toMatchObject({ data: { error: 'x' } });
  const opened = client.apiCall('views.open', { trigger_id: '1' });
  await expect(opened).rejects.toMatchObject({ statusCode: 503, body: 'down' });
});
