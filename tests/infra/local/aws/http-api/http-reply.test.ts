import { expect, test } from 'vitest';
import { toReply } from '../../../../../infra/local/aws/http-api/http-api.ts';

const answered = (result: unknown) => {
  const { status, headers, body } = toReply({ kind: 'answered', result });
  return {
    status,
    headers: headers.filter(([name]) => name !== 'apigw-requestid'),
    body: String(body),
  };
};

test('status, headers and each cookie reach the browser', () => {
  expect(
    answered({
      statusCode: 303,
      headers: { location: '/merci' },
      cookies: ['a=1', 'b=2'],
      body: '',
    }),
  ).toEqual({
    status: 303,
    headers: [
      ['location', '/merci'],
      ['set-cookie', 'a=1'],
      ['set-cookie', 'b=2'],
    ],
    body: '',
  });
});

test('a body in base64 is decoded', () => {
  const body = Buffer.from('é').toString('base64');
  expect(answered({ statusCode: 200, body, isBase64Encoded: true }).body).toBe('é');
});

test('a result without a status is a JSON answer', () => {
  expect(answered({ ok: true })).toEqual({
    status: 200,
    headers: [['content-type', 'application/json']],
    body: '{"ok":true}',
  });
});

test.each([
  { kind: 'answered', result: { statusCode: 'oops' } },
  { kind: 'failed', errorType: 'Error', errorMessage: 'secret' },
] as const)('what is not an answer says nothing but 500: %j', (outcome) => {
  const reply = toReply(outcome);
  expect(reply.status).toBe(500);
  expect(reply.body).toBe('{"message":"Internal Server Error"}');
});
