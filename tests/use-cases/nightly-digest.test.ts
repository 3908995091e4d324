import { beforeEach, describe, expect, test } from 'vitest';
import type { Filing } from '../../functions/domain/declarations/declaration.ts';
import type { Uai } from '../../functions/domain/uai.ts';
import {
  makeFileDeclaration,
  makeSaveDraft,
  makeWithdrawDeclaration,
} from '../../functions/use-cases/declarations.ts';
import { crochepierre, durand, jeanMoulin, needs } from '../shared/examples.ts';
import { makeWorld, type World } from '../shared/world.ts';

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});

async function fileFor(uai: Uai, filing: Filing = { kind: 'needs', needs }): Promise<void> {
  const stored = await world.declarations.find(uai, '2026');
  const outcome = await makeFileDeclaration(world)(
    {
      uai,
      campaignId: '2026',
      by: { ...durand, boundTo: [uai] },
      door: 'web',
      opening: `${uai} after ${stored?.version ?? 0}`,
      seenVersion: stored?.version ?? 0,
    },
    filing,
  );
  expect(outcome.kind).toBe('done');
}

async function withdrawFor(uai: Uai): Promise<void> {
  const seenVersion = (await world.declarations.find(uai, '2026'))?.version ?? 0;
  const by = { ...durand, boundTo: [uai] };
  const act = {
    uai,
    campaignId: '2026',
    by,
    door: 'web',
    opening: 'withdraw',
    seenVersion,
  } as const;
  expect((await makeWithdrawDeclaration(world)(act)).kind).toBe('done');
}

describe('a night', () => {
  test('tells what was filed, with two files attached', async () => {
    await fileFor(crochepierre.uai);
    world.setClock('2026-01-15T01:00:00.000Z');
    expect(await world.spendNight()).toEqual({
      kind: 'gathered',
      changes: 1,
      damages: 0,
      deliveries: 0,
      campaign: 'Recensement 2026',
      sends: [
        { recipient: 'mail:education@casiers.example.org', outcome: 'sent' },
        { recipient: 'queued:slack:education', outcome: 'sent' },
        { recipient: 'queued:teams:education', outcome: 'sent' },
      ],
    });
    expect(world.sent).toHaveLength(1);
    expect(world.sent[0]?.attachments.map(({ name }) => name)).toEqual([
      'casiers-recensement-2026-au-2026-01-15.xlsx',
      'casiers-recensement-2026-au-2026-01-15.csv',
    ]);
    expect(world.sent[0]?.text).toContain('Collège André Crochepierre');
  });

  test('says nothing when nothing was filed', async () => {
    expect(await world.spendNight()).toEqual({
      kind: 'nothing-new',
      changes: 0,
      damages: 0,
      deliveries: 0,
      sends: [],
    });
    expect(world.sent).toEqual([]);
  });

  test('says nothing of a draft, and names it among the silent once there is news', async () => {
    const draft = { uai: jeanMoulin.uai, campaignId: '2026', door: 'web', seenVersion: 0 } as const;
    const by = { ...durand, boundTo: [jeanMoulin.uai] };
    await makeSaveDraft(world)({ ...draft, by, opening: 'a' }, { comment: 'à finir' });
    expect((await world.spendNight()).kind).toBe('nothing-new');
    await fileFor(crochepierre.uai);
    await world.spendNight();
    expect(world.sent[0]?.text).toMatch(/Jean Moulin.*Brouillon commencé/);
  });

  test('run twice sends once', async () => {
    await fileFor(crochepierre.uai);
    await world.spendNight();
    const again = await world.spendNight();
    expect(again).toMatchObject({
      kind: 'nothing-new',
      sends: Array(3).fill({ outcome: 'already-sent' }),
    });
    expect(world.sent).toHaveLength(1);
    expect(world.posts.map(({ door }) => door)).toEqual(['slack', 'teams']);
  });

  test('started twice at the same moment sends once', async () => {
    await fileFor(crochepierre.uai);
    await Promise.all([world.spendNight(), world.spendNight(), world.spendNight()]);
    expect(world.sent).toHaveLength(1);
    expect((await world.digests.last(world.clock.now().toISOString()))?.number).toBe(1);
  });

  test('that was missed is caught up by the next', async () => {
    await fileFor(crochepierre.uai);
    await world.spendNight();
    world.setClock('2026-01-16T10:00:00.000Z');
    await fileFor(jeanMoulin.uai);
    world.setClock('2026-01-20T01:00:00.000Z');
    expect(await world.spendNight()).toMatchObject({ kind: 'gathered', changes: 1 });
    expect(world.sent[1]?.text).toContain('Collège Jean Moulin');
  });

  test('catches up from one year to the next', async () => {
    await world.departement.putCampaign({
      id: '2027',
      name: 'Recensement 2027',
      opensOn: '2026-12-01',
      closesOn: '2027-02-28',
    });
    await fileFor(crochepierre.uai);
    await world.spendNight();
    world.setClock('2027-01-02T01:00:00.000Z');
    expect(await world.spendNight()).toMatchObject({ kind: 'nothing-new', sends: [{}, {}, {}] });
  });

  test('tells a correction with what it was before', async () => {
    await fileFor(crochepierre.uai);
    await world.spendNight();
    world.setClock('2026-01-15T10:00:00.000Z');
    await fileFor(crochepierre.uai, { kind: 'needs', needs: { ...needs, lockersToReplace: 36 } });
    world.setClock('2026-01-16T01:00:00.000Z');
    await world.spendNight();
    expect(world.sent[1]?.text).toContain('Correction');
    expect(world.sent[1]?.text).toContain('24 → 36');
  });

  test('tells a declaration that was withdrawn, and counts it no more', async () => {
    await fileFor(crochepierre.uai);
    await fileFor(jeanMoulin.uai);
    await world.spendNight();
    world.setClock('2026-01-15T10:00:00.000Z');
    await withdrawFor(crochepierre.uai);
    world.setClock('2026-01-16T01:00:00.000Z');
    expect(await world.spendNight()).toMatchObject({ kind: 'gathered', changes: 1 });
    const { subject = '', text = '' } = world.sent[1] ?? {};
    expect(subject).toBe('Recensement 2026\u00a0: 1 déclaration retirée');
    expect(text).toContain('1 collège sur 3 a répondu, 24 casiers à remplacer en tout');
    expect(text).toMatch(/Crochepierre.*Réponse : Retirée.*24 → –/);
    expect(text).toMatch(/Crochepierre.*Brouillon commencé/);
    world.setClock('2026-01-16T10:00:00.000Z');
    await fileFor(crochepierre.uai);
    world.setClock('2026-01-17T01:00:00.000Z');
    await world.spendNight();
    expect(world.sent[2]?.text).toMatch(/Crochepierre.*Réponse : Nouvelle ; À remplacer : 24/);
  });

  test('says nothing of what was filed and withdrawn between two digests', async () => {
    await fileFor(crochepierre.uai);
    await withdrawFor(crochepierre.uai);
    expect((await world.spendNight()).kind).toBe('nothing-new');
  });

  test('does not tell again what it told, though it reads back over the end of the last digest', async () => {
    await fileFor(crochepierre.uai);
    await world.spendNight();
    world.setClock('2026-01-14T08:17:00.000Z');
    await fileFor(jeanMoulin.uai);
    expect(await world.spendNight()).toMatchObject({ changes: 1 });
    expect(world.sent[1]?.text).toMatch(/NOUVELLES RÉPONSES[^\n]*\n- Collège Jean Moulin/);
  });

  test('puts the dangerous lockers first', async () => {
    await fileFor(jeanMoulin.uai, { kind: 'needs', needs: { ...needs, lockersDangerous: 0 } });
    await fileFor(crochepierre.uai);
    await world.spendNight();
    const text = world.sent[0]?.text ?? '';
    const danger = text.slice(
      text.indexOf('CASIERS DANGEREUX'),
      text.indexOf('NOUVELLES RÉPONSES'),
    );
    expect(danger).toContain('Crochepierre');
    expect(danger).not.toContain('Jean Moulin');
    expect(text.indexOf('CASIERS DANGEREUX')).toBeLessThan(text.indexOf('SANS RÉPONSE'));
  });
});

describe('a recipient that cannot be reached', () => {
  test('hides no other, fails the night, and alone is tried again', async () => {
    world = await makeWorld({ mailboxes: 'a@casiers.example.org,b@casiers.example.org' });
    await fileFor(crochepierre.uai);
    world.faults.mail = ({ to }) => (to.startsWith('a@') ? new Error('refused') : undefined);
    await expect(world.spendNight()).rejects.toThrow('mail:a@casiers.example.org');
    expect(world.sent.map(({ to }) => to)).toEqual(['b@casiers.example.org']);
    world.faults.mail = undefined;
    await world.spendNight();
    expect(world.sent.map(({ to }) => to)).toEqual([
      'b@casiers.example.org',
      'a@casiers.example.org',
    ]);
  });

  test('hides no other: the chat has the digest though the mail has not, and the night fails', async () => {
    await fileFor(crochepierre.uai);
    world.faults.mail = () => new Error('refused');
    await expect(world.spendNight()).rejects.toThrow('did not reach mail:');
    expect(world.posts.map(({ door }) => door)).toEqual(['slack', 'teams']);
    world.faults.mail = undefined;
    world.faults.post = () => new Error('no queue');
    await world.spendNight();
    expect(world.sent).toHaveLength(1);
    expect(world.posts.map(({ door }) => door)).toEqual(['slack', 'teams']);
  });

  test('gets nothing outside the domains of the stage', async () => {
    world = await makeWorld({ mailboxes: 'quelquun@example.com' });
    await fileFor(crochepierre.uai);
    await expect(world.spendNight()).rejects.toThrow('did not reach');
    expect(world.sent).toEqual([]);
  });

  test('is written to again once the run that claimed it has surely died, and not before', async () => {
    await fileFor(crochepierre.uai);
    const at = world.clock.now().toISOString();
    const recipient = 'mail:education@casiers.example.org';
    const claim = { noticeId: 'digest-1', recipient, state: 'sending', at, run: 'died' } as const;
    expect(await world.sends.save({ ...claim, version: 0 })).toBe('saved');

    world.setClock('2026-01-14T08:20:00.000Z');
    expect(await world.spendNight()).toMatchObject({ sends: [{ outcome: 'claimed' }, {}, {}] });
    expect(world.sent).toEqual([]);
    world.setClock('2026-01-14T08:28:00.000Z');
    expect(await world.spendNight()).toMatchObject({ sends: [{ outcome: 'sent' }, {}, {}] });
    expect(world.sent).toHaveLength(1);
  });
});
