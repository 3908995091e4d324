import { describe, expect, test } from 'vitest';
import type { FormView } from '../../../../functions/bot/model/views.ts';
import { formModal } from '../../../../functions/channels/slack/render/form-modal.ts';
import { parseViewState } from '../../../../functions/channels/slack/view-state.ts';
import { damageForm } from '../../../../functions/content/damages/forms.ts';
import { declarationForm } from '../../../../functions/content/declarations/forms.ts';
import {
  day,
  fields,
  line,
  lockers,
  oneOf,
  severalOf,
  text,
} from '../../../../functions/content/fields.ts';
import type { Form } from '../../../../functions/content/model/form.ts';
import { blockKitProblems } from '../../../../infra/local/slack-simulator/block-kit/rules.ts';

const choices = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`v${index}`, `Choix ${index}`]));

/** A form that nobody has thought of yet: one question of each kind, and many. */
const invented: Form = {
  id: 'invented',
  title: 'Un formulaire que personne n’a encore imaginé',
  shortTitle: 'Inventé',
  steps: [
    { title: 'Les mots', intro: 'Pour commencer.', fields: ['name', 'story', 'numbers'] },
    { title: 'Les choix', fields: ['few', 'many', 'very', 'several', 'manyMore'] },
    { title: 'Les jours', fields: ['from'] },
  ],
  schema: fields(() => ({
    name: line({
      label: 'Votre nom',
      hint: 'Comme vous l’écrivez',
      missing: 'Écrivez-le.',
      maxLength: 9,
    }),
    story: text({ label: 'Votre histoire', maxLength: 2000 }),
    numbers: lockers({ label: 'Des numéros' }),
    few: oneOf(choices(2), { label: 'Deux', missing: 'Choisissez.' }),
    many: oneOf(choices(28), { label: 'Vingt-huit', missing: 'Choisissez.' }),
    very: oneOf(choices(250), { label: 'Deux cent cinquante', missing: 'Choisissez.' }),
    several: severalOf(choices(10), { label: 'Dix' }),
    manyMore: severalOf(choices(11), { label: 'Onze' }),
    from: day({ label: 'Depuis quand' }),
  })),
};

function viewOf(form: Form, more: Partial<FormView> = {}): FormView {
  return {
    kind: 'form',
    form,
    steps: [0],
    answers: {},
    errors: {},
    about: 'Collège André Crochepierre, Villeneuve-sur-Lot',
    formState: { form: form.id, expectedVersion: 3, idempotencyKey: 'one', step: 0 },
    sendLabel: 'Continuer',
    keepsDrafts: false,
    photos: 0,
    ...more,
  };
}

const draw = (form: Form, more?: Partial<FormView>) => formModal(viewOf(form, more));
const wordsOf = (drawn: object) => JSON.stringify(drawn).replaceAll(/[\u00a0\u202f]/g, ' ');
const inputs = (drawn: ReturnType<typeof formModal>) =>
  drawn.blocks.flatMap((block) => ('element' in block ? [block] : []));

describe('a form that was written after this', () => {
  test('is drawn with all of its questions, within what Slack takes', () => {
    const drawn = draw(invented, { steps: [0, 1, 2] });
    expect(blockKitProblems(drawn)).toEqual([]);
    expect(inputs(drawn).map(({ element }) => element.type)).toEqual([
      'plain_text_input',
      'plain_text_input',
      'plain_text_input',
      'radio_buttons',
      'static_select',
      'static_select',
      'checkboxes',
      'multi_static_select',
      'datepicker',
    ]);
    expect(inputs(drawn)[0]).toMatchObject({
      label: { text: 'Votre nom' },
      hint: { text: 'Comme vous l’écrivez' },
      optional: false,
    });
  });

  test('has its many options in groups that are named after their ends', () => {
    const [, , very] = inputs(draw(invented, { steps: [1] }));
    expect(very?.element).toMatchObject({
      option_groups: [
        { label: { text: 'Choix 0 – Choix 99' }, options: { length: 100 } },
        { options: { length: 100 } },
        { label: { text: 'Choix 200 – Choix 249' }, options: { length: 50 } },
      ],
    });
  });

  test('says where one is in it, and how to go back', () => {
    const drawn = draw(invented, { steps: [1] });
    expect(wordsOf(drawn)).toContain('Étape 2 sur 3 : Les choix');
    expect(wordsOf(drawn)).toContain('"Retour"');
    expect(wordsOf(draw(invented, { steps: [0] }))).not.toContain('"Retour"');
    expect(wordsOf(draw(invented, { steps: [0, 1, 2] }))).not.toContain('Étape');
  });

  test('starts with what was answered', () => {
    const answers = {
      name: 'Éloïse',
      few: 'v1',
      very: 'v201',
      several: ['v3', 'v4'],
      from: '2026-02-03',
    };
    const drawn = draw(invented, { steps: [0, 1, 2], answers });
    expect(blockKitProblems(drawn)).toEqual([]);
    expect(inputs(drawn).map(({ element }) => element)).toMatchObject([
      { initial_value: 'Éloïse' },
      {},
      { multiline: true },
      { initial_option: { value: 'v1' } },
      {},
      { initial_option: { value: 'v201' } },
      { initial_options: [{ value: 'v3' }, { value: 'v4' }] },
      {},
      { initial_date: '2026-02-03' },
    ]);
  });

  test('shows a day that is none as it was typed, to be mended', () => {
    const [input] = inputs(draw(invented, { steps: [2], answers: { from: 'hier' } }));
    expect(input?.element).toMatchObject({ type: 'plain_text_input', initial_value: 'hier' });
  });

  test('is given back as it was sent', () => {
    const drawn = draw(invented, { steps: [0, 1, 2] });
    const given = [
      { type: 'plain_text_input', value: 'Éloïse' },
      { type: 'plain_text_input', value: null },
      { type: 'plain_text_input', value: '1-3' },
      { type: 'radio_buttons', selected_option: { value: 'v1' } },
      { type: 'static_select', selected_option: null },
      { type: 'static_select', selected_option: { value: 'v9' } },
      { type: 'checkboxes', selected_options: [{ value: 'v1' }, { value: 'v2' }] },
      { type: 'multi_static_select', selected_options: [] },
      { type: 'datepicker', selected_date: '2026-02-03' },
    ];
    const state = Object.fromEntries(
      inputs(drawn).map(({ block_id = '' }, index) => [block_id, { answer: given[index] ?? {} }]),
    );
    expect(parseViewState(state)).toEqual({
      answers: {
        ...{ name: 'Éloïse', story: '', numbers: '1-3', few: 'v1', many: '', very: 'v9' },
        ...{ several: ['v1', 'v2'], manyMore: [], from: '2026-02-03' },
      },
      files: [],
    });
  });
});

test.each<Form>([damageForm, declarationForm])(
  'every step of "$title" is within what Slack takes',
  (form) => {
    const steps = form.steps.map((_, index) => index);
    for (const shown of [...steps.map((step) => [step]), steps]) {
      expect(blockKitProblems(draw(form, { steps: shown, photos: 5 }))).toEqual([]);
    }
  },
);

test('photos are asked for as files, and only where they can come', () => {
  const [file] = inputs(draw(damageForm, { photos: 5 })).slice(-1);
  expect(file?.element).toMatchObject({ type: 'file_input', max_files: 5 });
  expect(wordsOf(draw(damageForm))).not.toContain('file_input');
  const files = [{ id: 'F1' }, { id: 'F2' }];
  expect(parseViewState({ photos: { photos: { files } } })).toEqual({
    answers: {},
    files: ['F1', 'F2'],
  });
});

test('what went wrong is said first, with the errors of questions that are not shown', () => {
  const errors = { maker: 'Choisissez.', building: 'Dites où.' };
  const drawn = draw(damageForm, { alert: 'Quelqu’un a écrit entre-temps.', errors });
  const said = wordsOf(drawn.blocks.slice(0, 5));
  expect(said).toContain('Quelqu’un a écrit entre-temps.');
  expect(said).toContain('Quels casiers ? Choisissez.');
  expect(blockKitProblems(drawn)).toEqual([]);
});

test('answers of somebody else’s version are not hidden by what this window remembers', () => {
  const ids = (expectedVersion: number) =>
    inputs(
      draw(damageForm, { formState: { ...viewOf(damageForm).formState, expectedVersion } }),
    ).map(({ block_id }) => block_id);
  expect(ids(3)).not.toEqual(ids(4));
});

test('the bookmark goes unseen, and the site is one click away', () => {
  const drawn = draw(damageForm, { site: 'https://casiers.example.org/lien/x', keepsDrafts: true });
  expect(JSON.parse(drawn.private_metadata ?? '')).toEqual(viewOf(damageForm).formState);
  expect(wordsOf(drawn)).toContain('https://casiers.example.org/lien/x');
  expect(wordsOf(drawn)).toContain('vous pouvez finir plus tard');
});
