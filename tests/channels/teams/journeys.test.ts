import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { crochepierre, durand, mailbox } from '../../shared/examples.ts';
import { createTestEnvironment, type TestEnvironment } from '../../shared/test-environment.ts';
import { openBrowser } from '../web/browser.ts';
import { personInTeams } from './person-in-teams.ts';
import { openTeamsEndpoint, type TeamsInbound } from './teams-endpoint.ts';

/* Whole dialogs with real tokens, the real handler, bot and store. Every card is checked. */

let environment: TestEnvironment;
let teams: TeamsInbound;
let claire: ReturnType<typeof personInTeams>;

beforeEach(async () => {
  environment = await createTestEnvironment();
  teams = await openTeamsEndpoint(environment);
  claire = personInTeams(teams);
});
afterEach(async () => {
  await teams.close();
  expect(teams.errors).toEqual([]);
});

const filed = () => environment.declarations.find(crochepierre.uai, '2026');
const contact = {
  contactName: 'Claire Durand',
  contactRole: 'secretaire-general',
  contactMail: durand.mail,
};

describe('declaring needs in Teams', () => {
  test('goes step by step, shows errors beside their answers, and ends with an acknowledgment', async () => {
    let card = await claire.say('Déclarer');
    card = await claire.press(card, 'Continuer', { lockersInService: 'beaucoup' });
    expect(claire.text(card)).toContain('Écrivez un nombre en chiffres');
    expect(claire.valueOf(card, 'lockersInService')).toBe('beaucoup');
    card = await claire.press(card, 'Continuer', { lockersInService: '120' });
    card = await claire.press(card, 'Continuer', { lockersToReplace: '24', pupils: '6e,segpa' });
    card = await claire.press(card, 'Retour', {});
    expect(claire.valueOf(card, 'lockersToReplace')).toBe('24');
    expect(claire.valueOf(card, 'pupils')).toBe('6e,segpa');
    card = await claire.press(card, 'Continuer');
    card = await claire.press(card, 'Continuer', { lockersToTakeBack: '24' });
    card = await claire.press(card, claire.titles(card)[0] ?? '', contact);
    expect(card.speak).toContain('le Département a bien reçu');
    expect(claire.read()).toEqual(card);
    const declaration = await filed();
    expect(declaration).toMatchObject({
      state: 'filed',
      filing: { kind: 'needs', needs: { lockersToReplace: 24, pupils: ['6e', 'segpa'] } },
    });
    expect(declaration?.journal.at(-1)).toMatchObject({ what: 'filed', channel: 'teams' });
  });

  test('is filed once when the button is pressed twice, and an old card says so', async () => {
    let card = await claire.say('déclarer');
    const first = card;
    card = await claire.press(card, 'Continuer', { lockersInService: '120' });
    card = await claire.press(card, 'Continuer', { lockersToReplace: '24' });
    card = await claire.press(card, 'Continuer', {});
    const send = claire.titles(card)[0] ?? '';
    const [one, other] = await Promise.all([
      claire.press(card, send, contact),
      claire.press(card, send, contact),
    ]);
    expect(other.speak).toBe(one.speak);
    expect((await filed())?.journal.filter(({ what }) => what === 'filed')).toHaveLength(1);
    const conflicting = await claire.press(first, 'Continuer', { lockersInService: '3' });
    expect(conflicting.speak).not.toBe(first.speak);
    expect((await filed())?.filing).toMatchObject({ needs: { lockersInService: 120 } });
  });

  test('is begun in Teams and finished on the site, with the same draft', async () => {
    const card = await claire.say('déclarer');
    await claire.press(card, 'Continuer', { lockersInService: '77' });
    const browser = openBrowser(environment);
    await browser.signIn(durand);
    const page = await browser.get('/declarations/2026-0470678G/formulaire');
    expect(page.valueOf('lockersInService')).toBe('77');
  });

  test('of an état néant is confirmed before it is filed', async () => {
    const confirmation = await claire.say('néant');
    expect(await filed()).toBeUndefined();
    await claire.press(confirmation, 'Déposer l’état néant');
    expect((await filed())?.filing).toMatchObject({ kind: 'nothing-needed' });
  });
});

describe('reporting a damage in Teams', () => {
  test('begins with a sentence that is confirmed, completed and sent', async () => {
    const confirmation = await claire.say('2 portes cassées bâtiment B, casiers 101-103');
    expect(claire.text(confirmation)).toContain('101-103');
    let card = await claire.press(confirmation, 'Continuer le signalement');
    expect(claire.valueOf(card, 'lockers')).toBe('101-103');
    card = await claire.press(card, 'Envoyer', { maker: 'old' });
    expect(claire.text(card)).toContain('Dites si quelqu’un peut se blesser.');
    expect(claire.valueOf(card, 'maker')).toBe('old');
    card = await claire.press(card, 'Envoyer', { dangerous: 'false' });
    const [damage] = await environment.damages.listOf(crochepierre.uai);
    expect(damage).toMatchObject({ lockersCount: 3, parts: ['door'], maker: 'old' });
    expect(damage?.journal[0]).toMatchObject({ channel: 'teams', who: durand.name });
  });

  test('links to the site for photos, signed in for half an hour', async () => {
    const card = await claire.say('dégât');
    expect(card.actions.at(-1)).toMatchObject({
      title: 'Ajouter des photos sur le site',
      url: expect.stringContaining(environment.environment.SITE_URL),
    });
  });
});

describe('a colleague who is not linked', () => {
  test('links the account with the code sent to the official mailbox, then declares', async () => {
    const nina = personInTeams(teams, {
      ...{ id: '29:nina', aadObjectId: '22222222-2222-4222-8222-222222222222', name: 'Nina Roy' },
      email: 'nina.roy@colleges.example.org',
    });
    let card = await nina.say('déclarer');
    expect(card.speak).toContain('n’est rattachée à aucun collège');
    card = await nina.press(card, 'Choisir mon collège');
    card = await nina.press(card, nina.titles(card)[0] ?? '', { college: crochepierre.uai });
    const [{ data } = { data: {} }] = card.actions;
    const { formState } = data as { formState: { id: string } };
    const code = await environment.tokenSigner.codeOf(formState.id);
    const wrong = code === '111111' ? '222222' : '111111';
    card = await nina.press(card, nina.titles(card)[0] ?? '', { code: wrong });
    expect(card.speak).toContain('1 réponse à corriger');
    card = await nina.press(card, nina.titles(card)[0] ?? '', { code });
    expect(nina.text(card)).toContain('Casiers en service');
    expect(await environment.persons.find('nina.roy@colleges.example.org')).toMatchObject({
      memberOf: [crochepierre.uai],
    });
    expect(mailbox.mailboxOf).toEqual([crochepierre.uai]);
  });
});

describe('in a channel', () => {
  test('a form that one person opened cannot file for another', async () => {
    const conversation = { conversationType: 'channel', id: '19:x@thread.tacv2;messageid=1' };
    const omar = personInTeams(
      teams,
      {
        ...{ id: '29:paul', aadObjectId: '33333333-3333-4333-8333-333333333333' },
        ...{ name: 'Paul Lambert', email: 'paul.lambert@colleges.example.org' },
      },
      { conversation },
    );
    // The card is in the private chat of its reader: the button of another person is forged.
    const confirmation = await claire.say('néant');
    const refused = await omar.press(confirmation, 'Déposer l’état néant');
    expect(refused.speak).not.toContain('bien reçu');
    expect(await filed()).toBeUndefined();
  });
});
