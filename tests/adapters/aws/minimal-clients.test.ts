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

/** The same table, asked without the SDK and with it. */
async function bothRecipients() {
  const { client, tableName } = await freshTable();
  const minimal = minimalClients({
    ...environment,
    AWS_ENDPOINT_URL_DYNAMODB: inject('dynamoEndpoint'),
  });
  return { lean: minimal.table(tableName), sdk: createTable(client, tableName) };
}

describe('a table asked without the SDK', () => {
  test('keeps what it is given, and gives what the SDK has put', async () => {
    const { lean: minimal, sdk } = await bothRecipients();
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

  test('refuses what somebody else has changed meanwhile', async () => {
    const { lean: minimal } = await bothRecipients();
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

  test('reads every page, or as many items as it is asked for', async () => {
    const { lean: minimal, sdk } = await bothRecipients();
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

  test('says what was wrong with what was asked, once', async () => {
    const { lean: minimal } = await bothRecipients();
    await expect(minimal.get({ pk: '', sk: '' })).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });
});

describe('a service that has its moods', () => {
  const servers: Server[] = [];
  afterEach(async () => {
    await Promise.all(servers.splice(0).map(closeServer));
  });

  async function tableBehind(...moods: ((response: ServerResponse) => void)[]) {
    let asked = 0;
    const server = createServer((_, response) => (moods[asked++] ?? content)(response));
    servers.push(server);
    const url = `http://${loopback}:${await listenOn(server, 0)}`;
    const clients = minimalClients({ ...environment, AWS_ENDPOINT_URL_DYNAMODB: url });
    return { table: clients.table('casiers'), asked: () => asked };
  }

  const content = (response: ServerResponse) => void response.end('{"Item":{"pk":{"S":"a"}}}');
  const refuse = (status: number, body: string) => (response: ServerResponse) => {
    response.writeHead(status).end(body);
  };
  const throttled = refuse(400, '{"__type":"com.amazon.coral.availability#ThrottlingException"}');

  test.each([
    ['throttles', throttled],
    ['fails', refuse(500, '{"__type":"com.amazonaws.dynamodb.v20120810#InternalServerError"}')],
    ['fails without a word of its own', refuse(503, '<html>')],
    ['hangs up', (response: ServerResponse) => void response.socket?.destroy()],
  ])('one that %s is asked again', async (_, mood) => {
    const { table, asked } = await tableBehind(mood, mood);
    expect(await table.get(key(''))).toEqual({ pk: 'a' });
    expect(asked()).toBe(3);
  });

  test('one that throttles for ever is an error, not an empty answer', async () => {
    const { table, asked } = await tableBehind(...Array.from({ length: 9 }, () => throttled));
    await expect(table.get(key(''))).rejects.toMatchObject({ name: 'ThrottlingException' });
    expect(asked()).toBe(4);
  });

  test('one that refuses us is not asked again', async () => {
    const body = '{"__type":"com.amazon.coral.service#AccessDeniedException","Message":"no"}';
    const { table, asked } = await tableBehind(refuse(400, body));
    await expect(table.get(key(''))).rejects.toMatchObject({ name: 'AccessDeniedException' });
    expect(asked()).toBe(1);
  });

  test('a write whose answer was lost meets its own write, and is refused: the store reads again', async () => {
    const lost = (response: ServerResponse) => void response.socket?.destroy();
    const met = refuse(400, '{"__type":"x#ConditionalCheckFailedException"}');
    const { table } = await tableBehind(lost, met);
    expect(await table.putNext({ ...key('DAMAGE#1'), version: 1 })).toBe('refused');
  });
});

describe('a secret', () => {
  test('is asked for each time, and its absence has the name AWS gives it', async () => {
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
