import { beforeEach, describe, expect, test } from 'vitest';
import type { Filing } from '../../functions/domain/declarations/declaration.ts';
import type { Uai } from '../../functions/domain/uai.ts';
import { reportDamage } from '../../functions/use-cases/damages.ts';
import { fileDeclaration, saveDraft } from '../../functions/use-cases/declarations.ts';
import {
  chaumie,
  crochepierre,
  damage,
  durand,
  inspector,
  jeanMoulin,
  needs,
} from '../shared/examples.ts';
import { memoryDynamo } from '../shared/memory-dynamo.ts';
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

async function reportFor(uai: Uai): Promise<void> {
  const by = { ...durand, memberOf: [uai] };
  const command = { uai, by, channel: 'web', idempotencyKey: uai } as const;
  expect((await reportDamage(environment, command, damage)).kind).toBe('reported');
}

/** The night of that day; what comes after is filed in the morning. */
async function nightOf(day: string) {
  environment.setClock(`${day}T03:00:00.000Z`);
  const run = environment.runNightlyDigest();
  await run.catch(() => {});
  environment.setClock(`${day}T09:00:00.000Z`);
  return run;
}

describe('a recipient that the digest could not reach', () => {
  test('gets in one message what several nights could not send', async () => {
    environment.faults.mail = () => new Error('refused');
    await fileFor(crochepierre.uai);
    await expect(nightOf('2026-01-15')).rejects.toThrow('did not reach');
    await fileFor(jeanMoulin.uai);
    await expect(nightOf('2026-01-16')).rejects.toThrow('did not reach');
    await fileFor(crochepierre.uai, { kind: 'needs', needs: { ...needs, lockersToReplace: 36 } });
    await expect(nightOf('2026-01-17')).rejects.toThrow('did not reach');
    environment.faults.mail = undefined;

    expect((await nightOf('2026-01-18')).kind).toBe('nothing-new');
    expect(environment.sent).toHaveLength(1);
    expect(environment.sent[0]?.text).toMatch(/Crochepierre.*À remplacer : 36/);
    expect(environment.sent[0]?.text).toMatch(/Jean Moulin.*À remplacer : 24/);
    expect(environment.chatJobs).toHaveLength(6);
    await nightOf('2026-01-19');
    expect(environment.sent).toHaveLength(1);
  });

  test('for more than fourteen days gets what is open, and then every digest again', async () => {
    await fileFor(crochepierre.uai);
    await nightOf('2026-01-15');
    environment.faults.mail = () => new Error('refused');
    await fileFor(jeanMoulin.uai);
    await expect(nightOf('2026-01-16')).rejects.toThrow('did not reach');
    environment.faults.mail = undefined;
    environment.setClock('2026-01-29T10:00:00.000Z');
    await reportFor(crochepierre.uai);

    await nightOf('2026-01-31');
    const [, { subject = '', text = '' } = {}] = environment.sent;
    expect(subject).toBe('Casiers des collèges\u00a0: 1 signalement en cours');
    expect(text).toContain('ne vous est pas parvenu depuis le 15 janvier 2026');
    expect(text).toContain('D-0470678G-');
    expect(text).not.toContain('Jean Moulin');
    expect(text).toContain('https://casiers.example.org');
    await fileFor(chaumie.uai);
    await nightOf('2026-02-01');
    expect(environment.sent).toHaveLength(3);
    expect(environment.sent[2]?.text).toMatch(/Chaumie.*Réponse : Nouvelle/);
  });
});

describe('the recipients of the digest', () => {
  test('are the mailboxes of the service until it has a person, then its persons', async () => {
    environment = await createTestEnvironment({ mailboxes: 'a@casiers.example.org' });
    await fileFor(crochepierre.uai);
    await nightOf('2026-01-15');
    expect(environment.sent.map(({ to }) => to)).toEqual(['a@casiers.example.org']);
    await environment.persons.save({ ...inspector, mail: 'b@casiers.example.org' });
    await environment.persons.save({ ...inspector, mail: 'c@casiers.example.org' });
    await fileFor(jeanMoulin.uai);
    await nightOf('2026-01-16');
    expect(environment.sent.slice(1).map(({ to }) => to)).toEqual([
      'b@casiers.example.org',
      'c@casiers.example.org',
    ]);
  });

  test('begin with the list of what is open, and need no older digest', async () => {
    await reportFor(crochepierre.uai);
    await nightOf('2026-01-15');
    await fileFor(jeanMoulin.uai);
    await nightOf('2026-01-16');
    await environment.persons.save({ ...inspector, mail: 'new@casiers.example.org' });
    expect(await nightOf('2026-01-18')).toMatchObject({ kind: 'nothing-new' });
    const welcome = environment.sent.filter(({ to }) => to === 'new@casiers.example.org');
    expect(welcome).toHaveLength(1);
    expect(welcome[0]?.text).toMatch(/Crochepierre.*Depuis : 14 janvier 2026/);
    expect(welcome[0]?.text).not.toContain('Jean Moulin');
    await nightOf('2026-01-19');
    expect(environment.sent.filter(({ to }) => to === 'new@casiers.example.org')).toHaveLength(1);
  });

  test('whose first message was refused get the digest of that night with the next', async () => {
    environment.faults.mail = () => new Error('refused');
    await fileFor(crochepierre.uai);
    await expect(nightOf('2026-01-15')).rejects.toThrow('did not reach');
    environment.faults.mail = undefined;
    await fileFor(jeanMoulin.uai);
    await nightOf('2026-01-16');
    expect(environment.sent[0]?.text).toMatch(/Crochepierre.*Réponse : Nouvelle/);
    expect(environment.sent[0]?.text).toMatch(/Jean Moulin.*Réponse : Nouvelle/);
  });
});

test('what was filed before the night and written again while it reads is told by the next', async () => {
  const dynamo = memoryDynamo();
  let beforeIndexRead: (() => Promise<void>) | undefined;
  environment = await createTestEnvironment({
    dynamo: {
      ...dynamo,
      async query(input) {
        const act = input.IndexName && beforeIndexRead;
        if (act) {
          beforeIndexRead = undefined;
          await act();
        }
        return dynamo.query(input);
      },
    },
  });
  await fileFor(chaumie.uai);
  await nightOf('2026-01-15');
  environment.setClock('2026-01-15T10:00:00.000Z');
  await fileFor(crochepierre.uai);
  await fileFor(jeanMoulin.uai);
  environment.setClock('2026-01-16T01:00:00.000Z');
  beforeIndexRead = async () => {
    environment.setClock('2026-01-16T01:00:01.000Z');
    const draft = { uai: crochepierre.uai, campaignId: '2026', channel: 'web' } as const;
    const by = { ...durand, memberOf: [crochepierre.uai] };
    await saveDraft(
      environment,
      { ...draft, by, expectedVersion: 1, idempotencyKey: 'draft' },
      { comment: 'encore' },
    );
  };
  expect(await environment.runNightlyDigest()).toMatchObject({ changes: 1 });
  expect(await nightOf('2026-01-17')).toMatchObject({ kind: 'built', changes: 1 });
  expect(environment.sent.at(-1)?.text).toMatch(/Crochepierre.*Réponse : Nouvelle/);
  expect((await nightOf('2026-01-18')).kind).toBe('nothing-new');
});
