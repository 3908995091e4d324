import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { createDamageStore } from '../../functions/adapters/dynamodb/damages.ts';
import { createDeclarationStore } from '../../functions/adapters/dynamodb/declarations.ts';
import { createDeliveryStore } from '../../functions/adapters/dynamodb/deliveries.ts';
import { createDigestCursorStore } from '../../functions/adapters/dynamodb/digest-cursors.ts';
import { createDigestStore } from '../../functions/adapters/dynamodb/digests.ts';
import { type Dynamo, sdkDynamo, tableOver } from '../../functions/adapters/dynamodb/table.ts';
import type { Act } from '../../functions/domain/act.ts';
import { changeDamage, type Damage, newDamage } from '../../functions/domain/damages/damage.ts';
import { dayIn } from '../../functions/domain/dates.ts';
import {
  type Declaration,
  file,
  keepDraft,
  newDeclaration,
} from '../../functions/domain/declarations/declaration.ts';
import type { DigestMessage } from '../../functions/domain/notifications/digest-recipients.ts';
import { damageReference } from '../../functions/domain/reference.ts';
import { runNightlyDigest } from '../../functions/use-cases/nightly-digest.ts';
import { campaign2026, damage, inspector, needs, register } from '../shared/examples.ts';
import { freshTable } from '../shared/fresh-table.ts';
import { memoryDynamo } from '../shared/memory-dynamo.ts';

/*
 * Random schedules of acts and nights on the tests' DynamoDB engine. Whatever happens, two good nights at the end have told
 * every recipient every change: at least once, and once only unless a message was accepted and its record could not be
 * written. `NIGHT_SCHEDULES=5000 npx vitest run` with this file tries more schedules.
 */

const minute = 60_000;
const hour = 60 * minute;

type ActKind = 'file' | 'draft' | 'report' | 'still-broken' | 'acknowledge';

/** What goes wrong with one recipient's messages for one run. `lost`: accepted, and the answer does not come back. */
type SendFault = 'none' | 'refused' | 'lost';

type Step =
  | {
      readonly kind: 'act';
      readonly act: ActKind;
      readonly college: number;
      readonly after: number;
    }
  | {
      readonly kind: 'night';
      /** Nights without a run before it. */
      readonly missed: number;
      readonly mail: SendFault;
      readonly chat: SendFault;
      /** The run dies at this call of the table. */
      readonly killedAt: number | undefined;
      readonly runs: 1 | 2;
      /** Happens after the run began, before it reads the index. */
      readonly meanwhile: { readonly act: ActKind; readonly college: number } | undefined;
      /** The index does not have the writes of the last minutes yet. */
      readonly lagging: boolean;
      /** Minutes until the run is tried again, as Lambda does. */
      readonly retriedAfter: number | undefined;
    };

const acts = fc.constantFrom<ActKind[]>('file', 'draft', 'report', 'still-broken', 'acknowledge');
const college = fc.nat({ max: register.length - 1 });
const sendFault = fc.oneof(
  { weight: 3, arbitrary: fc.constant<SendFault>('none') },
  { weight: 2, arbitrary: fc.constant<SendFault>('refused') },
  { weight: 1, arbitrary: fc.constant<SendFault>('lost') },
);
const rarely = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.option(arbitrary, { nil: undefined, freq: 3 }).map((value) => value);

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('act' as const),
    act: acts,
    college,
    after: fc.integer({ min: 1, max: 8 * 60 }),
  }),
  fc.record({
    kind: fc.constant('night' as const),
    missed: fc.oneof(
      { weight: 6, arbitrary: fc.constant(0) },
      { weight: 2, arbitrary: fc.integer({ min: 1, max: 3 }) },
      { weight: 1, arbitrary: fc.integer({ min: 12, max: 20 }) },
    ),
    mail: sendFault,
    chat: sendFault,
    killedAt: rarely(fc.integer({ min: 0, max: 24 })),
    runs: fc.constantFrom<(1 | 2)[]>(1, 1, 2),
    meanwhile: rarely(fc.record({ act: acts, college })),
    lagging: fc.boolean(),
    retriedAfter: rarely(fc.constantFrom(1, 6)),
  }),
);

const schedule = fc.record({
  // Each begins shortly before the clocks change, or on some other day.
  startsOn: fc.constantFrom('2026-01-14', '2026-03-27', '2026-10-23', '2026-12-30'),
  steps: fc.array(step, { minLength: 2, maxLength: 9 }),
});
type Schedule = typeof schedule extends fc.Arbitrary<infer T> ? T : never;

/** 04:00 in Paris, the first after that many further nights. */
function nightAfter(time: number, missed: number): number {
  const day = dayIn('Europe/Paris', new Date(time + 20 * hour + missed * 24 * hour));
  const [winter, summer] = [3, 2].map((utc) => Date.parse(`${day}T0${utc}:00:00.000Z`));
  const hours = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', hour: '2-digit' });
  return hours.format(winter) === '04' ? (winter ?? 0) : (summer ?? 0);
}

interface Told {
  readonly message: DigestMessage;
  readonly until: string;
}

async function replay(dynamo: Dynamo, tableName: string, { startsOn, steps }: Schedule) {
  let time = Date.parse(`${startsOn}T09:00:00.000Z`);
  const clock = {
    now: () => new Date(time),
    today: () => dayIn('Europe/Paris', new Date(time)),
  };
  const now = () => clock.now().toISOString();
  const told = new Map<string, Told[]>();
  /** Per recipient, the messages that were accepted without a record. */
  const unrecorded = new Map<string, number>();
  const done: { readonly reference: string; readonly at: string }[] = [];
  const declarations = new Map<number, Declaration>();
  const damages = new Map<number, Damage>();
  let acted = 0;

  const storesOver = (over: Dynamo) => {
    const table = tableOver(over, tableName);
    return {
      declarations: createDeclarationStore(table, clock.now),
      damages: createDamageStore(table, clock.now),
      deliveries: createDeliveryStore(table, clock.now),
      digests: createDigestStore(table),
      digestCursors: createDigestCursorStore(table),
    };
  };
  const stores = storesOver(dynamo);
  // The first digest, so that no schedule begins by reading a month.
  await stores.digests.add({
    ...{ number: 1, from: now(), until: now(), changes: [], damages: [], deliveries: [] },
    ...{ lateDeliveries: [], comingDeliveries: [], campaignStatuses: [], seen: {} },
  });

  async function actOn(kind: ActKind, college: number): Promise<void> {
    const { uai } = register[college] ?? {};
    if (!uai) throw new Error('no such collège');
    acted += 1;
    const act: Act = { at: now(), who: 'a', channel: 'web', idempotencyKey: `${acted}` };
    if (kind === 'file' || kind === 'draft') {
      const before = declarations.get(college) ?? newDeclaration(uai, '2026');
      const filing = { kind: 'needs', needs: { ...needs, lockersToReplace: acted } } as const;
      const next =
        kind === 'file' ? file(before, filing, act) : keepDraft(before, { comment: 'x' }, act);
      if (!next) return;
      await stores.declarations.save(next);
      declarations.set(college, { ...next, version: next.version + 1 });
      if (kind === 'file') done.push({ reference: `2026-${uai}`, at: act.at });
      return;
    }
    const before = damages.get(college);
    const next =
      before && kind !== 'report'
        ? changeDamage(
            before,
            kind === 'acknowledge' ? { what: 'acknowledged' } : { what: 'still-broken' },
            act,
          )
        : before
          ? undefined
          : newDamage(damage, { uai, id: 'A00001' }, act);
    if (!next) return;
    await stores.damages.save(next);
    damages.set(college, { ...next, version: next.version + 1 });
    if (next.journal.at(-1)?.what !== 'acknowledged')
      done.push({ reference: damageReference(next), at: act.at });
  }

  async function run(night: Extract<Step, { kind: 'night' }>): Promise<void> {
    let calls = 0;
    let meanwhile = night.meanwhile;
    const isDead = () => night.killedAt !== undefined && calls > night.killedAt;
    const call = async <T>(ask: () => Promise<T>): Promise<T> => {
      calls += 1;
      if (isDead()) throw new Error('killed');
      return ask();
    };
    const lagsFrom = night.lagging ? new Date(time - 5 * minute).toISOString() : '~';
    const faulty: Dynamo = {
      getItem: (input) => call(() => dynamo.getItem(input)),
      putItem: (input) => call(() => dynamo.putItem(input)),
      deleteItem: (input) => call(() => dynamo.deleteItem(input)),
      query: (input) =>
        call(async () => {
          if (!input.IndexName) return dynamo.query(input);
          const between = meanwhile;
          meanwhile = undefined;
          if (between) {
            time += 1000;
            await actOn(between.act, between.college);
          }
          const found = await dynamo.query(input);
          const Items = found.Items?.filter((item) => (item['changedAt']?.S ?? '') < lagsFrom);
          return { ...found, Items };
        }),
    };
    const handOver = (recipient: string, fault: SendFault) => async (message: DigestMessage) => {
      if (isDead() || fault === 'refused') throw new Error('refused');
      const until = message.digest?.until ?? message.sentAt;
      told.set(recipient, [...(told.get(recipient) ?? []), { message, until }]);
      if (fault === 'lost') throw new Error('no answer');
    };
    const mailbox = inspector.mail;
    const runOnce = async (id: number) => {
      const accepted = () => [...told].map(([name, all]) => [name, all.length] as const);
      const before = new Map(accepted());
      const senders = {
        mailTo: () => ({ recipient: `mail:${mailbox}`, send: handOver('mail', night.mail) }),
        educationMailboxes: [],
        chats: [{ recipient: 'queued:slack:education', send: handOver('chat', night.chat) }],
      };
      const departement = {
        register: async () => register,
        campaigns: async () => [{ ...campaign2026, closesOn: '2027-12-31' }],
      };
      const deps = {
        ...{ ...storesOver(faulty), clock, runSeconds: 300, digestSenders: senders },
        ...{ newId: () => `${now()} ${id}`, persons: { list: async () => [inspector] } },
        departement,
      };
      try {
        await runNightlyDigest(deps as unknown as Parameters<typeof runNightlyDigest>[0]);
        return true;
      } catch {
        for (const [name, count] of accepted()) {
          const fault = name === 'mail' ? night.mail : night.chat;
          const mayRepeat = isDead() || fault === 'lost';
          if (mayRepeat && count > (before.get(name) ?? 0))
            unrecorded.set(name, (unrecorded.get(name) ?? 0) + 1);
        }
        return false;
      }
    };
    const ids = night.runs === 2 ? [1, 2] : [1];
    const outcomes = await Promise.all(ids.map(runOnce));
    if (night.retriedAfter === undefined || outcomes.every(Boolean)) return;
    time += night.retriedAfter * minute;
    await run({
      ...night,
      killedAt: undefined,
      retriedAfter: undefined,
      runs: 1,
      meanwhile: undefined,
    });
  }

  for (const each of steps) {
    if (each.kind === 'act') {
      time += each.after * minute;
      await actOn(each.act, each.college);
    } else {
      time = nightAfter(time, each.missed);
      await run(each);
    }
  }
  for (const _ of [1, 2]) {
    time = nightAfter(time, 0);
    await run({
      ...{ kind: 'night', missed: 0, mail: 'none', chat: 'none', killedAt: undefined, runs: 1 },
      ...{ meanwhile: undefined, lagging: false, retriedAfter: undefined },
    });
  }
  return { done, told, unrecorded };
}

type Outcome = Awaited<ReturnType<typeof replay>>;

const itemsOf = ({ message: { digest } }: Told) => [
  ...(digest?.changes ?? []).map(({ reference, filedAt }) => ({ reference, at: filedAt })),
  ...(digest?.damages ?? []).map(({ reference, at }) => ({ reference, at })),
];

/** What a recipient was never told, though a later act on the same thing tells an earlier one too. */
function untold({ done, told }: Outcome, recipient: string) {
  const messages = told.get(recipient) ?? [];
  return done.filter(
    ({ reference, at }) =>
      !messages.some(
        (each) =>
          itemsOf(each).some((item) => item.reference === reference && item.at >= at) ||
          (each.message.behindSince !== undefined && each.message.sentAt >= at),
      ),
  );
}

/** How often a recipient was told something once more than the accidents explain. */
function repeated({ told, unrecorded }: Outcome, recipient: string) {
  const times = new Map<string, number>();
  for (const { reference, at } of (told.get(recipient) ?? []).flatMap(itemsOf))
    times.set(`${reference} ${at}`, (times.get(`${reference} ${at}`) ?? 0) + 1);
  const allowed = 1 + (unrecorded.get(recipient) ?? 0);
  return [...times].filter(([, count]) => count > allowed);
}

async function check(engine: Dynamo, tableName: string, each: Schedule): Promise<void> {
  const outcome = await replay(engine, tableName, each);
  for (const recipient of ['mail', 'chat']) {
    expect(untold(outcome, recipient)).toEqual([]);
    expect(repeated(outcome, recipient)).toEqual([]);
  }
}

const promise =
  'every change reaches every recipient, and once only unless an accepted message left no record';

// In memory, where a schedule takes milliseconds.
test.prop([schedule], { numRuns: Number(process.env['NIGHT_SCHEDULES'] ?? 200) })(
  promise,
  (each) => check(memoryDynamo(), 'memory', each),
  3_600_000,
);

// On the engine of the other tests, which takes a second for each.
test.prop([schedule], { numRuns: 5, endOnFailure: true })(
  `on DynamoDB's stand-in, ${promise}`,
  async (each) => {
    const { client, tableName } = await freshTable();
    await check(sdkDynamo(client), tableName, each);
  },
  60_000,
);
