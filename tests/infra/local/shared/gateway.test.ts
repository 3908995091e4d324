import { afterEach, expect, test } from 'vitest';
import { type Gateway, openGateway } from '../../../../infra/local/shared/gateway.ts';
import { jsonReply, type WholeRequest } from '../../../../infra/local/shared/http.ts';

let gateway: Gateway;
const seen: WholeRequest[] = [];

async function open() {
  gateway = await openGateway(0, async () => jsonReply(503, { message: 'starting' }));
  return gateway;
}
afterEach(() => gateway.close());

test('says that it is starting, until it serves', async () => {
  const { url, serve } = await open();
  expect((await fetch(url)).status).toBe(503);
  serve(async () => jsonReply(200, {}));
  expect((await fetch(url)).status).toBe(200);
});

test('hands over the whole request', async () => {
  const { url, serve } = await open();
  serve(async (request) => {
    seen.push(request);
    return {
      status: 200,
      headers: [
        ['set-cookie', 'a=1'],
        ['set-cookie', 'b=2'],
      ],
      body: 'é',
    };
  });
  const response = await fetch(`${url}/a%20b?x=1?2`, {
    method: 'POST',
    headers: { 'X-Thing': 'one', cookie: 'c=3' },
    body: 'typed',
  });
  expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  expect(await response.text()).toBe('é');
  expect(seen[0]).toMatchObject({ method: 'POST', path: '/a%20b', query: 'x=1?2' });
  expect(seen[0]?.headers).toMatchObject({ 'x-thing': 'one', cookie: 'c=3' });
  expect(seen[0]?.body.toString()).toBe('typed');
});

test('a request over 10 MB is refused before any function sees it', async () => {
  const { url, serve } = await open();
  serve(async () => jsonReply(200, {}));
  const send = (bytes: number) => fetch(url, { method: 'POST', body: new Uint8Array(bytes) });
  expect((await send(10 * 1024 * 1024)).status).toBe(200);
  const refused = await send(10 * 1024 * 1024 + 1);
  expect(refused.status).toBe(413);
  expect(await refused.json()).toEqual({ message: 'Request Entity Too Large' });
});

test('listens on this machine only', async () => {
  expect((await open()).url).toMatch(/^http:\/\/127\.0\.0\.1:/);
});
