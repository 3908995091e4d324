import { afterEach, beforeEach, expect, test } from 'vitest';
import { campaign2026, crochepierre } from '../../shared/examples.ts';
import { openBrowser } from '../web/browser.ts';
import { openSlack, textOf } from './slack-desk.ts';
import { createSlackEnvironment, type SlackEnvironment } from './slack-environment.ts';

let environment: SlackEnvironment;
beforeEach(async () => {
  environment = await createSlackEnvironment();
});
afterEach(() => environment.slack.close());

test('a declaration begun in Slack is finished on the site, with one journal', async () => {
  const claire = openSlack(environment, 'claire');
  await claire.command('il nous faut 12 casiers en 6e');
  await claire.command('besoin');
  await claire.submit({ 'Casiers en service aujourd’hui': '120' });

  const [, link = ''] =
    /"url":"https:\/\/casiers\.example\.org(\/lien\/[^"]+)"/.exec(JSON.stringify(claire.modal())) ??
    [];
  const browser = openBrowser(environment);
  await browser.get(link);
  const { location } = await browser.post(link, {});
  const page = await browser.get(location ?? '');
  expect(page.valueOf('lockersInService')).toBe('120');

  const filed = await browser.post((location ?? '').split('#')[0] ?? '', {
    ...page.hidden,
    lockersInService: '120',
    lockersToReplace: '24',
    contactName: 'Claire Durand',
    contactRole: 'secretaire-general',
    contactMail: 'claire.durand@colleges.example.org',
  });
  expect(filed.status).toBe(303);

  const declaration = await environment.declarations.find(crochepierre.uai, campaign2026.id);
  expect(declaration).toMatchObject({ state: 'filed', filing: { kind: 'needs' } });
  expect(declaration?.journal.map(({ what, channel }) => [what, channel])).toEqual([
    ['drafted', 'slack'],
    ['filed', 'web'],
  ]);
  await claire.command('état');
  expect(textOf(await claire.message())).toContain('déposée par Claire Durand, sur le site');
  expect(environment.errors).toEqual([]);
});
