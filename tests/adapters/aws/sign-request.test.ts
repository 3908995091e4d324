import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { signRequest } from '../../../functions/adapters/aws/minimal-client.ts';
import { closeServer, listenOn, loopback } from '../../../infra/local/shared/http.ts';

test("AWS's own example of a POST is signed as AWS signs it", () => {
  // `post-vanilla` of the test suite of Signature Version 4.
  const signed = signRequest(
    {
      headers: { host: 'example.amazonaws.com' },
      body: '',
      region: 'us-east-1',
      service: 'service',
      at: new Date('2015-08-30T12:36:00Z'),
    },
    {
      accessKeyId: 'AKIDEXAMPLE',
      secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
    },
  );
  expect(signed).toEqual({
    host: 'example.amazonaws.com',
    'x-amz-date': '20150830T123600Z',
    authorization:
      'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b',
  });
});

test('a request of the SDK is signed as the SDK signed it, session and accents included', async () => {
  const credentials = { accessKeyId: 'id', secretAccessKey: 'secret', sessionToken: 'token/+=' };
  const { headers, body } = await askThroughSdk(credentials);
  const written = String(headers.authorization);
  const names = /SignedHeaders=([^,]+)/.exec(written)?.[1]?.split(';') ?? [];
  expect(names).toContain('x-amz-security-token');
  const signed = signRequest(
    {
      headers: Object.fromEntries(names.map((name) => [name, String(headers[name])])),
      ...{ body, region: 'eu-west-3', service: 'dynamodb' },
      at: dateOf(String(headers['x-amz-date'])),
    },
    credentials,
  );
  expect(signed['authorization']).toBe(written);
});

async function askThroughSdk(credentials: { accessKeyId: string; secretAccessKey: string }) {
  const asked: { headers: IncomingMessage['headers']; body: string }[] = [];
  const server = createServer(async (request, response) => {
    asked.push({ headers: request.headers, body: await text(request) });
    response.end('{}');
  });
  const endpoint = `http://${loopback}:${await listenOn(server, 0)}`;
  const client = new DynamoDBClient({ endpoint, region: 'eu-west-3', credentials });
  await client.send(new GetItemCommand({ TableName: 'casiers', Key: { pk: { S: 'collège' } } }));
  client.destroy();
  await closeServer(server);
  const [only] = asked;
  if (!only) throw new Error('Nothing was asked');
  return only;
}

/** `20260114T081200Z` */
const dateOf = (instant: string) =>
  new Date(instant.replace(/(....)(..)(..)T(..)(..)(..)Z/, '$1-$2-$3T$4:$5:$6Z'));
