import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { createRequestSigner } from '../../../functions/adapters/aws/minimal-client.ts';
import { closeServer, listenOn, loopback } from '../../../infra/local/shared/http.ts';

test('a POST is signed as in the example that AWS publishes', async () => {
  // `post-vanilla` of the test suite of Signature Version 4.
  const sign = createRequestSigner({
    endpoint: 'https://example.amazonaws.com',
    region: 'us-east-1',
    service: 'service',
    credentials: {
      accessKeyId: 'AKIDEXAMPLE',
      secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
    },
  });
  expect(await sign({}, '', new Date('2015-08-30T12:36:00Z'))).toEqual({
    host: 'example.amazonaws.com',
    'x-amz-date': '20150830T123600Z',
    authorization:
      'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b',
  });
});

test('a request has the signature that the SDK gives it, with a session and accented letters', async () => {
  const credentials = { accessKeyId: 'id', secretAccessKey: 'secret', sessionToken: 'token/+=' };
  const { headers, body, endpoint } = await requestOfSdk(credentials);
  const authorization = String(headers.authorization);
  const names = /SignedHeaders=([^,]+)/.exec(authorization)?.[1]?.split(';') ?? [];
  expect(names).toContain('x-amz-security-token');
  const sign = createRequestSigner({
    ...{ endpoint, credentials, region: 'eu-west-3', service: 'dynamodb' },
  });
  const signed = await sign(
    Object.fromEntries(names.map((name) => [name, String(headers[name])])),
    body,
    parseAmzDate(String(headers['x-amz-date'])),
  );
  expect(signed['authorization']).toBe(authorization);
});

async function requestOfSdk(credentials: { accessKeyId: string; secretAccessKey: string }) {
  const requests: { headers: IncomingMessage['headers']; body: string }[] = [];
  const server = createServer(async (request, response) => {
    requests.push({ headers: request.headers, body: await text(request) });
    response.end('{}');
  });
  const endpoint = `http://${loopback}:${await listenOn(server, 0)}`;
  const client = new DynamoDBClient({ endpoint, region: 'eu-west-3', credentials });
  await client.send(new GetItemCommand({ TableName: 'casiers', Key: { pk: { S: 'collège' } } }));
  client.destroy();
  await closeServer(server);
  const [request] = requests;
  if (!request) throw new Error('The SDK sent no request');
  return { ...request, endpoint };
}

/** `20260114T081200Z` */
const parseAmzDate = (instant: string) =>
  new Date(instant.replace(/(....)(..)(..)T(..)(..)(..)Z/, '$1-$2-$3T$4:$5:$6Z'));
