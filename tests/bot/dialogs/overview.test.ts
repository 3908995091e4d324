import { expect, test } from 'vitest';
import { readAsk } from '../../../functions/content/language/sentences.ts';
import type { Ask } from '../../../functions/content/model/intent.ts';
import { newDelivery } from '../../../functions/domain/deliveries/delivery.ts';
import {
  chaumie,
  crochepierre,
  durand,
  inspector,
  jeanMoulin,
  lambert,
  petit,
  register,
} from '../../shared/examples.ts';
import { makeWorld, type World } from '../../shared/world.ts';
import { buttonOf, cardIn, formIn, sent, speakerOf, textOf } from '../speakers.ts';

const labels = (turn: Parameters<typeof cardIn>[0]) =>
  cardIn(turn).actions.map(({ label }) => label);

async function hear(world: World, who: { mail: string }, ask: Ask) {
  return world.talk.hear(await speakerOf(world, who), ask, 'o');
}

async function fileNothing(world: World) {
  const confirm = await hear(world, durand, { kind: 'declare-nothing' });
  return hear(world, durand, buttonOf(confirm, 'Déposer l’état néant'));
}

test('the overview says what is open until when, where the collège stands, and what is expected', async () => {
  const world = await makeWorld();
  const turn = await hear(world, durand, { kind: 'overview' });
  const text = textOf(turn);
  for (const said of ['31 mars 2026', 'n’a pas encore répondu', 'Répondre à la campagne']) {
    expect(text).toContain(said);
  }
  expect(labels(turn)).toEqual([
    'Déclarer un besoin',
    'Déclarer un état néant',
    'Signaler un dégât',
    'Voir où on en est',
    'Ouvrir le dossier du collège',
  ]);
  await fileNothing(world);
  const after = await hear(world, durand, { kind: 'overview' });
  expect(textOf(after)).toContain('État néant déposé le 14 janvier 2026 à 9 h 12');
  expect(textOf(after)).toContain('Rien pour le moment.');
  expect(labels(after)).not.toContain('Déclarer un état néant');
});

test('between two campaigns a damage is still reported', async () => {
  const world = await makeWorld({ now: '2026-06-01T08:00:00.000Z' });
  const turn = await hear(world, durand, { kind: 'overview' });
  expect(textOf(turn)).toContain('clos depuis le 31 mars 2026');
  expect(labels(turn)).not.toContain('Déclarer un besoin');
  expect(labels(turn)).toContain('Signaler un dégât');
});

test('the file of a collège holds all there is, at home and where it is asked for', async () => {
  const world = await makeWorld();
  const expected = { from: '2026-02-03', to: '2026-02-03' };
  const which = { uai: crochepierre.uai, id: 'a' };
  const act = { at: '2026-01-10T08:00:00.000Z', who: 'Service Éducation', opening: 'plan' };
  await world.deliveries.save(
    newDelivery({ lockers: 48, expected, orderNumber: '' }, which, { ...act, door: 'web' }),
  );
  for (const kind of ['home', 'standing'] as const) {
    const text = textOf(await hear(world, durand, { kind }));
    for (const said of ['Déclaration', 'Aucun dégât signalé', '48 casiers', '3 février 2026']) {
      expect(text).toContain(said);
    }
  }
  const text = textOf(await hear(world, durand, { kind: 'deliveries' }));
  expect(text).toContain('48 casiers');
});

test('who speaks for several collèges sees them all', async () => {
  const world = await makeWorld();
  const text = textOf(await hear(world, petit, { kind: 'overview' }));
  expect(text).toContain(crochepierre.name);
  expect(text).toContain(jeanMoulin.name);
  expect(text).not.toContain(chaumie.name);
});

test('the service Éducation sees the campaign at a glance, and nobody else does', async () => {
  const world = await makeWorld();
  await fileNothing(world);
  const turn = await hear(world, inspector, { kind: 'overview' });
  const text = textOf(turn);
  expect(text).toContain('"value":"1 / 3"');
  expect(text).toContain('Sans réponse : 2 collèges');
  expect(text).toContain(`${chaumie.name}, Agen`);
  for (const ask of [{ kind: 'overview' }, { kind: 'home' }] as const) {
    expect(textOf(await hear(world, lambert, ask))).not.toContain('Sans réponse');
  }
});

test('the service Éducation reads any collège, chosen from the register', async () => {
  const world = await makeWorld();
  const lucie = await speakerOf(world, inspector);
  const which = await world.talk.hear(lucie, { kind: 'standing' }, 'o');
  const turn = await world.talk.take(lucie, sent(which, { college: chaumie.uai }));
  expect(cardIn(turn).title).toContain(chaumie.name);
  expect(labels(turn)).not.toContain('Signaler un dégât');
});

test('nobody reads the file of a collège that is not theirs', async () => {
  const world = await makeWorld();
  for (const kind of ['overview', 'home', 'standing', 'deliveries'] as const) {
    const turn = await hear(world, lambert, { kind, uai: crochepierre.uai });
    expect(cardIn(turn).title).toBe('Ce n’est pas possible ici');
  }
});

test('a collège with a very long name is still told apart, within what a chat shows', async () => {
  const world = await makeWorld();
  const name = `Collège ${'des Très-Longues-Échelles 👩‍👩‍👧 '.repeat(5)}`;
  const long = { ...jeanMoulin, name };
  await world.departement.replaceRegister(
    [chaumie, long, crochepierre],
    '2026-01-14T08:00:00.000Z',
  );
  const which = await hear(world, petit, { kind: 'report' });
  const { shape } = formIn(which).form.schema();
  const { questions } = await import('../../../functions/content/model/form.ts');
  const control = shape['college'] && questions.get(shape['college'])?.control;
  const options = control?.kind === 'one-of' ? control.options : [];
  expect(options.map(({ label }) => label.length <= 75)).toEqual([true, true]);
  expect(options.some(({ label }) => label.endsWith('…, Marmande'))).toBe(true);
  expect(register).toHaveLength(3);
});

test('help lists what can be written, and suggests what was meant', async () => {
  const world = await makeWorld();
  const turn = await hear(world, durand, readAsk('bezoin'));
  expect(textOf(turn)).toContain('Vouliez-vous dire « besoin » ?');
  expect(buttonOf(turn, 'Déclarer un besoin')).toEqual({ kind: 'declare' });
});

test('the service Éducation asks for a correction, once, and of what it has read', async () => {
  const world = await makeWorld();
  await fileNothing(world);
  const lucie = await speakerOf(world, inspector);
  const ask = { kind: 'ask-correction', uai: crochepierre.uai, campaignId: '2026' } as const;
  const form = await world.talk.hear(lucie, ask, 'c1');
  const empty = await world.talk.take(lucie, sent(form, { correction: ' ' }));
  expect(Object.keys(formIn(empty).errors)).toEqual(['correction']);
  const done = await world.talk.take(lucie, sent(form, { correction: 'Vraiment rien ?' }));
  expect(textOf(done)).toContain('Vraiment rien ?');
  const twice = await world.talk.take(lucie, sent(form, { correction: 'Vraiment rien ?' }));
  expect(cardIn(twice)).toEqual(cardIn(done));
  const again = await world.talk.hear(lucie, ask, 'c2');
  expect(cardIn(again).title).toContain('ne peut plus');
  const refused = await hear(world, durand, ask);
  expect(cardIn(refused).title).toBe('Ce n’est pas possible ici');
});

test('every button says what it does in thirty characters, and fits in a button of a chat', async () => {
  const world = await makeWorld();
  const asks: readonly Ask[] = [
    ...(['overview', 'home', 'standing', 'deliveries', 'help', 'declare-nothing'] as const).map(
      (kind) => ({ kind }),
    ),
    readAsk(`il nous faut 12 casiers ${'"\\n" '.repeat(400)}`),
    readAsk(`porte cassée ${'101 '.repeat(400)}`),
  ];
  for (const who of [durand, petit, inspector]) {
    for (const ask of asks) {
      const turn = await hear(world, who, ask);
      if (turn.kind === 'form') {
        expect(JSON.stringify(turn.bookmark).length).toBeLessThan(2000);
        continue;
      }
      for (const { label, ask: pressed } of turn.notice.actions) {
        expect(label.length).toBeLessThanOrEqual(30);
        expect(JSON.stringify(pressed ?? {}).length).toBeLessThan(2000);
      }
    }
  }
});
