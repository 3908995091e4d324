import { beforeEach, expect, test } from 'vitest';
import {
  chatUserKey,
  codeRoundKey,
  damageKey,
  declarationKey,
  deliveryKey,
  guessesKey,
  healthKey,
  type Key,
  personKey,
  postedMessageKey,
  sendRecordKey,
  subscriberKey,
  webhookMessageKey,
} from '../../../functions/adapters/dynamodb/keys.ts';
import { createStores } from '../../../functions/adapters/dynamodb/stores.ts';
import { changeDamage, newDamage } from '../../../functions/domain/damages/damage.ts';
import {
  askCorrection,
  file,
  keepDraft,
  newDeclaration,
} from '../../../functions/domain/declarations/declaration.ts';
import { newDelivery } from '../../../functions/domain/deliveries/delivery.ts';
import {
  receive,
  withReserveLifted,
  withReservePhotos,
  withStatusUpdate,
  withTakeback,
} from '../../../functions/domain/deliveries/transitions.ts';
import { withMember } from '../../../functions/domain/people/person.ts';
import { newCodeRound, newGuessCount, withCode } from '../../../functions/domain/people/sign-in.ts';
import { withPhoto } from '../../../functions/domain/photo.ts';
import { newWebhookMessage, withAttempt } from '../../../functions/domain/webhooks/message.ts';
import { changeSubscriber } from '../../../functions/domain/webhooks/subscriber.ts';
import { resolveBotUser, trustChatUser } from '../../../functions/use-cases/account-linking.ts';
import type { SaveOutcome } from '../../../functions/use-cases/ports.ts';
import { sendOnce, withMessageLock } from '../../../functions/use-cases/send-once.ts';
import { newChallenge } from '../../shared/challenges.ts';
import {
  crochepierre,
  damage,
  durand,
  jeanMoulin,
  needs,
  plan,
  reserve,
  signed,
  subscriber,
} from '../../shared/examples.ts';
import { type FreshTable, freshTable } from '../../shared/fresh-table.ts';

/*
 * An item that a newer version wrote has fields that this version does not know. While both versions run, or after a
 * rollback, this one must not erase them.
 */

const { uai } = crochepierre;
const clock = { now: () => new Date('2026-01-14T08:00:00.000Z'), today: () => '2026-01-14' };
const at = clock.now().toISOString();
const act = (idempotencyKey: string) =>
  ({ at, who: 'Claire Durand', channel: 'web', idempotencyKey }) as const;
const photo = { id: 'p1', state: 'waiting', from: { channel: 'slack', file: 'F1' } } as const;

let fresh: FreshTable;
let stores: ReturnType<typeof createStores>;
beforeEach(async () => {
  fresh = await freshTable();
  stores = createStores(fresh.table, '047', clock);
});

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value with one more field in it and in each object inside it. */
function extended(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(extended);
  if (!isObject(value)) return value;
  const fields = Object.entries(value).map(([name, field]) => [name, extended(field)]);
  return { ...Object.fromEntries(fields), fromNewerVersion: 'kept' };
}

/** Where the value has that field: `['', 'journal.0', …]`. */
function extendedPaths(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.entries(value).flatMap(([name, field]) =>
    extendedPaths(field, path ? `${path}.${name}` : name),
  );
  return ('fromNewerVersion' in value ? [path, ...inside] : inside).toSorted();
}

/** Rewrites the item as a newer version would have written it. Returns where its unknown fields are. */
async function extend(key: Key): Promise<string[]> {
  const item = await fresh.table.get(key);
  expect(item?.['schemaVersion']).toBe(1);
  const newer = extended(item);
  if (!isObject(newer)) throw new Error('not stored');
  await fresh.table.put({ ...newer, ...key, schemaVersion: 2 });
  return extendedPaths(newer);
}

async function pathsAfter(key: Key): Promise<string[]> {
  const item = await fresh.table.get(key);
  expect(item?.['schemaVersion']).toBe(1);
  return extendedPaths(item);
}

function made<T>(thing: T | undefined): T {
  if (!thing) throw new Error('refused');
  return thing;
}

async function saved(outcome: Promise<SaveOutcome>): Promise<void> {
  expect(await outcome).toBe('saved');
}

test('of a declaration are kept through a request for a correction', async () => {
  const { declarations } = stores;
  const filed = file(newDeclaration(uai, '2026'), { kind: 'needs', needs }, act('a'));
  const drafted = keepDraft(made(filed), { comment: 'Bientôt' }, act('b'));
  await saved(declarations.save(made(drafted)));
  const key = declarationKey(uai, '2026');
  const before = await extend(key);
  expect(before).toEqual(expect.arrayContaining(['', 'journal.0', 'filing', 'filing.needs']));
  const stored = made(await declarations.find(uai, '2026'));
  await saved(declarations.save(made(askCorrection(stored, 'Combien ?', act('c')))));
  expect(await pathsAfter(key)).toEqual(before);
});

test('of a damage are kept through a status update and the arrival of a photo', async () => {
  const { damages } = stores;
  await saved(damages.save(newDamage(damage, { uai, id: '7F3K2M', photos: [photo] }, act('a'))));
  const key = damageKey(uai, '7F3K2M');
  const before = await extend(key);
  expect(before).toEqual(
    expect.arrayContaining(['', 'journal.0', 'lockers.0', 'photos.0', 'photos.0.from']),
  );
  const stored = made(await damages.find(uai, '7F3K2M'));
  await saved(damages.save(made(changeDamage(stored, { what: 'planned' }, act('b')))));
  expect(await pathsAfter(key)).toEqual(before);

  const planned = made(await damages.find(uai, '7F3K2M'));
  const photos = made(withPhoto({ ...planned, isOver: false }, { id: 'p1', state: 'ready' }));
  await saved(damages.save({ ...planned, photos, lastPhoto: 'p1' }));
  // A photo that has arrived is no longer in the chat.
  expect(await pathsAfter(key)).toEqual(before.filter((path) => path !== 'photos.0.from'));
});

test('of a delivery are kept through the lifting of a réserve', async () => {
  const { deliveries } = stores;
  const answers = {
    ...signed,
    counted: 46,
    verdict: 'with-reserves',
    reserves: [reserve],
  } as const;
  const takeback = {
    lockers: 40,
    owner: 'college',
    route: 'decommissioned',
    boardActOn: '',
    collectedOn: '',
    forWelding: 0,
  } as const;
  const installed = {
    statusUpdate: 'installed',
    on: '2026-01-14',
    team: 'Équipe',
    note: '',
  } as const;
  let delivery = newDelivery(plan, { uai, id: 'A' }, act('a'));
  delivery = made(receive(delivery, { answers, today: '2026-01-14' }, act('b')));
  delivery = made(withStatusUpdate(delivery, installed, act('c')));
  delivery = made(withTakeback(delivery, takeback, act('d')));
  delivery = made(withReserveLifted(delivery, { reserveId: 'R1', note: 'Livrés.' }, act('e')));
  await saved(deliveries.save(withReservePhotos(delivery, 'R2', [photo])));
  const key = deliveryKey(uai, 'A');
  const before = await extend(key);
  const nested = ['expected', 'installed', 'takeback', 'journal.0', 'receipts.0'];
  const reserves = ['reserves.0.lifted', 'reserves.1', 'reserves.1.photos.0'];
  expect(before).toEqual(
    expect.arrayContaining(['', ...nested, ...reserves.map((path) => `receipts.0.${path}`)]),
  );
  const stored = made(await deliveries.find(uai, 'A'));
  await saved(
    deliveries.save(made(withReserveLifted(stored, { reserveId: 'R2', note: '' }, act('f')))),
  );
  expect(await pathsAfter(key)).toEqual(before);
});

test('of a person are kept when they become a member of a collège', async () => {
  const { persons } = stores;
  const by = { at, who: 'Lucie Martin', idempotencyKey: 'a' };
  await saved(persons.save(withMember({ ...durand, memberOf: [] }, uai, by)));
  const key = personKey('047', durand.mail);
  const before = await extend(key);
  expect(before).toEqual(['', 'journal.0']);
  const stored = made(await persons.find(durand.mail));
  await saved(persons.save(withMember(stored, jeanMoulin.uai, { ...by, idempotencyKey: 'b' })));
  expect(await pathsAfter(key)).toEqual(before);
});

test('of a subscriber are kept through a pause', async () => {
  const { subscribers } = stores;
  const by = { at, who: 'Lucie Martin', idempotencyKey: 'a' };
  await saved(subscribers.save(made(changeSubscriber(subscriber, 'rotated', by))));
  const key = subscriberKey('047', subscriber.id);
  const before = await extend(key);
  expect(before).toEqual(expect.arrayContaining(['', 'journal.0', 'previous']));
  const stored = made(await subscribers.find(subscriber.id));
  await saved(
    subscribers.save(made(changeSubscriber(stored, 'paused', { ...by, idempotencyKey: 'b' }))),
  );
  expect(await pathsAfter(key)).toEqual(before);
});

test('of a webhook message and of the health of its subscriber are kept through an attempt', async () => {
  const { webhookMessages } = stores;
  const event = { id: 'e1', type: 'damage.reported', at, body: '{}' } as const;
  const message = newWebhookMessage({ subscriberId: 's1', event, requestedAt: at });
  const attempt = { at, milliseconds: 12 };
  const answer = { kind: 'answered', status: 500 } as const;
  await saved(webhookMessages.save(withAttempt(message, attempt, answer)));
  const key = webhookMessageKey('s1', at, 'e1');
  const before = await extend(key);
  expect(before).toEqual(['', 'attempts.0', 'event']);
  const stored = made(await webhookMessages.find('s1', event));
  await saved(webhookMessages.save(withAttempt(stored, attempt, answer)));
  expect(await pathsAfter(key)).toEqual(before);

  await webhookMessages.saveHealth('s1', { failingSince: at });
  const health = await extend(healthKey('s1'));
  await webhookMessages.saveHealth('s1', await webhookMessages.subscriberHealth('s1'));
  expect(await pathsAfter(healthKey('s1'))).toEqual(health);
});

test('of a chat user are kept when the account is trusted and when the chat is asked again', async () => {
  const account = { channel: 'slack', account: 'T1/U1' } as const;
  const user = { ...account, mail: durand.mail, name: durand.name, trusted: false };
  await saved(stores.chatUsers.save({ ...user, knownAt: '2026-01-01T08:00:00.000Z', version: 0 }));
  const key = chatUserKey('slack', 'T1/U1');
  const before = await extend(key);
  await trustChatUser(stores, 'slack', 'T1/U1');
  expect(await pathsAfter(key)).toEqual(before);
  const found = { kind: 'member', name: 'Claire Durand-Petit', mail: durand.mail } as const;
  await resolveBotUser({ ...stores, clock }, { find: async () => found }, account);
  const renamed = await stores.chatUsers.find('slack', 'T1/U1');
  expect(renamed).toMatchObject({ name: found.name, trusted: true });
  expect(await pathsAfter(key)).toEqual(before);
});

test('of a send record are kept when a failed notification is sent again', async () => {
  const deps = { ...stores, clock, newId: () => 'run', runSeconds: 60 };
  const of = { notificationId: 'n1', recipient: 'mail:a@casiers.example.org' };
  await sendOnce(deps, of, () => Promise.reject(new Error('refused')));
  const key = sendRecordKey(of.notificationId, of.recipient);
  const before = await extend(key);
  expect((await sendOnce(deps, of, async () => undefined)).outcome).toBe('sent');
  expect(await pathsAfter(key)).toEqual(before);
});

test('of a posted message are kept when it is updated', async () => {
  const deps = { ...stores, clock, runSeconds: 60 };
  const of = { recipient: 'slack:T1/U1', reference: 'D-1' };
  const place = { channel: 'C1', message: '1.2' };
  await withMessageLock(deps, of, async () => ({ place, shown: 1 }));
  const key = postedMessageKey(of.recipient, of.reference);
  const before = await extend(key);
  expect(before).toEqual(['', 'place']);
  await withMessageLock(deps, of, async (posted) => ({ ...posted, shown: 2 }));
  expect(await pathsAfter(key)).toEqual(before);
});

test('of a round of codes are kept when a code is tried', async () => {
  const { signIns } = stores;
  await saved(signIns.saveRound(withCode(newCodeRound('r1'), newChallenge('c1', durand.mail, at))));
  const before = await extend(codeRoundKey('r1'));
  expect(before).toEqual(['', 'codes.0']);
  const stored = made(await signIns.findRound('r1'));
  await saved(signIns.saveRound({ ...stored, triesLeft: 4 }));
  expect(await pathsAfter(codeRoundKey('r1'))).toEqual(before);
});

test('of a count of guesses are kept when another is counted', async () => {
  const { signIns } = stores;
  await saved(signIns.saveGuesses(newGuessCount('g1', at)));
  const before = await extend(guessesKey('g1'));
  expect(before).toEqual(['']);
  const stored = made(await signIns.findGuesses('g1'));
  await saved(signIns.saveGuesses({ ...stored, failures: 1 }));
  expect(await pathsAfter(guessesKey('g1'))).toEqual(before);
});

test('do not hide a value that this version cannot understand: the read fails', async () => {
  const { damages } = stores;
  await saved(damages.save(newDamage(damage, { uai, id: 'A' }, act('a'))));
  const item = await fresh.table.get(damageKey(uai, 'A'));
  await fresh.table.put({ ...item, ...damageKey(uai, 'A'), state: 'sold' });
  await expect(damages.find(uai, 'A')).rejects.toThrow(/state/);
});

test('the attributes of the table never reach the domain', async () => {
  const { damages } = stores;
  const reported = newDamage(damage, { uai, id: 'A' }, act('a'));
  await saved(damages.save(reported));
  expect(Object.keys(made(await damages.find(uai, 'A'))).toSorted()).toEqual(
    Object.keys(JSON.parse(JSON.stringify(reported))).toSorted(),
  );
});
