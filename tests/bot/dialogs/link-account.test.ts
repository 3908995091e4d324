import { expect, test } from 'vitest';
import { challengeKey } from '../../../functions/adapters/dynamodb/keys.ts';
import type { View } from '../../../functions/bot/model/views.ts';
import type { ChatUser } from '../../../functions/domain/people/person.ts';
import { openBrowser } from '../../channels/web/browser.ts';
import { recordOf } from '../../lambdas/record-of.ts';
import {
  chaumie,
  crochepierre,
  durand,
  inspector,
  jeanMoulin,
  mailbox,
} from '../../shared/examples.ts';
import { createTestEnvironment, type TestEnvironment } from '../../shared/test-environment.ts';
import {
  botUserOf,
  buttonOf,
  cardIn,
  formIn,
  submissionOf,
  textOf,
  unlinkedUser,
} from '../bot-users.ts';

async function requestCode(environment: TestEnvironment, idempotencyKey = 'o1') {
  const greeting = await environment.bot.handleIntent(
    unlinkedUser,
    { kind: 'status' },
    idempotencyKey,
  );
  const key = await environment.bot.handleIntent(
    unlinkedUser,
    buttonOf(greeting, 'Choisir mon collège'),
    idempotencyKey,
  );
  return environment.bot.handleSubmission(
    unlinkedUser,
    submissionOf(key, { college: crochepierre.uai }),
  );
}

const idOf = (view: View) => formIn(view).formState.id ?? '';
const codeOf = (environment: TestEnvironment, view: View) =>
  environment.tokenSigner.codeOf(idOf(view));
/** Stores a user as the chat described them, not linked yet. */
async function storeChatUser(
  environment: TestEnvironment,
  { account, mail, name }: Pick<ChatUser, 'account' | 'mail' | 'name'>,
) {
  const chatUser = { channel: 'slack', account, mail, name, trusted: false, version: 0 } as const;
  await environment.chatUsers.save({ ...chatUser, knownAt: '2026-01-14T08:12:00.000Z' });
}
const isTrusted = async (environment: TestEnvironment, { account }: Pick<ChatUser, 'account'>) =>
  (await environment.chatUsers.find('slack', account))?.trusted;
const inesOf = (environment: TestEnvironment) => environment.persons.find(unlinkedUser.mail);

test('an unlinked user is linked by the code sent to the official mailbox, and the intent goes on', async () => {
  const environment = await createTestEnvironment();
  await storeChatUser(environment, unlinkedUser);
  const form = await requestCode(environment);
  const code = await codeOf(environment, form);
  const card = await environment.bot.handleSubmission(
    unlinkedUser,
    submissionOf(form, { code: `${code.slice(0, 3)} ${code.slice(3)}` }),
  );
  expect(cardIn(card).title).toBe('Collège André Crochepierre, Villeneuve-sur-Lot');
  expect(await inesOf(environment)).toMatchObject({
    name: 'Inès Leroy',
    memberOf: [crochepierre.uai],
    mailboxOf: [],
    journal: [{ what: 'member-added', who: 'Inès Leroy', channel: 'slack' }],
  });
  expect(await isTrusted(environment, unlinkedUser)).toBe(true);
  const twice = await environment.bot.handleSubmission(unlinkedUser, submissionOf(form, { code }));
  expect(cardIn(twice)).toEqual(cardIn(card));
  expect((await inesOf(environment))?.version).toBe(1);
});

test('the mail with the code names the person who asks and the collège', async () => {
  const environment = await createTestEnvironment();
  const form = await requestCode(environment);
  const challenge = await environment.signIns.findChallenge(idOf(form));
  expect(challenge).toMatchObject({ mail: mailbox.mail, accountLink: { uai: crochepierre.uai } });
  await environment.consumeStream({
    Records: [await recordOf(environment, challengeKey(idOf(form)))],
  });
  const code = await codeOf(environment, form);
  expect(environment.sent).toHaveLength(1);
  const [mail] = environment.sent;
  expect(mail?.to).toBe(mailbox.mail);
  expect(mail?.subject.replace(/ /g, '')).toContain(code);
  for (const part of ['Inès Leroy', unlinkedUser.mail, crochepierre.name]) {
    expect(mail?.text).toContain(part);
  }
});

test('a link code opens no session, and a sign-in code links no account', async () => {
  const environment = await createTestEnvironment();
  const form = await requestCode(environment);
  const browser = openBrowser(environment);
  browser.setCookie('__Host-demande', idOf(form));
  const page = await browser.post('/connexion/code', { code: await codeOf(environment, form) });
  expect(page.status).toBe(422);
  expect(browser.cookies()).not.toHaveProperty('__Host-session');

  await browser.post('/connexion', { mail: mailbox.mail });
  const id = browser.cookies()['__Host-demande'] ?? '';
  const forged = submissionOf(form, { code: await browser.code() });
  const refused = await environment.bot.handleSubmission(unlinkedUser, {
    ...forged,
    formState: { ...forged.formState, id },
  });
  expect(cardIn(refused).title).toBe('Code expiré');
  expect(await inesOf(environment)).toBeUndefined();
});

test('a code expires after five wrong entries', async () => {
  const environment = await createTestEnvironment();
  const form = await requestCode(environment);
  const code = await codeOf(environment, form);
  const wrong = code === '000000' ? '000001' : '000000';
  const slip = await environment.bot.handleSubmission(
    unlinkedUser,
    submissionOf(form, { code: '12' }),
  );
  expect(formIn(slip).errors['code']).toContain('6 chiffres');
  for (const left of [4, 3, 2, 1]) {
    const again = await environment.bot.handleSubmission(
      unlinkedUser,
      submissionOf(form, { code: wrong }),
    );
    expect(formIn(again).errors['code']).toContain(`${left} essai`);
  }
  const over = await environment.bot.handleSubmission(
    unlinkedUser,
    submissionOf(form, { code: wrong }),
  );
  expect(cardIn(over).title).toBe('Code expiré');
  const late = await environment.bot.handleSubmission(unlinkedUser, submissionOf(form, { code }));
  expect(cardIn(late).title).toBe('Code expiré');
  expect(await inesOf(environment)).toBeUndefined();
});

test('a code is valid for ten minutes, and its intent can be started again', async () => {
  const environment = await createTestEnvironment();
  const form = await requestCode(environment);
  environment.setClock('2026-01-14T08:22:01.000Z');
  const late = await environment.bot.handleSubmission(
    unlinkedUser,
    submissionOf(form, { code: await codeOf(environment, form) }),
  );
  expect(buttonOf(late, 'Demander un autre code')).toEqual({
    kind: 'link-account',
    next: { kind: 'status' },
  });
});

test('a code is accepted only from the account that asked for it', async () => {
  const environment = await createTestEnvironment();
  const form = await requestCode(environment);
  const other = { ...unlinkedUser, account: 'T1/U666', mail: 'malo.ruse@colleges.example.org' };
  const view = await environment.bot.handleSubmission(
    other,
    submissionOf(form, { code: await codeOf(environment, form) }),
  );
  expect(cardIn(view).title).toBe('Code expiré');
  expect(await environment.persons.find(other.mail)).toBeUndefined();
});

test('the codes that one account can request are limited', async () => {
  const environment = await createTestEnvironment();
  for (let count = 0; count < 5; count += 1)
    expect((await requestCode(environment, `o${count}`)).kind).toBe('form');
  expect(cardIn(await requestCode(environment, 'o6')).title).toBe('Trop de demandes');
});

test('a collège without an official mailbox is referred to the service', async () => {
  const environment = await createTestEnvironment();
  const key = await environment.bot.handleIntent(unlinkedUser, { kind: 'link-account' }, 'o1');
  const view = await environment.bot.handleSubmission(
    unlinkedUser,
    submissionOf(key, { college: jeanMoulin.uai }),
  );
  expect(textOf(view)).toContain('Boîte officielle inconnue');
  expect(textOf(view)).toContain('education@casiers.example.org');
});

test('a collège that is not in the register is an error at the field', async () => {
  const environment = await createTestEnvironment();
  const key = await environment.bot.handleIntent(unlinkedUser, { kind: 'link-account' }, 'o1');
  for (const college of ['', '0470001A', 'constructor']) {
    const view = await environment.bot.handleSubmission(
      unlinkedUser,
      submissionOf(key, { college }),
    );
    expect(Object.keys(formIn(view).errors)).toEqual(['college']);
  }
});

test('a guest is linked to a known person only by a code sent to the mailbox of that person', async () => {
  const environment = await createTestEnvironment();
  const guest = { ...unlinkedUser, mail: durand.mail };
  await storeChatUser(environment, guest);
  const key = await environment.bot.handleIntent(guest, { kind: 'link-account' }, 'o1');
  const form = await environment.bot.handleSubmission(
    guest,
    submissionOf(key, { college: jeanMoulin.uai }),
  );
  expect(formIn(form).alert).toContain('Cette adresse est déjà connue');
  await environment.consumeStream({
    Records: [await recordOf(environment, challengeKey(idOf(form)))],
  });
  expect(environment.sent.map(({ to }) => to)).toEqual([durand.mail]);
  expect(environment.sent[0]?.text).toContain('Inès Leroy');
  const wrong = await environment.bot.handleSubmission(
    guest,
    submissionOf(form, { code: '12345 6' }),
  );
  expect(wrong.kind).toBe('form');
  expect(await isTrusted(environment, guest)).toBe(false);
  const code = await codeOf(environment, form);
  await environment.bot.handleSubmission(guest, submissionOf(form, { code }));
  await environment.bot.handleSubmission(guest, submissionOf(form, { code }));
  expect(await isTrusted(environment, guest)).toBe(true);
  expect((await environment.persons.find(durand.mail))?.memberOf).toEqual(durand.memberOf);
  const browser = openBrowser(environment);
  browser.setCookie('__Host-demande', idOf(form));
  expect((await browser.post('/connexion/code', { code })).status).toBe(422);
});

test('a linked user can be linked to one more collège and keeps the first', async () => {
  const environment = await createTestEnvironment();
  await environment.persons.save({
    ...mailbox,
    mail: 'ce.chaumie@colleges.example.org',
    mailboxOf: [chaumie.uai],
  });
  const claire = await botUserOf(environment, durand);
  const key = await environment.bot.handleIntent(claire, { kind: 'link-account' }, 'o1');
  const form = await environment.bot.handleSubmission(
    claire,
    submissionOf(key, { college: chaumie.uai }),
  );
  await environment.bot.handleSubmission(
    claire,
    submissionOf(form, { code: await codeOf(environment, form) }),
  );
  expect((await environment.persons.find(durand.mail))?.memberOf).toEqual([
    crochepierre.uai,
    chaumie.uai,
  ]);
});

test('an unlinked user who sends the form of another user is asked to link the account', async () => {
  const environment = await createTestEnvironment();
  const claire = await botUserOf(environment, durand);
  const form = await environment.bot.handleIntent(claire, { kind: 'declare' }, 'o1');
  const view = await environment.bot.handleSubmission(
    unlinkedUser,
    submissionOf(form, { lockersInService: '1' }),
  );
  expect(cardIn(view).title).toBe('Rattachez-vous à votre collège');
});

test('an unlinked user who asks for help also reads how to link the account', async () => {
  const environment = await createTestEnvironment();
  const view = await environment.bot.handleIntent(unlinkedUser, { kind: 'help' }, 'o1');
  expect(textOf(view)).toContain('Ce que vous pouvez écrire');
  expect(buttonOf(view, 'Choisir mon collège')).toMatchObject({ kind: 'link-account' });
});

test('the service Éducation is not asked to link a collège', async () => {
  const environment = await createTestEnvironment();
  const view = await environment.bot.handleIntent(
    await botUserOf(environment, inspector),
    { kind: 'report' },
    'o1',
  );
  expect(cardIn(view).title).toBe('Réservé aux collèges');
});
