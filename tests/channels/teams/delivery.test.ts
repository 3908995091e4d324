import type { SQSEvent } from 'aws-lambda';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { deliveryKey } from '../../../functions/adapters/dynamodb/keys.ts';
import { consumeChatJobs } from '../../../functions/channels/chat/consumer.ts';
import { serializeChatJob } from '../../../functions/channels/chat/queue.ts';
import { newDelivery } from '../../../functions/domain/deliveries/delivery.ts';
import { parseConfig } from '../../../functions/lambdas/wiring/config.ts';
import { buildTeamsOutbound } from '../../../functions/lambdas/wiring/teams-outbound.ts';
import { updateDeliveryStatus } from '../../../functions/use-cases/deliveries.ts';
import { recordOf } from '../../lambdas/record-of.ts';
import { crochepierre, inspector, petit, plan } from '../../shared/examples.ts';
import { createTestEnvironment, type TestEnvironment } from '../../shared/test-environment.ts';
import { tenantId } from '../../shared/token-issuer.ts';
import { personInTeams } from './person-in-teams.ts';
import { durandInTeams, openTeamsEndpoint, type TeamsInbound } from './teams-endpoint.ts';

/* From the lorry to the signature: what Teams tells by itself, and what two people press. */

const key = { uai: crochepierre.uai, id: '7F3K2M' };
const act = { at: '2026-01-14T08:00:00.000Z', who: inspector.name, channel: 'web' } as const;

let environment: TestEnvironment;
let teams: TeamsInbound;
let claire: ReturnType<typeof personInTeams>;
beforeEach(async () => {
  environment = await createTestEnvironment();
  teams = await openTeamsEndpoint(environment);
  // Proactive messages go to the one conversation of the bot with a person.
  const conversation = { conversationType: 'personal', id: 'a:29:durand', tenantId };
  claire = personInTeams(teams, durandInTeams, { conversation });
  await environment.deliveries.save(newDelivery(plan, key, { ...act, idempotencyKey: 'a' }));
});
afterEach(async () => {
  await teams.close();
  expect(teams.errors).toEqual([]);
});

/** The author of the declaration is notified of the delivery. */
async function declare(): Promise<void> {
  await claire.press(await claire.say('néant'), 'Déposer l’état néant');
}

/** Records the arrival and sends the jobs of the queue. */
async function arrive(): Promise<void> {
  const before = await recordOf(environment, deliveryKey(key.uai, key.id));
  await updateDeliveryStatus(environment, {
    ...key,
    by: inspector,
    channel: 'web',
    statusUpdate: 'arrived',
    idempotencyKey: 'b',
  });
  const OldImage = before.dynamodb?.NewImage;
  const record = await recordOf(environment, deliveryKey(key.uai, key.id), {
    ...(OldImage && { OldImage }),
  });
  await environment.consumeStream({ Records: [record] });
  const config = parseConfig('teams-outbound', {
    ...{ ...environment.environment, TEAMS_SECRET_ID: 'teams' },
    TEAMS_ADDRESSES: JSON.stringify({
      ...{ loginUrl: teams.service.url, serviceOrigins: [teams.service.url] },
    }),
  });
  const deps = buildTeamsOutbound(config, {
    ...{ table: environment.table, clock: environment.clock, photos: environment.photos, fetch },
    fetchTeamsSecret: async () => teams.secret.value,
    changeVisibility: async () => {},
  });
  for (const post of [...environment.chatJobs, ...environment.chatJobs]) {
    const attributes = { ApproximateReceiveCount: '1' };
    const Records = [
      { body: serializeChatJob(post), attributes },
    ] as unknown as SQSEvent['Records'];
    expect((await consumeChatJobs(deps, { Records })).batchItemFailures).toEqual([]);
  }
}

const posted = () =>
  teams.service.posted.filter(({ conversation }) => conversation === 'a:29:durand');

test('an arrival is sent once to linked accounts, and the delivery is received in Teams with a réserve', async () => {
  await declare();
  await arrive();
  expect(posted().filter((one) => JSON.stringify(one).includes('Remplir le bon'))).toHaveLength(1);
  let card = await claire.press(claire.read(), 'Remplir le bon de réception');
  card = await claire.press(card, 'Continuer', { counted: '48', verdict: 'with-reserves' });
  const unsaid = await claire.press(card, 'Signer le bon', {
    ...{ signedName: 'Claire Durand', signedRole: 'Gestionnaire' },
  });
  expect(unsaid.speak).toContain('à corriger');
  expect(claire.valueOf(unsaid, 'signedName')).toBe('Claire Durand');
  card = await claire.press(unsaid, 'Signer le bon', {
    ...{ lockers1: '12-14', parts1: 'lock', description1: 'Tourne à vide' },
  });
  expect(card.speak).toContain('le bon de réception est signé');
  expect(claire.text(card)).toContain('12-14');
  expect(claire.titles(card)).not.toContain('Remplir le bon de réception');
  expect((await environment.deliveries.find(key.uai, key.id))?.receipts).toMatchObject([
    { channel: 'teams', signedName: 'Claire Durand', reserves: [{ lockersCount: 3 }] },
  ]);
});

test('the second of two people who sign sees what the first signed', async () => {
  const omar = personInTeams(
    teams,
    {
      ...{ id: '29:omar', aadObjectId: '44444444-4444-4444-8444-444444444444' },
      ...{ name: petit.name, email: petit.mail, tenantId: durandInTeams.tenantId ?? '' },
    },
    { conversation: { conversationType: 'personal', id: 'a:omar', tenantId } },
  );
  await declare();
  await arrive();
  const reference = `L-${key.uai}-${key.id}`;
  const notification = claire.read();
  const his = await omar.press(await omar.say(reference), 'Remplir le bon de réception');
  const hers = await claire.press(notification, 'Remplir le bon de réception');
  const counted = { counted: '48', verdict: 'accepted' };
  const [first, second] = [
    await claire.press(hers, 'Continuer', counted),
    await omar.press(his, 'Continuer', counted),
  ];
  const signature = { signedName: 'Claire Durand', signedRole: 'Gestionnaire' };
  await claire.press(first, 'Signer le bon', signature);
  // Her second press changes nothing, and his shows what she signed.
  expect((await claire.press(first, 'Signer le bon', signature)).speak).toContain('est signé');
  const late = await omar.press(second, 'Signer le bon', {
    ...signature,
    signedName: 'Omar Petit',
  });
  expect(late.speak).toContain('Rien n’a été enregistré');
  expect(omar.text(late)).toContain('Claire Durand');
  expect((await environment.deliveries.find(key.uai, key.id))?.receipts).toHaveLength(1);
});
