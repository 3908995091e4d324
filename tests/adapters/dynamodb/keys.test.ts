import { marshall } from '@aws-sdk/util-dynamodb';
import { expect, test } from 'vitest';
import { parseChangeEvent } from '../../../functions/adapters/dynamodb/change-events.ts';
import { createStores } from '../../../functions/adapters/dynamodb/stores.ts';
import type { Item, Table } from '../../../functions/adapters/dynamodb/table.ts';
import { newDamage } from '../../../functions/domain/damages/damage.ts';
import { file, newDeclaration } from '../../../functions/domain/declarations/declaration.ts';
import { newDelivery } from '../../../functions/domain/deliveries/delivery.ts';
import { newCodeRound, newGuessCount } from '../../../functions/domain/people/sign-in.ts';
import { newWebhookMessage } from '../../../functions/domain/webhooks/message.ts';
import { newChallenge } from '../../shared/challenges.ts';
import {
  campaign2026,
  crochepierre,
  damage,
  durand,
  needs,
  plan,
  register,
  subscriber,
} from '../../shared/examples.ts';
import { freshTable } from '../../shared/fresh-table.ts';

const { uai } = crochepierre;
const clock = { now: () => new Date('2026-01-14T08:12:00.000Z'), today: () => '2026-01-14' };
const at = clock.now().toISOString();
const act = { at, who: 'Claire Durand', channel: 'web', idempotencyKey: 'a' } as const;

/** Writes one item of each kind. Returns what was written. */
async function writeEachKind(): Promise<readonly Item[]> {
  const { table } = await freshTable();
  const items: Item[] = [];
  const noting: Table = {
    ...table,
    put: (item) => {
      items.push(item);
      return table.put(item);
    },
    putNext: (item) => {
      items.push(item);
      return table.putNext(item);
    },
  };
  const stores = createStores(noting, '047', clock);
  await stores.departement.replaceRegister(register, at);
  await stores.departement.putCampaign(campaign2026);
  const filed = file(newDeclaration(uai, '2026'), { kind: 'needs', needs }, act);
  if (filed) await stores.declarations.save(filed);
  await stores.damages.save(newDamage(damage, { uai, id: '7F3K2M' }, act));
  await stores.deliveries.save(newDelivery(plan, { uai, id: 'A00001' }, act));
  const draft = {
    uai,
    form: 'declaration-2026',
    answers: {},
    savedAt: at,
    savedBy: 'C',
    version: 0,
  };
  await stores.drafts.save(draft);
  await stores.persons.save(durand);
  const account = { channel: 'slack', account: 'T1/U1', mail: durand.mail } as const;
  const chatUser = { ...account, name: durand.name, trusted: true, knownAt: at, version: 0 };
  await stores.chatUsers.save(chatUser);
  await stores.subscribers.save(subscriber);
  const event = { id: 'e1', type: 'damage.reported', at, body: '{}' } as const;
  const message = newWebhookMessage({ subscriberId: subscriber.id, event, requestedAt: at });
  await stores.webhookMessages.save(message);
  await stores.webhookMessages.saveHealth(subscriber.id, {});
  const send = {
    notificationId: 'digest-1',
    recipient: 'mail:a',
    state: 'sent',
    at,
    run: 'r',
  } as const;
  await stores.sendRecords.save({ ...send, version: 0 });
  await stores.digestCursors.save({
    ...{ recipient: 'mail:a', reported: 1, isNew: false },
    ...{ at, version: 0 },
  });
  await stores.postedMessages.save({
    recipient: 'slack:T1/U1',
    reference: 'D-1',
    shown: 0,
    version: 0,
  });
  await stores.signIns.addChallenge(newChallenge('c1', durand.mail, at));
  await stores.signIns.saveRound(newCodeRound('r1'));
  await stores.signIns.saveGuesses(newGuessCount('g1', at));
  await stores.signIns.addSession({ id: 's1', mail: durand.mail, openedAt: at });
  await stores.signIns.spend('link', 10);
  await stores.signIns.countHit('mail', { hits: 1, minutes: 60 });
  const digest = { number: 1, from: at, until: at, changes: [], damages: [], deliveries: [] };
  const lists = { lateDeliveries: [], comingDeliveries: [], campaignStatuses: [], seen: {} };
  await stores.digests.add({ ...digest, ...lists });
  return items;
}

test('every kind of item stands under its key, carries its schema version, and expires if it must', async () => {
  const items = await writeEachKind();
  const days = (item: Item) =>
    item['expiresAt'] === undefined
      ? 'stays'
      : `${(Number(item['expiresAt']) - clock.now().getTime() / 1000) / 86_400} days`;
  expect(items.map((item) => `${item['pk']}, ${item['sk']}: ${days(item)}`)).toEqual([
    'DEPARTEMENT#047, REGISTER#2026-01-14T08:12:00.000Z#0000: stays',
    'DEPARTEMENT#047, REGISTER: stays',
    'DEPARTEMENT#047, CAMPAIGN#2026: stays',
    'COLLEGE#0470678G, DECLARATION#2026: stays',
    'COLLEGE#0470678G, DAMAGE#7F3K2M: stays',
    'COLLEGE#0470678G, DELIVERY#A00001: stays',
    'COLLEGE#0470678G, DRAFT#declaration-2026: 100 days',
    'PERSONS#047, PERSON#claire.durand@colleges.example.org: stays',
    'CHAT_USERS#claire.durand@colleges.example.org, CHAT_USER#slack#T1/U1: 400 days',
    'CHAT_USER#slack#T1/U1, CHAT_USER: 400 days',
    'SUBSCRIBERS#047, SUBSCRIBER#abcdef123456: stays',
    'SUBSCRIBER#abcdef123456, WEBHOOK_MESSAGE#2026-01-14T08:12:00.000Z#e1: 90 days',
    'SUBSCRIBER#abcdef123456, HEALTH: stays',
    'NOTIFICATION#digest-1, SEND#mail:a: 400 days',
    'DIGEST_CURSOR#mail:a, DIGEST_CURSOR: 400 days',
    'POSTED_MESSAGE#slack:T1/U1#D-1, POSTED_MESSAGE: 400 days',
    `CHALLENGE#c1, CHALLENGE: ${10 / 1440} days`,
    `CODE_ROUND#r1, CODE_ROUND: ${10 / 1440} days`,
    'GUESSES#g1, GUESSES: 365 days',
    'SESSION#s1, SESSION: 0.5 days',
    `SPENT#link, SPENT: ${10 / 1440} days`,
    `HITS#mail#${Math.floor(clock.now().getTime() / 3_600_000)}, HITS: ${60 / 1440} days`,
    'DIGESTS#2026, DIGEST#000001: stays',
  ]);
  expect(items.filter((item) => item['schemaVersion'] !== 1)).toEqual([]);
});

test('only declarations, damages and deliveries are in an index, and only what is open in `open`', async () => {
  const items = await writeEachKind();
  const keysOf = (names: readonly string[]) =>
    items
      .filter((item) => names.some((name) => item[name] !== undefined))
      .map((item) => [item['sk'], ...names.map((name) => item[name])]);
  expect(keysOf(['changedDay', 'changedAt'])).toEqual([
    ['DECLARATION#2026', 'DECLARATIONS#2026-01-14', at],
    ['DAMAGE#7F3K2M', 'DAMAGES#2026-01-14', at],
    ['DELIVERY#A00001', 'DELIVERIES#2026-01-14', at],
  ]);
  expect(keysOf(['openYear', 'openFrom'])).toEqual([
    ['DAMAGE#7F3K2M', 'OPEN#DAMAGE#2025-2026', at],
    ['DELIVERY#A00001', 'OPEN#DELIVERY#2025-2026', plan.expected.from],
  ]);
});

test('the stream announces these kinds, and ignores every other', async () => {
  const items = await writeEachKind();
  const events = items.flatMap((item) => {
    const image = marshall(item, { removeUndefinedValues: true });
    const event = parseChangeEvent(image, undefined);
    return event ? [`${item['pk']} ${event.kind}`] : [];
  });
  expect(events).toEqual([
    'COLLEGE#0470678G declaration',
    'COLLEGE#0470678G damage',
    'COLLEGE#0470678G delivery',
    'PERSONS#047 person',
    'SUBSCRIBERS#047 subscriber',
    'CHALLENGE#c1 challenge',
  ]);
});
