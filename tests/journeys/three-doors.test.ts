import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSlack } from '../channels/slack/slack-desk.ts';
import { makeSlackWorld, type SlackWorld } from '../channels/slack/slack-world.ts';
import { personInTeams } from '../channels/teams/person-in-teams.ts';
import { openTeamsDoor, type TeamsDoor } from '../channels/teams/teams-door.ts';
import { openBrowser } from '../channels/web/browser.ts';
import { campaign2026, crochepierre, durand } from '../shared/examples.ts';

let world: SlackWorld;
let teams: TeamsDoor;
beforeEach(async () => {
  world = await makeSlackWorld();
  teams = await openTeamsDoor(world);
});
afterEach(() => Promise.all([world.slack.close(), teams.close()]));

test('a declaration begun in Teams, corrected in Slack and filed on the site: one declaration, one journal, three doors', async () => {
  const inTeams = personInTeams(teams);
  const begun = await inTeams.say('déclarer');
  await inTeams.press(begun, 'Continuer', { lockersInService: '120', lockersUnusable: '14' });

  world.setClock('2026-01-14T09:00:00.000Z');
  const inSlack = openSlack(world, 'claire');
  await inSlack.command('besoin');
  expect(JSON.stringify(inSlack.modal())).toContain('"initial_value":"120"');
  await inSlack.submit({ 'Casiers en service aujourd’hui': '130', 'Dont inutilisables': '14' });

  world.setClock('2026-01-14T10:00:00.000Z');
  const browser = openBrowser(world);
  await browser.signIn(durand);
  const path = '/declarations/2026-0470678G/formulaire';
  const page = await browser.get(path);
  expect(page.valueOf('lockersInService')).toBe('130');
  expect(page.valueOf('lockersUnusable')).toBe('14');
  const filed = await browser.post(path, {
    ...page.hidden,
    ...{ lockersInService: '130', lockersUnusable: '14', lockersToReplace: '24' },
    ...{ contactName: 'Claire Durand', contactRole: 'secretaire-general' },
    contactMail: durand.mail,
  });
  expect(filed.status).toBe(303);

  const declaration = await world.declarations.find(crochepierre.uai, campaign2026.id);
  expect(declaration?.journal.map(({ what, door }) => [what, door])).toEqual([
    ['drafted', 'teams'],
    ['drafted', 'slack'],
    ['filed', 'web'],
  ]);
  const seen = await inTeams.say('état');
  expect(inTeams.text(seen)).toContain('sur le site');
  expect([...world.errors, ...teams.errors]).toEqual([]);
});
