import { beforeEach, describe, expect, test } from 'vitest';
import type { Filing } from '../../functions/domain/declarations/declaration.ts';
import type { Uai } from '../../functions/domain/uai.ts';
import {
  fileDeclaration,
  saveDraft,
  withdrawDeclaration,
} from '../../functions/use-cases/declarations.ts';
import { crochepierre, durand, jeanMoulin, needs } from '../shared/examples.ts';
import { createTestEnvironment, type TestEnvironment } from '../shared/test-environment.ts';

let environment: TestEnvironment;
beforeEach(async () => {
  environment = await createTestEnvironment();
});

async function fileFor(uai: Uai, filing: Filing = { kind: 'needs', needs }): Promise<void> {
  const stored = await environment.declarations.find(uai, '2026');
  const result = await fileDeclaration(
    environment,
    {
      uai,
      campaignId: '2026',
      by: { ...durand, memberOf: [uai] },
      channel: 'web',
      idempotencyKey: `${uai} after ${stored?.version ?? 0}`,
      expectedVersion: stored?.version ?? 0,
    },
    filing,
  );
  expect(result.kind).toBe('done');
}

async function withdrawFor(uai: Uai): Promise<void> {
  const expectedVersion = (await environment.declarations.find(uai, '2026'))?.version ?? 0;
  const by = { ...durand, memberOf: [uai] };
  const act = {
    uai,
    campaignId: '2026',
    by,
    channel: 'web',
    idempotencyKey: 'withdraw',
    expectedVersion,
  } as const;
  expect((await withdrawDeclaration(environment, act)).kind).toBe('done');
}

describe('the nightly digest', () => {
  test('reports what was filed, with two files attached', async () => {
    await fileFor(crochepierre.uai);
    environment.setClock('2026-01-15T01:00:00.000Z');
    expect(await environment.runNightlyDigest()).toEqual({
      kind: 'built',
      changes: 1,
      damages: 0,
      deliveries: 0,
      campaign: 'Recensement 2026',
      results: [
        { recipient: 'mail:education@casiers.example.org', outcome: 'sent' },
        { recipient: 'queued:slack:education', outcome: 'sent' },
        { recipient: 'queued:teams:education', outcome: 'sent' },
      ],
    });
    expect(environment.sent).toHaveLength(1);
    expect(environment.sent[0]?.attachments.map(({ name }) => name)).toEqual([
      'casiers-recensement-2026-au-2026-01-15.xlsx',
      'casiers-recensement-2026-au-2026-01-15.csv',
    ]);
    expect(environment.sent[0]?.text).toContain('Collège André Crochepierre');
  });

  test('is not sent when nothing was filed', async () => {
    expect(await environment.runNightlyDigest()).toEqual({
      kind: 'nothing-new',
      changes: 0,
      damages: 0,
      deliveries: 0,
      results: [],
    });
    expect(environment.sent).toEqual([]);
  });

  test('does not report a draft, and lists it among the missing declarations once there is something to report', async () => {
    const draft = {
      uai: jeanMoulin.uai,
      campaignId: '2026',
      channel: 'web',
      expectedVersion: 0,
    } as const;
    const by = { ...durand, memberOf: [jeanMoulin.uai] };
    await saveDraft(environment, { ...draft, by, idempotencyKey: 'a' }, { comment: 'à finir' });
    expect((await environment.runNightlyDigest()).kind).toBe('nothing-new');
    await fileFor(crochepierre.uai);
    await environment.runNightlyDigest();
    expect(environment.sent[0]?.text).toMatch(/Jean Moulin.*Brouillon commencé/);
  });

  test('is sent once when it runs twice', async () => {
    await fileFor(crochepierre.uai);
    await environment.runNightlyDigest();
    const again = await environment.runNightlyDigest();
    expect(again).toMatchObject({
      kind: 'nothing-new',
      results: Array(3).fill({ outcome: 'already-sent' }),
    });
    expect(environment.sent).toHaveLength(1);
    expect(environment.chatJobs.map(({ channel }) => channel).toSorted()).toEqual([
      'slack',
      'teams',
    ]);
  });

  test('is sent once when concurrent runs start at the same moment', async () => {
    await fileFor(crochepierre.uai);
    // A run that finds the lease of another does not know that the other will succeed: it fails, and its retry finds out.
    await Promise.allSettled([
      environment.runNightlyDigest(),
      environment.runNightlyDigest(),
      environment.runNightlyDigest(),
    ]);
    expect(environment.sent).toHaveLength(1);
    await environment.runNightlyDigest();
    expect(environment.sent).toHaveLength(1);
    expect(environment.chatJobs).toHaveLength(2);
    expect((await environment.digests.last(environment.clock.now().toISOString()))?.number).toBe(1);
  });

  test('reports what a missed night would have reported', async () => {
    await fileFor(crochepierre.uai);
    await environment.runNightlyDigest();
    environment.setClock('2026-01-16T10:00:00.000Z');
    await fileFor(jeanMoulin.uai);
    environment.setClock('2026-01-20T01:00:00.000Z');
    expect(await environment.runNightlyDigest()).toMatchObject({ kind: 'built', changes: 1 });
    expect(environment.sent[1]?.text).toContain('Collège Jean Moulin');
  });

  test('is found again in the next calendar year', async () => {
    await environment.departement.putCampaign({
      id: '2027',
      name: 'Recensement 2027',
      opensOn: '2026-12-01',
      closesOn: '2027-02-28',
    });
    await fileFor(crochepierre.uai);
    await environment.runNightlyDigest();
    environment.setClock('2027-01-02T01:00:00.000Z');
    expect(await environment.runNightlyDigest()).toMatchObject({
      kind: 'nothing-new',
      results: [{}, {}, {}],
    });
  });

  test('reports a correction with the numbers before it', async () => {
    await fileFor(crochepierre.uai);
    await environment.runNightlyDigest();
    environment.setClock('2026-01-15T10:00:00.000Z');
    await fileFor(crochepierre.uai, { kind: 'needs', needs: { ...needs, lockersToReplace: 36 } });
    environment.setClock('2026-01-16T01:00:00.000Z');
    await environment.runNightlyDigest();
    expect(environment.sent[1]?.text).toContain('Correction');
    expect(environment.sent[1]?.text).toContain('24 → 36');
  });

  test('reports a declaration that was withdrawn, and no longer counts it', async () => {
    await fileFor(crochepierre.uai);
    await fileFor(jeanMoulin.uai);
    await environment.runNightlyDigest();
    environment.setClock('2026-01-15T10:00:00.000Z');
    await withdrawFor(crochepierre.uai);
    environment.setClock('2026-01-16T01:00:00.000Z');
    expect(await environment.runNightlyDigest()).toMatchObject({ kind: 'built', changes: 1 });
    const { subject = '', text = '' } = environment.sent[1] ?? {};
    expect(subject).toBe('Recensement 2026\u00a0: 1 déclaration retirée');
    expect(text).toContain('1 collège sur 3 a répondu, 24 casiers à remplacer en tout');
    expect(text).toMatch(/Crochepierre.*Réponse : Retirée.*24 → –/);
    expect(text).toMatch(/Crochepierre.*Brouillon commencé/);
    environment.setClock('2026-01-16T10:00:00.000Z');
    await fileFor(crochepierre.uai);
    environment.setClock('2026-01-17T01:00:00.000Z');
    await environment.runNightlyDigest();
    expect(environment.sent[2]?.text).toMatch(
      /Crochepierre.*Réponse : Nouvelle ; À remplacer : 24/,
    );
  });

  test('does not report what was filed and withdrawn between two digests', async () => {
    await fileFor(crochepierre.uai);
    await withdrawFor(crochepierre.uai);
    expect((await environment.runNightlyDigest()).kind).toBe('nothing-new');
  });

  test('reports nothing twice, though its period overlaps the last one', async () => {
    await fileFor(crochepierre.uai);
    await environment.runNightlyDigest();
    environment.setClock('2026-01-14T08:17:00.000Z');
    await fileFor(jeanMoulin.uai);
    expect(await environment.runNightlyDigest()).toMatchObject({ changes: 1 });
    expect(environment.sent[1]?.text).toMatch(/NOUVELLES RÉPONSES[^\n]*\n- Collège Jean Moulin/);
  });

  test('lists dangerous lockers first', async () => {
    await fileFor(jeanMoulin.uai, { kind: 'needs', needs: { ...needs, lockersDangerous: 0 } });
    await fileFor(crochepierre.uai);
    await environment.runNightlyDigest();
    const text = environment.sent[0]?.text ?? '';
    const danger = text.slice(
      text.indexOf('CASIERS DÉCLARÉS DANGEREUX'),
      text.indexOf('NOUVELLES RÉPONSES'),
    );
    expect(danger).toContain('Crochepierre');
    expect(danger).not.toContain('Jean Moulin');
    expect(text.indexOf('CASIERS DÉCLARÉS DANGEREUX')).toBeLessThan(text.indexOf('SANS RÉPONSE'));
  });
});

describe('a recipient that the digest cannot reach', () => {
  test('does not hold up the others, makes the run fail, and alone is tried again', async () => {
    environment = await createTestEnvironment({
      mailboxes: 'a@casiers.example.org,b@casiers.example.org',
    });
    await fileFor(crochepierre.uai);
    environment.faults.mail = ({ to }) => (to.startsWith('a@') ? new Error('refused') : undefined);
    await expect(environment.runNightlyDigest()).rejects.toThrow('mail:a@casiers.example.org');
    expect(environment.sent.map(({ to }) => to)).toEqual(['b@casiers.example.org']);
    environment.faults.mail = undefined;
    await environment.runNightlyDigest();
    expect(environment.sent.map(({ to }) => to)).toEqual([
      'b@casiers.example.org',
      'a@casiers.example.org',
    ]);
  });

  test('by mail gets it in a later run, while the chats have it already', async () => {
    await fileFor(crochepierre.uai);
    environment.faults.mail = () => new Error('refused');
    await expect(environment.runNightlyDigest()).rejects.toThrow('did not reach mail:');
    expect(environment.chatJobs.map(({ channel }) => channel).toSorted()).toEqual([
      'slack',
      'teams',
    ]);
    environment.faults.mail = undefined;
    environment.faults.enqueue = () => new Error('no queue');
    await environment.runNightlyDigest();
    expect(environment.sent).toHaveLength(1);
    expect(environment.chatJobs.map(({ channel }) => channel).toSorted()).toEqual([
      'slack',
      'teams',
    ]);
  });

  test('because its domain is not allowed in the stage makes the run fail', async () => {
    environment = await createTestEnvironment({ mailboxes: 'quelquun@example.com' });
    await fileFor(crochepierre.uai);
    await expect(environment.runNightlyDigest()).rejects.toThrow('did not reach');
    expect(environment.sent).toEqual([]);
  });

  test('because a run died makes each run fail until its lease has expired, and then gets it', async () => {
    await fileFor(crochepierre.uai);
    const at = environment.clock.now().toISOString();
    const recipient = 'mail:education@casiers.example.org';
    const cursor = { recipient, reported: 0, isNew: true, at, version: 0 };
    await environment.digestCursors.save({ ...cursor, lease: { at, run: 'died' } });

    environment.setClock('2026-01-14T08:17:00.000Z');
    await expect(environment.runNightlyDigest()).rejects.toThrow(`${recipient} (leased)`);
    expect(environment.sent).toEqual([]);
    expect(environment.chatJobs).toHaveLength(2);
    environment.setClock('2026-01-14T08:17:01.000Z');
    expect(await environment.runNightlyDigest()).toMatchObject({
      results: [{ outcome: 'sent' }, {}, {}],
    });
    expect(environment.sent).toHaveLength(1);
  });
});
