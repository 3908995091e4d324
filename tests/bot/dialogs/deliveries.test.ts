import { expect, test } from 'vitest';
import { newDelivery } from '../../../functions/domain/deliveries/delivery.ts';
import { crochepierre, durand, inspector, lambert, petit } from '../../shared/examples.ts';
import { createTestEnvironment, type TestEnvironment } from '../../shared/test-environment.ts';
import { botUserOf, buttonOf, cardIn, formIn, submissionOf, textOf } from '../bot-users.ts';

const { uai } = crochepierre;
const key = { uai, id: '2026-1' };
const signature = { comment: '', signedName: 'Claire Durand', signedRole: 'Gestionnaire' };
const first = { counted: '48', verdict: 'accepted' };

async function withDelivery() {
  const environment = await createTestEnvironment();
  const act = { at: '2026-01-10T08:00:00.000Z', who: 'Lucie Martin', channel: 'web' } as const;
  const plan = { lockers: 48, expected: { from: '2026-01-14', to: '2026-01-14' }, orderNumber: '' };
  await environment.deliveries.save(newDelivery(plan, key, { ...act, idempotencyKey: 'plan' }));
  return environment;
}

const receiptsOf = async (environment: TestEnvironment) =>
  (await environment.deliveries.find(uai, key.id))?.receipts;

test('a delivery is opened from the list and signed for in two screens', async () => {
  const environment = await withDelivery();
  const botUser = await botUserOf(environment, durand);
  const list = await environment.bot.handleIntent(botUser, { kind: 'deliveries' }, 'o1');
  const card = await environment.bot.handleIntent(
    botUser,
    buttonOf(list, `Voir L-${uai}-2026-1`),
    'o2',
  );
  const button = buttonOf(card, 'Remplir le bon de réception');
  const view = await environment.bot.handleIntent(botUser, button, 'o3');
  expect(formIn(view)).toMatchObject({ steps: [0], sendLabel: 'Continuer' });
  const last = await environment.bot.handleSubmission(botUser, submissionOf(view, first));
  expect(formIn(last)).toMatchObject({ steps: [4], sendLabel: 'Signer le bon' });
  expect(await receiptsOf(environment)).toEqual([]);
  const done = await environment.bot.handleSubmission(botUser, submissionOf(last, signature));
  expect(textOf(done)).toContain('Livraison acceptée – Claire Durand, Gestionnaire');
  expect(
    cardIn(await environment.bot.handleSubmission(botUser, submissionOf(last, signature))),
  ).toEqual(cardIn(done));
  expect(await receiptsOf(environment)).toMatchObject([{ counted: 48, channel: 'slack' }]);
});

test('réserves are asked only with that verdict, and their errors are at their fields', async () => {
  const environment = await withDelivery();
  const botUser = await botUserOf(environment, durand);
  const view = await environment.bot.handleIntent(botUser, { kind: 'receive', ...key }, 'o1');
  const short = await environment.bot.handleSubmission(
    botUser,
    submissionOf(view, { ...first, counted: '47' }),
  );
  expect(formIn(short)).toMatchObject({ steps: [0], errors: { verdict: expect.any(String) } });
  const odd = await environment.bot.handleSubmission(
    botUser,
    submissionOf(view, { counted: 'tous', verdict: '' }),
  );
  expect(Object.keys(formIn(odd).errors)).toEqual(['counted', 'verdict']);

  const groups = await environment.bot.handleSubmission(
    botUser,
    submissionOf(view, { ...first, verdict: 'with-reserves' }),
  );
  expect(formIn(groups).steps).toEqual([1, 2, 3, 4]);
  const none = await environment.bot.handleSubmission(botUser, submissionOf(groups, signature));
  expect(Object.keys(formIn(none).errors)).toEqual(['lockers1']);
  const noted = {
    ...signature,
    lockers1: '12-14',
    parts1: ['lock'],
    description1: 'Tourne à vide',
  };
  const back = await environment.bot.handleSubmission(
    botUser,
    submissionOf(groups, noted, { direction: 'back' }),
  );
  expect(formIn(back)).toMatchObject({ steps: [0], answers: { verdict: 'with-reserves' } });
  const done = await environment.bot.handleSubmission(botUser, submissionOf(groups, noted));
  expect(textOf(done)).toContain('12-14');
  expect(cardIn(done).actions.map(({ label }) => label)).toContain(
    'Ajouter des photos sur le site',
  );
  expect(await receiptsOf(environment)).toMatchObject([{ reserves: [{ lockersCount: 3 }] }]);
});

test('the second of two people who sign reads that the receipt is signed already', async () => {
  const environment = await withDelivery();
  const [claire, omar] = [
    await botUserOf(environment, durand),
    await botUserOf(environment, petit),
  ];
  const intent = { kind: 'receive', ...key } as const;
  const [hers, his] = [
    await environment.bot.handleSubmission(
      claire,
      submissionOf(await environment.bot.handleIntent(claire, intent, 'o1'), first),
    ),
    await environment.bot.handleSubmission(
      omar,
      submissionOf(await environment.bot.handleIntent(omar, intent, 'o2'), first),
    ),
  ];
  await environment.bot.handleSubmission(claire, submissionOf(hers, signature));
  const late = await environment.bot.handleSubmission(
    omar,
    submissionOf(his, { ...signature, signedName: 'Omar Petit' }),
  );
  expect(textOf(late)).toContain('Rien n’a été enregistré');
  expect(textOf(late)).toContain('Claire Durand');
  const again = await environment.bot.handleIntent(omar, intent, 'o3');
  expect(cardIn(again).actions.map(({ label }) => label)).not.toContain(
    'Remplir le bon de réception',
  );
});

test('a delivery of another collège cannot be seen or signed; the service Éducation sees it', async () => {
  const environment = await withDelivery();
  const [paul, lucie, claire] = await Promise.all(
    [lambert, inspector, durand].map((who) => botUserOf(environment, who)),
  );
  if (!paul || !lucie || !claire) throw new Error('No user');
  for (const kind of ['delivery', 'receive'] as const) {
    const view = await environment.bot.handleIntent(paul, { kind, ...key }, 'o');
    expect(cardIn(view).title).toBe('Ce n’est pas possible ici');
    expect(
      cardIn(await environment.bot.handleIntent(lucie, { kind, ...key }, 'o')).title,
    ).toContain('L-');
  }
  const form = await environment.bot.handleIntent(claire, { kind: 'receive', ...key }, 'o');
  const last = await environment.bot.handleSubmission(claire, submissionOf(form, first));
  const forged = await environment.bot.handleSubmission(paul, submissionOf(last, signature));
  expect(cardIn(forged).title).toBe('Ce n’est pas possible ici');
  const seen = await environment.bot.handleSubmission(lucie, submissionOf(last, signature));
  expect(cardIn(seen).title).toBe('Ce n’est pas possible ici');
  expect(await receiptsOf(environment)).toEqual([]);
});
