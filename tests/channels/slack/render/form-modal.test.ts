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

/** A form with a question of each kind, and with many options. */
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
    audience: 'reader',
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

const render = (form: Form, more?: Partial<FormView>) => formModal(viewOf(form, more));
const wordsOf = (modal: object) => JSON.stringify(modal).replaceAll(/[\u00a0\u202f]/g, ' ');
const inputs = (modal: ReturnType<typeof formModal>) =>
  modal.blocks.flatMap((block) => ('element' in block ? [block] : []));

describe('a new form', () => {
  test('is shown with all of its questions, within the limits of Slack', () => {
    const modal = render(invented, { steps: [0, 1, 2] });
    expect(blockKitProblems(modal)).toEqual([]);
    expect(inputs(modal).map(({ element }) => element.type)).toEqual([
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
    expect(inputs(modal)[0]).toMatchObject({
      label: { text: 'Votre nom' },
      hint: { text: 'Comme vous l’écrivez' },
      optional: false,
    });
  });

  test('has more than a hundred options in groups named after their first and last', () => {
    const [, , very] = inputs(render(invented, { steps: [1] }));
    expect(very?.element).toMatchObject({
      option_groups: [
        { label: { text: 'Choix 0 – Choix 99' }, options: { length: 100 } },
        { options: { length: 100 } },
        { label: { text: 'Choix 200 – Choix 249' }, options: { length: 50 } },
      ],
    });
  });

  test('shows the step and a way back', () => {
    const modal = render(invented, { steps: [1] });
    expect(wordsOf(modal)).toContain('Étape 2 sur 3 : Les choix');
    expect(wordsOf(modal)).toContain('"Retour"');
    expect(wordsOf(render(invented, { steps: [0] }))).not.toContain('"Retour"');
    expect(wordsOf(render(invented, { steps: [0, 1, 2] }))).not.toContain('Étape');
  });

  test('shows the answers so far', () => {
    const answers = {
      name: 'Éloïse',
      few: 'v1',
      very: 'v201',
      several: ['v3', 'v4'],
      from: '2026-02-03',
    };
    const modal = render(invented, { steps: [0, 1, 2], answers });
    expect(blockKitProblems(modal)).toEqual([]);
    expect(inputs(modal).map(({ element }) => element)).toMatchObject([
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

  test('shows an answer that is not a date as text, to be corrected', () => {
    const [input] = inputs(render(invented, { steps: [2], answers: { from: 'hier' } }));
    expect(input?.element).toMatchObject({ type: 'plain_text_input', initial_value: 'hier' });
  });

  test('gives the answers back', () => {
    const modal = render(invented, { steps: [0, 1, 2] });
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
      inputs(modal).map(({ block_id = '' }, index) => [block_id, { answer: given[index] ?? {} }]),
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
  'every step of "$title" is within the limits of Slack',
  (form) => {
    const steps = form.steps.map((_, index) => index);
    for (const shown of [...steps.map((step) => [step]), steps]) {
      expect(blockKitProblems(render(form, { steps: shown, photos: 5 }))).toEqual([]);
    }
  },
);

test('photos are a file input, only in forms that take them', () => {
  const [file] = inputs(render(damageForm, { photos: 5 })).slice(-1);
  expect(file?.element).toMatchObject({ type: 'file_input', max_files: 5 });
  expect(wordsOf(render(damageForm))).not.toContain('file_input');
  const files = [{ id: 'F1' }, { id: 'F2' }];
  expect(parseViewState({ photos: { photos: { files } } })).toEqual({
    answers: {},
    files: ['F1', 'F2'],
  });
});

test('the alert comes first, with the errors of questions that are not shown', () => {
  const errors = { maker: 'Choisissez.', building: 'Dites où.' };
  const modal = render(damageForm, { alert: 'Quelqu’un a écrit entre-temps.', errors });
  const text = wordsOf(modal.blocks.slice(0, 5));
  expect(text).toContain('Quelqu’un a écrit entre-temps.');
  expect(text).toContain('Quels casiers ? Choisissez.');
  expect(blockKitProblems(modal)).toEqual([]);
});

test('a newer version of the answers is not hidden by the earlier inputs of the modal', () => {
  const ids = (expectedVersion: number) =>
    inputs(
      render(damageForm, { formState: { ...viewOf(damageForm).formState, expectedVersion } }),
    ).map(({ block_id }) => block_id);
  expect(ids(3)).not.toEqual(ids(4));
});

test('the form state is not visible, and a button links to the site', () => {
  const modal = render(damageForm, {
    site: { magicLink: 'https://casiers.example.org/lien/x' },
    keepsDrafts: true,
  });
  expect(JSON.parse(modal.private_metadata ?? '')).toEqual(viewOf(damageForm).formState);
  expect(wordsOf(modal)).toContain('https://casiers.example.org/lien/x');
  expect(wordsOf(modal)).toContain('vous pouvez finir plus tard');
});
