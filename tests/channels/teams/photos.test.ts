import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { damageKey } from '../../../functions/adapters/dynamodb/keys.ts';
import { recordOf } from '../../lambdas/record-of.ts';
import { crochepierre, durand, jeanMoulin, mailbox } from '../../shared/examples.ts';
import { createTestEnvironment, type TestEnvironment } from '../../shared/test-environment.ts';
import { personInTeams, type Shown } from './person-in-teams.ts';
import { openTeamsEndpoint, type TeamsInbound } from './teams-endpoint.ts';

/* Attachments of the shapes that Microsoft documents; the playground sends none. */

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

const addressOf = (id: string) => `${teams.service.url}/v3/attachments/${id}/views/original`;

/** A pasted picture: Teams adds the text as HTML, and may name the picture twice. */
const pasted = (...ids: readonly string[]) => ({
  attachments: ids.flatMap((id) => [
    { contentType: 'image/*', contentUrl: addressOf(id) },
    { contentType: 'image/*', contentUrl: addressOf(id) },
    { contentType: 'text/html', content: `<p><img src="https://eu-api.asm.skype.com/${id}"></p>` },
  ]),
});

const downloadUrl =
  'https://departement47-my.sharepoint.com/personal/claire/_layouts/15/download.aspx?tempauth=abc';
const file = (name: string, fileType: string) => ({
  attachments: [
    {
      contentType: 'application/vnd.microsoft.teams.file.download.info',
      contentUrl: `https://departement47-my.sharepoint.com/personal/claire/${name}`,
      name,
      content: {
        downloadUrl,
        uniqueId: '1150D938-8870-4044-9F2C-5BBDEBA70C9D',
        fileType,
        etag: '',
      },
    },
  ],
});

async function sends(
  changes: { readonly conversation?: { readonly id: string }; readonly attachments: unknown },
  text = '',
): Promise<Shown> {
  expect(await teams.say(text, changes)).toEqual({ status: 200, body: undefined });
  const { conversation } = changes;
  return personInTeams(teams, undefined, conversation ? { conversation } : {}).read();
}

const answers = {
  ...{ building: 'B', level: '', corridor: '', lockers: '101-103', parts: 'door' },
  ...{ dangerous: 'false', maker: 'old' },
};
const damages = () => environment.damages.listOf(crochepierre.uai);
const photosOf = async () => (await damages()).map(({ photos }) => photos);
const waiting = (address: string) =>
  expect.objectContaining({ state: 'waiting', from: { channel: 'teams', file: address } });

describe('a picture in the personal chat', () => {
  test('opens a report, stays with it through errors, and is downloaded', async () => {
    let card = await sends(pasted('p1'));
    expect(claire.text(card)).toContain('1 photo jointe');
    card = await claire.press(card, 'Envoyer', { building: 'B', lockers: '101-103' });
    expect(card.speak).toContain('à corriger');
    card = await claire.press(card, 'Envoyer', answers);
    expect(card.speak).toContain('le Département a bien reçu votre signalement');
    expect(await photosOf()).toEqual([[waiting(addressOf('p1'))]]);

    const [damage] = await damages();
    const Records = [await recordOf(environment, damageKey(crochepierre.uai, damage?.id ?? ''))];
    await environment.consumeStream({ Records });
    expect(environment.chatJobs.filter(({ kind }) => kind === 'photo')).toMatchObject([
      { channel: 'teams', photo: { damageId: damage?.id }, file: addressOf('p1') },
    ]);
  });

  test('fills in the report from the text beside it', async () => {
    let card = await sends(pasted('p1'), '2 portes cassées bâtiment B, casiers 101-103');
    expect(claire.valueOf(card, 'lockers')).toBe('101-103');
    card = await sends(pasted('p2'), 'regardez donc ça');
    expect(claire.valueOf(card, 'description')).toBe('regardez donc ça');
  });

  test.each(['jpg', 'JPEG', 'png', 'webp'])('may be a file: %s', async (type) => {
    let card = await sends(file(`IMG_1.${type}`, type));
    card = await claire.press(card, 'Envoyer', answers);
    expect(await photosOf()).toEqual([[waiting(downloadUrl)]]);
  });

  test('may be several: six at most, each once', async () => {
    const ids = ['1', '2', '3', '4', '5', '6', '7'];
    const card = await sends(pasted(...ids));
    expect(claire.text(card)).toContain('6 photos jointes');
    await claire.press(card, 'Envoyer', answers);
    const [photos = []] = await photosOf();
    expect(photos.map(({ from }) => from?.file)).toEqual(ids.slice(0, 6).map(addressOf));
  });

  test('is added once when the report is sent twice', async () => {
    const card = await sends(pasted('p1'));
    await Promise.all([
      claire.press(card, 'Envoyer', answers),
      claire.press(card, 'Envoyer', answers),
    ]);
    expect(await photosOf()).toEqual([[waiting(addressOf('p1'))]]);
  });

  test('is kept while the person links the account first', async () => {
    const nina = personInTeams(teams, {
      ...{ id: '29:nina', aadObjectId: '22222222-2222-4222-8222-222222222222', name: 'Nina Roy' },
      email: 'nina.roy@colleges.example.org',
    });
    const account = { id: '29:nina', aadObjectId: '22222222-2222-4222-8222-222222222222' };
    await teams.say('', pasted('p1'), { ...account, name: 'Nina Roy' });
    let card = await nina.press(nina.read(), 'Choisir mon collège');
    card = await nina.press(card, nina.titles(card)[0] ?? '', { college: crochepierre.uai });
    const [{ data } = { data: {} }] = card.actions;
    const { formState } = data as { formState: { id: string } };
    const code = await environment.tokenSigner.codeOf(formState.id);
    card = await nina.press(card, nina.titles(card)[0] ?? '', { code });
    expect(nina.text(card)).toContain('1 photo jointe');
    await nina.press(card, 'Envoyer', answers);
    expect(await photosOf()).toEqual([[waiting(addressOf('p1'))]]);
    expect(mailbox.mailboxOf).toEqual([crochepierre.uai]);
  });
});

describe('a picture within half an hour of a report', () => {
  async function report() {
    const card = await claire.say('signaler');
    await claire.press(card, 'Envoyer', answers);
    const [damage] = await damages();
    return `D-${crochepierre.uai}-${damage?.id}`;
  }

  test('is offered to that report, and added once', async () => {
    const reference = await report();
    const question = await sends(pasted('p1'));
    expect(claire.text(question)).toContain(reference);
    const missing = await claire.press(question, 'Ajouter');
    expect(missing.speak).toContain('à corriger');
    const card = await claire.press(missing, 'Ajouter', { damage: reference });
    expect(card.speak).toContain('1 photo ajoutée');
    await claire.press(question, 'Ajouter', { damage: reference });
    expect(await photosOf()).toEqual([[waiting(addressOf('p1'))]]);
  });

  test('may be of another damage', async () => {
    await report();
    environment.setClock('2026-01-14T08:30:00.000Z');
    let card = await claire.press(await sends(pasted('p1')), 'Ajouter', { damage: 'other' });
    expect(claire.text(card)).toContain('1 photo jointe');
    card = await claire.press(card, 'Envoyer', { ...answers, lockers: '201' });
    expect(await photosOf()).toEqual([[waiting(addressOf('p1'))], []]);
  });

  test('is not added to a report with six photos', async () => {
    const reference = await report();
    await claire.press(await sends(pasted('1', '2', '3', '4', '5')), 'Ajouter', {
      damage: reference,
    });
    const card = await claire.press(await sends(pasted('6', '7')), 'Ajouter', {
      damage: reference,
    });
    expect(card.speak).toContain('1 photo ajoutée');
    expect(card.speak).toContain('plus de place pour 1 photo');
    // Six is the maximum: the picture opens a new report.
    expect(claire.text(await sends(pasted('8')))).toContain('1 photo jointe');
  });

  test('is not offered to an older report, nor to a colleague’s', async () => {
    await report();
    environment.setClock('2026-01-14T08:43:00.000Z');
    expect(claire.text(await sends(pasted('p1')))).toContain('1 photo jointe');
    const [damage] = await damages();
    expect(damage?.reportedBy).toBe(durand.mail);
  });

  test('is not added to a report of another collège, even with a forged card', async () => {
    await report();
    const card = await sends(pasted('p1'));
    const [action] = card.actions;
    const data = { ...action?.data, damage: `D-${jeanMoulin.uai}-7F3K2M` };
    const { body } = await teams.press({ ...action, data });
    expect(body.value.speak).toContain('à corriger');
    expect(await photosOf()).toEqual([[]]);
  });
});

describe('no photo', () => {
  test.each([
    ['a file of something else', () => file('bon.pdf', 'pdf')],
    [
      'a card',
      () => ({ attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive' }] }),
    ],
    ['a picture without its address', () => ({ attachments: [{ contentType: 'image/png' }] })],
    ['what is no attachment', () => ({ attachments: [null, 3, 'x'] })],
    [
      'an address too long to carry',
      () => ({
        attachments: [{ contentType: 'image/*', contentUrl: addressOf('x'.repeat(2000)) }],
      }),
    ],
    [
      'a picture in a channel, where Teams lets no bot fetch it',
      () => ({
        ...pasted('p1'),
        conversation: { id: '19:x@thread.tacv2;messageid=1', conversationType: 'channel' },
      }),
    ],
  ])('is %s: only the text is answered', async (_, changes) => {
    const card = await sends(changes(), 'aide');
    expect(claire.text(card)).not.toContain('photo jointe');
    expect(claire.titles(card)).not.toContain('Envoyer');
  });
});
