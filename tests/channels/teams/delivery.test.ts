import type { SQSEvent } from 'aws-lambda';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { deliveryKey } from '../../../functions/adapters/dynamodb/keys.ts';
import { writePost } from '../../../functions/channels/chat/queue.ts';
import { newDelivery } from '../../../functions/domain/deliveries/delivery.ts';
import { readConfig } from '../../../functions/lambdas/wiring/config.ts';
import { wireTeamsNotices } from '../../../functions/lambdas/wiring/teams-outbound.ts';
import { makeMoveDelivery } from '../../../functions/use-cases/deliveries.ts';
import { recordOf } from '../../lambdas/record-of.ts';
import { crochepierre, inspector, petit, plan } from '../../shared/examples.ts';
import { tenantId } from '../../shared/token-issuer.ts';
import { makeWorld, type World } from '../../shared/world.ts';
import { personInTeams } from './person-in-teams.ts';
import { durandInTeams, openTeamsDoor, type TeamsDoor } from './teams-door.ts';

/* From the lorry to the signature: what Teams tells by itself, and what two people press. */

const which = { uai: crochepierre.uai, id: '7F3K2M' };
const act = { at: '2026-01-14T08:00:00.000Z', who: inspector.name, door: 'web' } as const;

let world: World;
let door: TeamsDoor;
let claire: ReturnType<typeof personInTeams>;
beforeEach(async () => {
  world = await makeWorld();
  door = await openTeamsDoor(world);
  // Where the bot writes by itself: Teams has one conversation of two.
  const conversation = { conversationType: 'personal', id: 'a:29:durand', tenantId };
  claire = personInTeams(door, durandInTeams, { conversation });
  await world.deliveries.save(newDelivery(plan, which, { ...act, opening: 'a' }));
});
afterEach(async () => {
  await door.close();
  expect(door.errors).toEqual([]);
});

/** Who declared is told of what is delivered. */
async function declare(): Promise<void> {
  await claire.press(await claire.say('néant'), 'Déposer l’état néant');
}

/** The lorry is there: what the journal puts on the queue is sent, as often as the queue gives it. */
async function arrive(): Promise<void> {
  const before = await recordOf(world, deliveryKey(which.uai, which.id));
  const move = makeMoveDelivery({ ...world, installers: 'Équipe mobile' });
  await move({ ...which, by: inspector, door: 'web', move: 'arrived', opening: 'b' });
  const OldImage = before.dynamodb?.NewImage;
  const record = await recordOf(world, deliveryKey(which.uai, which.id), {
    ...(OldImage && { OldImage }),
  });
  await world.carryJournal({ Records: [record] });
  const config = readConfig('teams-notices', {
    ...{ ...world.environment, TEAMS_SECRET_ID: 'teams' },
    TEAMS_CLOUD: JSON.stringify({
      ...{ loginUrl: door.service.url, serviceOrigins: [door.service.url] },
    }),
  });
  const carry = wireTeamsNotices(config, {
    ...{ table: world.table, clock: world.clock, photos: world.photos, fetch },
    fetchTeamsSecret: async () => door.secret.value,
    putBack: async () => {},
  });
  for (const post of [...world.posts, ...world.posts]) {
    const attributes = { ApproximateReceiveCount: '1' };
    const Records = [{ body: writePost(post), attributes }] as unknown as SQSEvent['Records'];
    expect((await carry({ Records })).batchItemFailures).toEqual([]);
  }
}

const told = () => door.service.posted.filter(({ conversation }) => conversation === 'a:29:durand');

test('what arrived is told once to whoever is known to Teams, and signed for there with a réserve', async () => {
  await declare();
  await arrive();
  expect(told().filter((one) => JSON.stringify(one).includes('Remplir le bon'))).toHaveLength(1);
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
  expect((await world.deliveries.find(which.uai, which.id))?.receipts).toMatchObject([
    { door: 'teams', signedName: 'Claire Durand', reserves: [{ lockersCount: 3 }] },
  ]);
});

test('of two who sign, the second reads what the first signed', async () => {
  const omar = personInTeams(
    door,
    {
      ...{ id: '29:omar', aadObjectId: '44444444-4444-4444-8444-444444444444' },
      ...{ name: petit.name, email: petit.mail, tenantId: durandInTeams.tenantId ?? '' },
    },
    { conversation: { conversationType: 'personal', id: 'a:omar', tenantId } },
  );
  await declare();
  await arrive();
  const reference = `L-${which.uai}-${which.id}`;
  const notice = claire.read();
  const his = await omar.press(await omar.say(reference), 'Remplir le bon de réception');
  const hers = await claire.press(notice, 'Remplir le bon de réception');
  const counted = { counted: '48', verdict: 'accepted' };
  const [first, second] = [
    await claire.press(hers, 'Continuer', counted),
    await omar.press(his, 'Continuer', counted),
  ];
  const signature = { signedName: 'Claire Durand', signedRole: 'Gestionnaire' };
  await claire.press(first, 'Signer le bon', signature);
  // Pressed again, hers is the same; his changes nothing and shows hers.
  expect((await claire.press(first, 'Signer le bon', signature)).speak).toContain('est signé');
  const late = await omar.press(second, 'Signer le bon', {
    ...signature,
    signedName: 'Omar Petit',
  });
  expect(late.speak).toContain('Rien n’a été enregistré');
  expect(omar.text(late)).toContain('Claire Durand');
  expect((await world.deliveries.find(which.uai, which.id))?.receipts).toHaveLength(1);
});
