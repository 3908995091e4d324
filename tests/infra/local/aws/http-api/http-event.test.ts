import { expect, test } from 'vitest';
import { toHttpEvent } from '../../../../../infra/local/aws/http-api/http-api.ts';

const match = { route: { key: '$default', functionArn: 'arn' }, pathParameters: undefined };
const now = new Date('2026-01-05T09:00:00Z');

const eventOf = (changes: object) =>
  toHttpEvent(
    {
      method: 'POST',
      path: '/declarations',
      query: '',
      headers: { host: '127.0.0.1:3000', 'user-agent': 'test' },
      body: Buffer.alloc(0),
      sourceIp: '127.0.0.1',
      ...changes,
    },
    match,
    now,
  );

const bodyOf = (type: string | undefined, body: string) => {
  const headers = { host: 'h', ...(type && { 'content-type': type }) };
  const event = eventOf({ headers, body: Buffer.from(body) });
  return { body: event.body, isBase64Encoded: event.isBase64Encoded };
};

test.each(['application/json', 'text/plain; charset=utf-8', 'application/xml'])(
  'a body of type %s arrives as it is',
  (type) => {
    expect(bodyOf(type, 'é')).toEqual({ body: 'é', isBase64Encoded: false });
  },
);

test.each([
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'image/png',
  undefined,
])('a body of type %s arrives in base64', (type) => {
  const body = Buffer.from('nom=é').toString('base64');
  expect(bodyOf(type, 'nom=é')).toEqual({ body, isBase64Encoded: true });
});

test('without a body there is none', () => {
  expect(eventOf({})).not.toHaveProperty('body');
  expect(eventOf({}).isBase64Encoded).toBe(false);
});

test('cookies are apart from the headers', () => {
  const event = eventOf({ headers: { host: 'h', cookie: 'a=1; b=2' } });
  expect(event.cookies).toEqual(['a=1', 'b=2']);
  expect(event.headers).not.toHaveProperty('cookie');
  expect(eventOf({})).not.toHaveProperty('cookies');
});

test('the path is decoded, and the query is not', () => {
  const event = eventOf({ path: '/chaumi%C3%A9', query: 'q=%C3%A9+b&x=1&x=2' });
  expect(event.rawPath).toBe('/chaumié');
  expect(event.requestContext.http.path).toBe('/chaumié');
  expect(event.rawQueryString).toBe('q=%C3%A9+b&x=1&x=2');
  expect(event.queryStringParameters).toEqual({ q: 'é b', x: '1,2' });
});

test('what follows an encoded question mark is lost, as on AWS', () => {
  expect(eventOf({ path: '/a%3Fb' }).rawPath).toBe('/a');
  expect(eventOf({ path: '/%E0%A4%A' }).rawPath).toBe('/%E0%A4%A');
});

test('the request is told as the HTTP API tells it', () => {
  expect(eventOf({})).toMatchObject({
    version: '2.0',
    routeKey: '$default',
    requestContext: {
      domainName: '127.0.0.1:3000',
      http: { method: 'POST', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' },
      time: '05/Jan/2026:09:00:00 +0000',
      timeEpoch: now.getTime(),
    },
  });
});
