import { createServer, type Server, type ServerResponse } from 'node:http';
import { afterEach, describe, expect, inject, test } from 'vitest';
import { minimalClients } from '../../../functions/adapters/aws/minimal-client.ts';
import { createTable, under } from '../../../functions/adapters/dynamodb/table.ts';
import { startSecretsEngine } from '../../../infra/local/aws/secrets/secrets.ts';
import { closeServer, listenOn, loopback } from '../../../infra/local/shared/http.ts';
import { freshTable } from '../../shared/fresh-table.ts';

const environment = {
  AWS_REGION: 'eu-west-3',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_SESSION_TOKEN: 'session',
};
const key = (sk: string) => ({ pk: 'COLLEGE#0470678G', sk });

/** The same table, through the minimal client and through the SDK. */
async function bothClients() {
  const { client, tableName } = await freshTable();
  const minimalClient = minimalClients({
    ...environment,
    AWS_ENDPOINT_URL_DYNAMODB: inject('dynamoEndpoint'),
  });
  return { minimal: minimalClient.table(tableName), sdk: createTable(client, tableName) };
}

describe('a table behind the minimal client', () => {
  test('stores items and reads items that the SDK has put', async () => {
    const { minimal, sdk } = await bothClients();
    const item = {
      ...key('DAMAGE#1'),
      version: 1,
      text: 'Casier n° 12 : « porte arrachée » 🔧',
      nested: { list: [1, -2.5, null, true, { deep: '' }], none: undefined },
    };
    expect(await minimal.putNext(item)).toBe('put');
    const { none: _, ...kept } = item.nested;
    expect(await minimal.get(key('DAMAGE#1'))).toEqual({ ...item, nested: kept });
    expect(await minimal.get(key('DAMAGE#1'))).toEqual(await sdk.get(key('DAMAGE#1')));
    await sdk.put({ ...key('DAMAGE#2'), version: 1 });
    expect(await minimal.get(key('DAMAGE#2'))).toEqual({ ...key('DAMAGE#2'), version: 1 });
    expect(await minimal.get(key('DAMAGE#3'))).toBeUndefined();
  });

  test('refuses to overwrite or remove an item that has changed since it was read', async () => {
    const { minimal } = await bothClients();
    const item = { ...key('DAMAGE#1'), version: 1 };
    expect(await minimal.putNext(item)).toBe('put');
    expect(await minimal.putNext(item)).toBe('refused');
    expect(await minimal.putNext({ ...item, version: 3 })).toBe('refused');
    expect(await minimal.putNext({ ...item, version: 2 })).toBe('put');
    expect(await minimal.removeVersion(key('DAMAGE#1'), 1)).toBe('refused');
    expect(await minimal.removeVersion(key('DAMAGE#1'), 2)).toBe('removed');
    await minimal.put(item);
    await minimal.remove(key('DAMAGE#1'));
    expect(await minimal.get(key('DAMAGE#1'))).toBeUndefined();
  });

  test('queries every page, or as many items as the limit says', async () => {
    const { minimal, sdk } = await bothClients();
    const numbers = Array.from({ length: 5 }, (_, index) => String(index));
    // Three of these are more than the megabyte of a page.
    const text = 'x'.repeat(390_000);
    for (const number of numbers) await minimal.put({ ...key(`DAMAGE#${number}`), text });
    const all = under(key('').pk, 'DAMAGE#');
    expect((await minimal.query(all)).map(({ sk }) => sk)).toEqual(
      numbers.map((n) => `DAMAGE#${n}`),
    );
    expect(await minimal.query(all)).toEqual(await sdk.query(all));
    const last = await minimal.query({ ...all, Limit: 4, ScanIndexForward: false });
    expect(last.map(({ sk }) => sk)).toEqual(['DAMAGE#4', 'DAMAGE#3', 'DAMAGE#2', 'DAMAGE#1']);
  });

  test('rejects an invalid request with the name of the error', async () => {
    const { minimal } = await bothClients();
    await expect(minimal.get({ pk: '', sk: '' })).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });
});

describe('a service that fails', () => {
  const servers: Server[] = [];
  afterEach(async () => {
    await Promise.all(servers.splice(0).map(closeServer));
  });

  async function tableBehind(...responses: ((response: ServerResponse) => void)[]) {
    let requests = 0;
    const server = createServer((_, response) => (responses[requests++] ?? succeed)(response));
    servers.push(server);
    const url = `http://${loopback}:${await listenOn(server, 0)}`;
    const clients = minimalClients({ ...environment, AWS_ENDPOINT_URL_DYNAMODB: url });
    return { table: clients.table('casiers'), requests: () => requests };
  }

  const succeed = (response: ServerResponse) => void response.end('{"Item":{"pk":{"S":"a"}}}');
  const refuse = (status: number, body: string) => (response: ServerResponse) => {
    response.writeHead(status).end(body);
  };
  const throttled = refuse(400, '{"__type":"com.amazon.coral.availability#ThrottlingException"}');

  test.each([
    ['throttles', throttled],
    ['fails', refuse(500, '{"__type":"com.amazonaws.dynamodb.v20120810#InternalServerError"}')],
    ['fails without JSON', refuse(503, '<html>')],
    ['hangs up', (response: ServerResponse) => void response.socket?.destroy()],
  ])('one that %s is called again', async (_, failure) => {
    const { table, requests } = await tableBehind(failure, failure);
    expect(await table.get(key(''))).toEqual({ pk: 'a' });
    expect(requests()).toBe(3);
  });

  test('one that keeps throttling is an error, not an empty answer', async () => {
    const { table, requests } = await tableBehind(...Array.from({ length: 9 }, () => throttled));
    await expect(table.get(key(''))).rejects.toMatchObject({ name: 'ThrottlingException' });
    expect(requests()).toBe(4);
  });

  test('one that denies access is not called again', async () => {
    const body = '{"__type":"com.amazon.coral.service#AccessDeniedException","Message":"no"}';
    const { table, requests } = await tableBehind(refuse(400, body));
    await expect(table.get(key(''))).rejects.toMatchObject({ name: 'AccessDeniedException' });
    expect(requests()).toBe(1);
  });

  test('a write whose answer was lost is refused on its retry, and the store then reads the item', async () => {
    const lost = (response: ServerResponse) => void response.socket?.destroy();
    const refused = refuse(400, '{"__type":"x#ConditionalCheckFailedException"}');
    const { table } = await tableBehind(lost, refused);
    expect(await table.putNext({ ...key('DAMAGE#1'), version: 1 })).toBe('refused');
  });
});

describe('a secret', () => {
  test('is fetched at each call, and a missing one rejects with the name that AWS gives the error', async () => {
    const secrets = new Map([['slack', '{"botToken":"xoxb-1"}']]);
    const engine = await startSecretsEngine(secrets);
    const clients = minimalClients({
      ...environment,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: engine.url,
    });
    const secret = clients.secret('slack');
    expect(await secret()).toBe('{"botToken":"xoxb-1"}');
    secrets.set('slack', '{"botToken":"xoxb-2"}');
    expect(await secret()).toBe('{"botToken":"xoxb-2"}');
    await expect(clients.secret('other')()).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
    await engine.close();
  });
});
