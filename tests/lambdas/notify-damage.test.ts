import type { DynamoDBRecord } from 'aws-lambda';
import { beforeEach, describe, expect, test } from 'vitest';
import { damageKey } from '../../functions/adapters/dynamodb/keys.ts';
import {
  followUpDamage,
  reportDamage,
  updateDamageStatus,
} from '../../functions/use-cases/damages.ts';
import {
  crochepierre,
  durand,
  inspector,
  damage as report,
  subscriber,
} from '../shared/examples.ts';
import { createTestEnvironment, type TestEnvironment } from '../shared/test-environment.ts';
import { recordOf } from './record-of.ts';

let environment: TestEnvironment;
beforeEach(async () => {
  environment = await createTestEnvironment();
});

const consume = (...Records: DynamoDBRecord[]) => environment.consumeStream({ Records });

describe('a damage', () => {
  const { uai } = crochepierre;
  const command = { by: durand, channel: 'web', idempotencyKey: 'a' } as const;

  async function reported(over: Partial<typeof report> = {}) {
    const result = await reportDamage(environment, { ...command, uai }, { ...report, ...over });
    if (result.kind !== 'reported') throw new Error(result.kind);
    return result.damage;
  }

  test('that was reported is acknowledged to the person who reported it', async () => {
    const { id } = await reported({ dangerous: true, maker: 'programme' });
    await consume(await recordOf(environment, damageKey(uai, id)));
    const toReporter = environment.sent.filter(({ to }) => to === durand.mail);
    expect(toReporter.map(({ to, subject }) => [to, subject])).toEqual([
      [durand.mail, `Dégât signalé\u00a0: D-${uai}-${id}`],
    ]);
    const text = toReporter[0]?.text ?? '';
    for (const texts of [
      'tenez les élèves à l’écart',
      'une demande de SAV',
      '13 casiers\u00a0: 101-112, 115',
      `https://casiers.example.org/degats/D-${uai}-${id}`,
    ]) {
      expect(text).toContain(texts);
    }
  });

  test('with danger is told to the people and the channels of the service Éducation at once', async () => {
    const { id } = await reported({ dangerous: true });
    await consume(await recordOf(environment, damageKey(uai, id)));
    const toService = environment.sent.filter(({ to }) => to === inspector.mail);
    expect(toService.map(({ subject }) => subject)).toEqual([
      `Danger signalé\u00a0: Collège André Crochepierre (D-${uai}-${id})`,
    ]);
    expect(toService[0]?.text).toContain('Bâtiment B, 1er étage, Couloir des 6e');
    const cards = environment.chatJobs.flatMap((job) => (job.kind === 'notification' ? [job] : []));
    expect(cards).toMatchObject([
      { channel: 'slack', to: { kind: 'education' } },
      { channel: 'teams', to: { kind: 'education' } },
    ]);
    for (const card of cards) {
      expect(card.notification.title).toBe(toService[0]?.subject);
      expect(JSON.stringify(card)).not.toContain(durand.name);
      expect(card.notification.audience).toBe('everyone');
      expect(JSON.stringify(card)).not.toContain('@');
    }
  });

  test('with danger is told once, even when the stream repeats the record', async () => {
    const { id } = await reported({ dangerous: true });
    const record = await recordOf(environment, damageKey(uai, id));
    await consume(record, record);
    expect(environment.sent).toHaveLength(2);
    expect(environment.chatJobs).toHaveLength(2);
  });

  test('with danger is a webhook event that says so', async () => {
    await environment.subscribers.save(subscriber);
    const { id } = await reported({ dangerous: true });
    await consume(await recordOf(environment, damageKey(uai, id)));
    expect(environment.sendJobs.map(({ event }) => JSON.parse(event.body))).toMatchObject([
      { type: 'damage.reported', data: { dangerous: true } },
    ]);
  });

  test('without danger is for the nightly digest only', async () => {
    const { id } = await reported();
    await consume(await recordOf(environment, damageKey(uai, id)));
    expect(environment.sent.map(({ to }) => to)).toEqual([durand.mail]);
    expect(environment.chatJobs).toEqual([]);
  });

  test('with danger that is still there after a repair is told again', async () => {
    const { id } = await reported({ dangerous: true });
    const answer = { answer: 'still-broken', comment: '' } as const;
    const act = { ...command, uai, id, idempotencyKey: 'b', expectedVersion: 1 };
    await changed(id, () => followUpDamage(environment, act, answer));
    expect(environment.sent.map(({ to, subject }) => [to, subject])).toEqual([
      [
        inspector.mail,
        `Danger toujours présent\u00a0: Collège André Crochepierre (D-${uai}-${id})`,
      ],
    ]);
  });

  async function changed(id: string, change: () => Promise<{ kind: string }>) {
    const OldImage = (await recordOf(environment, damageKey(uai, id))).dynamodb?.NewImage;
    expect((await change()).kind).toBe('done');
    await consume(
      await recordOf(environment, damageKey(uai, id), { ...(OldImage && { OldImage }) }),
    );
  }

  test('whose status the service Éducation updates is notified to the person who reported it, with the note', async () => {
    const { id } = await reported();
    const statusUpdate = {
      ...command,
      uai,
      id,
      by: inspector,
      idempotencyKey: 'b',
      expectedVersion: 1,
    };
    const note = 'L’équipe passe mardi.';
    await changed(id, () =>
      updateDamageStatus(environment, {
        ...statusUpdate,
        statusUpdate: 'planned',
        note,
        day: '2026-02-03',
      }),
    );
    expect(environment.sent[0]).toMatchObject({
      to: durand.mail,
      subject: `Réparation prévue\u00a0: D-${uai}-${id}`,
    });
    expect(environment.sent[0]?.text).toContain('Réparation prévue le 3 février 2026');
    expect(environment.sent[0]?.text).toContain(note);
  });

  test('that the collège follows up is not notified: it is in the nightly digest', async () => {
    const { id } = await reported();
    const answer = { answer: 'still-broken', comment: '' } as const;
    const act = { ...command, uai, id, idempotencyKey: 'b', expectedVersion: 1 };
    await changed(id, () => followUpDamage(environment, act, answer));
    expect(environment.sent).toEqual([]);
  });
});
