import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { reportDamage } from '../../../functions/use-cases/damages.ts';
import { fileDeclaration } from '../../../functions/use-cases/declarations.ts';
import { campaign2026, crochepierre, damage, durand } from '../../shared/examples.ts';
import { openSlack, textOf } from './slack-desk.ts';
import { createSlackEnvironment, type SlackEnvironment } from './slack-environment.ts';

let environment: SlackEnvironment;
let education: ReturnType<typeof openSlack>;
let claire: ReturnType<typeof openSlack>;
beforeEach(async () => {
  environment = await createSlackEnvironment();
  education = openSlack(environment, 'education');
  claire = openSlack(environment, 'claire');
});
afterEach(() => {
  expect(environment.errors).toEqual([]);
  return environment.slack.close();
});

const act = { uai: crochepierre.uai, by: durand, channel: 'slack', idempotencyKey: 'a' } as const;

/** Presses a button with this intent. */
async function ask(who: ReturnType<typeof openSlack>, handle: string, carried: object) {
  await who.command('aide');
  await environment.slack.client.pressInMessage(handle, await who.message(), {
    ...{ type: 'button', block_id: 'b', action_id: 'intent:0', value: JSON.stringify(carried) },
  });
  return textOf(who.modal());
}

describe('a damage', () => {
  const key = async () => {
    const outcome = await reportDamage(environment, act, damage);
    if (outcome.kind !== 'reported') throw new Error(outcome.kind);
    return { uai: crochepierre.uai, id: outcome.damage.id };
  };

  test('is planned by the service Éducation, then confirmed by the collège', async () => {
    const reported = await key();
    expect(await ask(education, 'education', { kind: 'damage', ...reported })).toContain('101-112');
    await ask(education, 'education', { kind: 'update-damage-status', ...reported });
    await education.submit({
      'Quelle suite ?': 'Une réparation est prévue',
      'Réparation prévue le': '2026-02-03',
    });
    expect(await environment.damages.find(reported.uai, reported.id)).toMatchObject({
      state: 'planned',
    });
    await ask(claire, 'claire', { kind: 'follow-up', ...reported });
    await claire.submit({ 'Est-ce réparé ?': 'Oui, c’est réparé' });
    expect(await environment.damages.find(reported.uai, reported.id)).toMatchObject({
      state: 'repaired',
    });
  });

  test('is not refused without a reason: the error is beside the question', async () => {
    await ask(education, 'education', { kind: 'update-damage-status', ...(await key()) });
    const outcome = await education.submit({ 'Quelle suite ?': 'Il n’y aura pas de réparation' });
    expect(outcome).toMatchObject({ kind: 'errors' });
    expect(JSON.stringify(outcome)).toContain('Dites au collège pourquoi');
  });

  test('is updated by the service only', async () => {
    const reported = await key();
    await ask(claire, 'claire', { kind: 'update-damage-status', ...reported });
    expect(claire.modal()).toMatchObject({ callback_id: 'card' });
    expect(await environment.damages.find(reported.uai, reported.id)).toMatchObject({
      state: 'reported',
    });
  });
});

test('only the service can request a correction', async () => {
  await fileDeclaration(
    environment,
    { ...act, campaignId: campaign2026.id, expectedVersion: 0 },
    { kind: 'nothing-needed' },
  );
  const carried = {
    kind: 'request-correction',
    uai: crochepierre.uai,
    campaignId: campaign2026.id,
  };
  await ask(claire, 'claire', carried);
  expect(claire.modal()).toMatchObject({ callback_id: 'card' });
  await ask(education, 'education', carried);
  expect(education.modal()).toMatchObject({ callback_id: 'form' });
  await education.submit({ 'Ce que le collège doit corriger': 'Combien sont inutilisables ?' });
  expect(await environment.declarations.find(crochepierre.uai, campaign2026.id)).toMatchObject({
    state: 'to-correct',
  });
});
