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

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  return `http://${loopback}:${await listenOn(server, 0)}/api/`;
}

const fetchIn = (timeoutMilliseconds: number) => createHttpsFetch({ timeoutMilliseconds });
const minimal = fetchIn(5000);

test('what was sent arrives, and what is answered comes back whole', async () => {
  const address = await serve(async (request, response) => {
    const [body] = await once(request.setEncoding('utf8'), 'data');
    const { method, url, headers } = request;
    response.setHeader('Set-Cookie', ['a=1', 'b=2']);
    response.end(JSON.stringify({ method, url, length: headers['content-length'], body }));
  });
  const answer = await minimal(`${address}chat.postMessage`, { method: 'POST', body: 'text=reçu' });
  expect(answer).toMatchObject({ ok: true, status: 200, statusText: 'OK' });
  expect(answer.url).toBe(`${address}chat.postMessage`);
  expect(await answer.json()).toEqual({
    ...{ method: 'POST', url: '/api/chat.postMessage', length: '10', body: 'text=reçu' },
  });
  expect(answer.headers.get('Set-Cookie')).toBe('a=1, b=2');
  expect(answer.headers.get('x-none')).toBeNull();
  expect(Object.fromEntries(answer.headers.entries())).toHaveProperty('set-cookie');
  expect(new TextDecoder().decode(await answer.arrayBuffer())).toBe(await answer.text());
});

test('a redirection is not followed, whoever wants it', async () => {
  const asked: (string | undefined)[] = [];
  const address = await serve(({ url }, response) => {
    asked.push(url);
    response.writeHead(302, { location: '/elsewhere' }).end();
  });
  expect(await minimal(address)).toMatchObject({ ok: false, status: 302 });
  expect(asked).toEqual(['/api/']);
});

test.each([
  ['nothing is answered', () => {}],
  ['an answer stops in the middle', (_, response) => response.write('{"ok":')],
] satisfies [string, RequestListener][])('when %s, it rejects in time', async (_, answer) => {
  const address = await serve(answer);
  const secret = `${address}hooks/T1/secret`;
  const rejected = expect(fetchIn(150)(secret)).rejects;
  await rejected.toThrow(/^127\.0\.0\.1:\d+ did not answer in time$/);
});

test('who asked may give up before that', async () => {
  const address = await serve(() => {});
  await expect(minimal(address, { signal: AbortSignal.timeout(100) })).rejects.toThrow('in time');
});

test('an answer that is cut is an error, not half of an answer', async () => {
  const address = await serve((_, response) => {
    response.writeHead(200, { 'content-length': 100 });
    response.write('{"ok":', () => response.destroy());
  });
  await expect(minimal(address)).rejects.toThrow('aborted');
});

test('nobody there is an error', async () => {
  await expect(minimal(`http://${loopback}:1/`)).rejects.toThrow('ECONNREFUSED');
});

test('only HTTP is spoken, and only text is sent', async () => {
  await expect(minimal('file:///etc/hostname')).rejects.toThrow('No way to speak file:');
  const form = { method: 'POST', body: new FormData() };
  await expect(minimal('https://127.0.0.1:1/', form)).rejects.toThrow('Only text is sent');
});

test('a connection is used again', async () => {
  const ports = new Set<number | undefined>();
  const address = await serve(({ socket }, response) => {
    ports.add(socket.remotePort);
    response.end();
  });
  for (let view = 0; view < 3; view++) await minimal(address);
  expect(ports.size).toBe(1);
});

test('a connection that was closed meanwhile is told by nobody: another one is opened', async () => {
  let answered = 0;
  const address = await serve(({ socket }, response) => {
    // As a frozen function finds it: open on its side, reset as soon as it speaks.
    if (answered++ === 1) return void socket.resetAndDestroy();
    response.end('heard');
  });
  await minimal(address);
  expect(await (await minimal(address)).text()).toBe('heard');
  expect(answered).toBe(3);
});

test('a connection that is reset at its first use is an error', async () => {
  const address = await serve(({ socket }) => void socket.resetAndDestroy());
  await expect(minimal(address)).rejects.toMatchObject({ code: 'ECONNRESET' });
});

test("Slack's client hears how long it has to wait", async () => {
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

test("Slack's client reads answers, refusals and faults of Slack", async () => {
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
