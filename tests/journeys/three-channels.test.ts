import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSlack } from '../channels/slack/slack-desk.ts';
import {
  createSlackEnvironment,
  type SlackEnvironment,
} from '../channels/slack/slack-environment.ts';
import { personInTeams } from '../channels/teams/person-in-teams.ts';
import { openTeamsEndpoint, type TeamsInbound } from '../channels/teams/teams-endpoint.ts';
import { openBrowser } from '../channels/web/browser.ts';
import { campaign2026, crochepierre, durand } from '../shared/examples.ts';

let environment: SlackEnvironment;
let teams: TeamsInbound;
beforeEach(async () => {
  environment = await createSlackEnvironment();
  teams = await openTeamsEndpoint(environment);
});
afterEach(() => Promise.all([environment.slack.close(), teams.close()]));

test('a declaration begun in Teams, corrected in Slack and filed on the site: one declaration, one journal, three doors', async () => {
  const inTeams = personInTeams(teams);
  const begun = await inTeams.say('déclarer');
  await inTeams.press(begun, 'Continuer', { lockersInService: '120', lockersUnusable: '14' });

  environment.setClock('2026-01-14T09:00:00.000Z');
  const inSlack = openSlack(environment, 'claire');
  await inSlack.command('besoin');
  expect(JSON.stringify(inSlack.modal())).toContain('"initial_value":"120"');
  await inSlack.submit({ 'Casiers en service aujourd’hui': '130', 'Dont inutilisables': '14' });

  environment.setClock('2026-01-14T10:00:00.000Z');
  const browser = openBrowser(environment);
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

  const declaration = await environment.declarations.find(crochepierre.uai, campaign2026.id);
  expect(declaration?.journal.map(({ what, channel }) => [what, channel])).toEqual([
    ['drafted', 'teams'],
    ['drafted', 'slack'],
    ['filed', 'web'],
  ]);
  const seen = await inTeams.say('état');
  expect(inTeams.text(seen)).toContain('sur le site');
  expect([...environment.errors, ...teams.errors]).toEqual([]);
});
