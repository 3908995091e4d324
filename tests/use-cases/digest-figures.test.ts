import { beforeEach, expect, test } from 'vitest';
import { educationCard } from '../../functions/content/bot/overview.ts';
import {
  askCorrection,
  file,
  newDeclaration,
} from '../../functions/domain/declarations/declaration.ts';
import { newDelivery } from '../../functions/domain/deliveries/delivery.ts';
import { viewCampaign } from '../../functions/use-cases/campaigns.ts';
import { receiveDelivery } from '../../functions/use-cases/deliveries.ts';
import { listDeliveries } from '../../functions/use-cases/delivery-queries.ts';
import {
  crochepierre,
  durand,
  inspector,
  jeanMoulin,
  needs,
  plan,
  signed,
} from '../shared/examples.ts';
import { createTestEnvironment, type TestEnvironment } from '../shared/test-environment.ts';

const key = { uai: crochepierre.uai, id: '7F3K2M' };

let environment: TestEnvironment;
beforeEach(async () => {
  environment = await createTestEnvironment();
});

let acts = 0;
function act() {
  acts += 1;
  const at = environment.clock.now().toISOString();
  return { at, who: 'Claire Durand', channel: 'web', idempotencyKey: `${acts}` } as const;
}

async function fileFor({ uai }: typeof crochepierre, lockersToReplace: number): Promise<void> {
  const before = (await environment.declarations.find(uai, '2026')) ?? newDeclaration(uai, '2026');
  const filed = file(before, { kind: 'needs', needs: { ...needs, lockersToReplace } }, act());
  if (filed) await environment.declarations.save(filed);
}

async function nightOf(day: string) {
  environment.setClock(`${day}T03:00:00.000Z`);
  await environment.runNightlyDigest();
  environment.setClock(`${day}T09:00:00.000Z`);
  return environment.sent.at(-1);
}

test('a correction is told as a correction, not as a new answer', async () => {
  await fileFor(crochepierre, 24);
  expect((await nightOf('2026-01-15'))?.subject).toBe('Recensement 2026\u00a0: 1 nouvelle réponse');
  await fileFor(crochepierre, 36);
  await fileFor(jeanMoulin, 10);
  expect((await nightOf('2026-01-16'))?.subject).toBe(
    'Recensement 2026\u00a0: 1 nouvelle réponse, 1 correction',
  );
});

test('a collège that is to correct has not answered, in the mail, on the page and in a chat', async () => {
  await fileFor(crochepierre, 24);
  const filed = await environment.declarations.find(crochepierre.uai, '2026');
  const asked = filed && askCorrection(filed, 'Recompter.', act());
  if (asked) await environment.declarations.save(asked);
  await fileFor(jeanMoulin, 10);
  const mail = await nightOf('2026-01-15');
  expect(mail?.text).toContain('1 collège sur 3 a répondu');
  expect(mail?.text).toContain('SANS RÉPONSE\u00a0: 2 COLLÈGES');
  const campaign = await viewCampaign(environment, inspector, '');
  const setting = {
    departementName: '',
    serviceName: '',
    serviceMail: '',
    siteUrl: '',
    timeZone: 'Europe/Paris',
  };
  const [totals, notDeclared] = educationCard({ campaign, damages: undefined }, setting).sections;
  expect(totals?.facts?.[0]?.value).toBe('1 / 3');
  expect(notDeclared?.title).toBe('Sans réponse\u00a0: 2 collèges');
  expect(notDeclared?.text).toContain('Crochepierre');
});

test('lots are of what is neither delivered nor planned, and delivered is what was counted', async () => {
  await fileFor(crochepierre, 100);
  await environment.deliveries.save(newDelivery(plan, key, act()));
  expect((await nightOf('2026-01-15'))?.text).toContain('Dont ni livrés ni prévus : 52');
  const answers = { ...signed, verdict: 'with-reserves', counted: 40 } as const;
  const command = { ...key, by: durand, channel: 'web', idempotencyKey: 'sign' } as const;
  expect((await receiveDelivery(environment, command, answers)).kind).toBe('received');
  await fileFor(jeanMoulin, 10);
  expect((await nightOf('2026-01-16'))?.text).toContain('Dont ni livrés ni prévus : 70');
  const list = await listDeliveries(environment, inspector, 'under-way');
  expect(list?.totals).toMatchObject({ lockersToCome: 0, lockersReceived: 40 });
});

test('danger that is declared and danger that is reported have different names', async () => {
  await fileFor(crochepierre, 24);
  const text = (await nightOf('2026-01-15'))?.text ?? '';
  expect(text).toContain('CASIERS DÉCLARÉS DANGEREUX');
  expect(text).toContain('Casiers déclarés dangereux : 3');
  expect(text).not.toContain('SIGNALEMENTS DANGEREUX');
});
