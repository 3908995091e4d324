import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { formRequest, signRequest } from '../../../infra/local/slack-simulator/sender.ts';
import { campaign2026, crochepierre, jeanMoulin } from '../../shared/examples.ts';
import { slackSigningSecret } from '../../shared/slack-environment.ts';
import { openSlack, textOf } from './slack-desk.ts';
import { createSlackEnvironment, type SlackEnvironment } from './slack-environment.ts';

let environment: SlackEnvironment;
let claire: ReturnType<typeof openSlack>;
beforeEach(async () => {
  environment = await createSlackEnvironment();
  claire = openSlack(environment, 'claire');
});
afterEach(() => environment.slack.close());

const stored = () => environment.declarations.find(crochepierre.uai, campaign2026.id);
const file = 'Déposer l’état néant';

describe('an état néant', () => {
  test('is filed by the confirmation button, not before', async () => {
    await claire.command('néant');
    expect(textOf(await claire.message())).toContain('Rien n’est encore déposé');
    expect(await stored()).toBeUndefined();
    await claire.pressInMessage(file);
    expect(await stored()).toMatchObject({ state: 'filed', filing: { kind: 'nothing-needed' } });
    expect(textOf(claire.modal())).toContain('état néant');
    expect(environment.errors).toEqual([]);
  });

  test('is filed once by a double click', async () => {
    await claire.command('néant');
    await Promise.all([claire.pressInMessage(file), claire.pressInMessage(file)]);
    expect(await stored()).toMatchObject({ state: 'filed', version: 1 });
    expect(textOf(claire.modal())).toContain('état néant');
  });

  test('is not filed over a colleague’s newer declaration: an old button says so', async () => {
    await claire.command('néant');
    const omar = openSlack(environment, 'omar');
    await omar.command('néant');
    await omar.submit({ 'Quel collège ?': 'Collège André Crochepierre, Villeneuve-sur-Lot' });
    await omar.press(file);
    await claire.pressInMessage(file);
    expect(await stored()).toMatchObject({ version: 1, journal: [{ who: 'Omar Petit' }] });
    expect(textOf(claire.modal())).toContain('Omar Petit');
  });

  test('is not filed after the campaign has closed', async () => {
    await claire.command('néant');
    environment.setClock('2026-04-02T08:00:00.000Z');
    await claire.pressInMessage(file);
    expect(await stored()).toBeUndefined();
    expect(textOf(claire.modal())).toContain('clos');
  });
});

describe('a button that is pressed', () => {
  test('in a modal shows the next view in that modal', async () => {
    await claire.command('néant');
    await claire.pressInMessage(file);
    const { id } = claire.modal();
    await claire.press('Voir où on en est');
    expect(claire.modals()).toHaveLength(1);
    expect(claire.modal().id).toBe(id);
    expect(textOf(claire.modal())).toContain('Crochepierre');
  });

  test('in the Home tab opens a modal', async () => {
    await claire.openHome();
    await claire.pressInHome('Signaler un dégât');
    expect(textOf(claire.modal())).toContain('Bâtiment');
  });

  test.each(['{"kind":"obliterate"}', '{"kind":', '', '{"kind":"damage","uai":"x","id":"y"}'])(
    'with the payload %s answers that it is too old',
    async (value) => {
      await claire.command('aide');
      const message = await claire.message();
      await environment.slack.client.pressInMessage('claire', message, {
        ...{ type: 'button', block_id: 'b', action_id: 'intent:0', value },
      });
      expect(textOf(claire.modal())).toContain('Ce bouton n’est plus valable');
      expect(environment.errors).toEqual([]);
    },
  );

  test('and is forged for another collège shows nothing of it', async () => {
    await claire.command('aide');
    const intent = { kind: 'status', uai: jeanMoulin.uai };
    await environment.slack.client.pressInMessage('claire', await claire.message(), {
      ...{ type: 'button', block_id: 'b', action_id: 'intent:0', value: JSON.stringify(intent) },
    });
    expect(textOf(claire.modal())).not.toContain('Marmande');
  });

  test('and links to the site is only acknowledged', async () => {
    await claire.command('aide');
    const delivered = await claire.pressInMessage('Ouvrir le site');
    expect(delivered).toMatchObject({ kind: 'answered', reply: { status: 200, body: '' } });
    expect(claire.modals()).toEqual([]);
  });
});

describe('a modal that cannot open', () => {
  test('because Slack fails leaves the answer where the click was', async () => {
    await claire.command('néant');
    environment.slack.faults.plan({ kind: 'broken' }, { method: 'views.open', times: 2 });
    await claire.pressInMessage(file);
    expect(claire.modals()).toEqual([]);
    expect(textOf(await claire.message())).toContain('état néant');
    expect(await stored()).toMatchObject({ state: 'filed' });
    expect(environment.errors).toHaveLength(1);
  });

  test('because of a rate limit offers the form again', async () => {
    const limited = { kind: 'rate-limited', retryAfterSeconds: 30 } as const;
    environment.slack.faults.plan(limited, { method: 'views.open' });
    await claire.command('dégât');
    expect(claire.modals()).toEqual([]);
    await claire.pressInMessage('Ouvrir le formulaire');
    expect(textOf(claire.modal())).toContain('Bâtiment');
  });

  test('because it was closed meanwhile is not an error', async () => {
    await claire.command('néant');
    await claire.pressInMessage(file);
    const pressed = claire.press('Voir où on en est');
    await environment.slack.client.close('claire', true);
    expect(await pressed).toMatchObject({ reply: { status: 200 } });
    expect(environment.errors).toEqual([]);
  });

  test('because its trigger has expired leaves the answer where the click was', async () => {
    await claire.command('dégât');
    const request = environment.requests.at(-1);
    await environment.slack.client.close('claire', true);
    const fields = new URLSearchParams(request?.body);
    fields.set('trigger_id', '1.2.gone');
    const late = formRequest(Object.fromEntries(fields));
    await environment.post(signRequest(late, slackSigningSecret, environment.clock.now()));
    expect(claire.modals()).toEqual([]);
    expect(textOf(await claire.message())).toContain('Signaler un dégât');
    expect(environment.errors).toMatchObject([{ name: 'SlackApiError invalid_trigger_id' }]);
  });

  test('because the same click came twice gets no second answer', async () => {
    await claire.command('dégât');
    const before = (await claire.messages()).length;
    const again = environment.requests.at(-1) ?? { headers: {}, body: '' };
    expect((await environment.post(again)).status).toBe(200);
    expect(claire.modals()).toHaveLength(1);
    expect(await claire.messages()).toHaveLength(before);
    expect(environment.errors).toEqual([]);
  });
});
