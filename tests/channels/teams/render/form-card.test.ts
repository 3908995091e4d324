import { describe, expect, test } from 'vitest';
import type { FormView } from '../../../../functions/bot/model/views.ts';
import { parseInputs } from '../../../../functions/channels/teams/card-actions.ts';
import { formCard } from '../../../../functions/channels/teams/render/form-card.ts';
import { chat } from '../../../../functions/content/chats.ts';
import {
  damageForm,
  damageStatusForm,
  damageStatusFormFor,
  followUpForm,
} from '../../../../functions/content/damages/forms.ts';
import {
  correctionForm,
  declarationForm,
} from '../../../../functions/content/declarations/forms.ts';
import { fields, line, oneOf } from '../../../../functions/content/fields.ts';
import {
  type Form,
  fieldNames,
  fieldOf,
  parseForm,
} from '../../../../functions/content/model/form.ts';
import { mailboxForm, memberForm, signInForm } from '../../../../functions/content/people/forms.ts';
import { uai } from '../../../shared/examples.ts';
import { checkCard } from './check-card.ts';

const forms: readonly Form[] = [
  memberForm,
  correctionForm,
  damageForm,
  declarationForm,
  followUpForm,
  mailboxForm,
  damageStatusForm,
  damageStatusFormFor('acknowledged'),
  signInForm,
];

const viewOf = (form: Form, changes: Partial<FormView> = {}): FormView => ({
  kind: 'form',
  audience: 'reader',
  form,
  steps: [0],
  answers: {},
  errors: {},
  about: 'Collège André Crochepierre · Recensement 2026',
  formState: {
    form: form.id,
    uai: uai('0470678G'),
    id: '2026',
    expectedVersion: 3,
    idempotencyKey: 'opening-1',
    step: 0,
  },
  sendLabel: 'Continuer',
  keepsDrafts: true,
  photos: 0,
  ...changes,
});

const stepsOf = (form: Form) => form.steps.map((_, step) => [form, step] as const);
const bodyOf = (view: FormView) => formCard(view).body ?? [];
const inputIn = (view: FormView, id: string) => bodyOf(view).find((element) => element.id === id);

describe('every step of every form in Teams', () => {
  test.each(forms.flatMap(stepsOf))('is a card that Teams shows: $id, step %i', (form, step) => {
    for (const input of [{}, typedEverywhere(form, 'à la main, 3'), typedEverywhere(form, '12')]) {
      const parsed = parseForm(form, input);
      const errors = parsed.kind === 'invalid' ? parsed.errors : {};
      for (const view of [viewOf(form, { steps: [step] }), viewOf(form, allAtOnce(form))]) {
        checkCard(formCard({ ...view, answers: input }));
        checkCard(formCard({ ...view, answers: input, errors, alert: 'Trop tard.' }));
      }
    }
  });

  test.each(forms.flatMap(stepsOf))('has all its questions: $id, step %i', (form, step) => {
    const names = form.steps[step]?.fields ?? [];
    for (const name of names) {
      const { label } = fieldOf(form, name);
      expect(inputIn(viewOf(form, { steps: [step] }), name)).toMatchObject({
        label: expect.stringContaining(label),
      });
    }
  });
});

function allAtOnce(form: Form): Partial<FormView> {
  return { steps: form.steps.map((_, step) => step) };
}

const typedEverywhere = (form: Form, input: string) =>
  Object.fromEntries(fieldNames(form).map((name) => [name, input]));

describe('a form in Teams', () => {
  test('has an error message for each required answer, shown before it is sent', () => {
    expect(inputIn(viewOf(declarationForm), 'lockersInService')).toMatchObject({
      type: 'Input.Text',
      isRequired: true,
      errorMessage: 'Indiquez combien de casiers sont en service, même approximativement.',
    });
  });

  test('has a way back even without the required answers', () => {
    const view = viewOf(declarationForm, { steps: [1] });
    expect(inputIn(view, 'lockersToReplace')).toMatchObject({
      label: 'Casiers à remplacer (obligatoire)',
    });
    expect(bodyOf(view).filter((element) => 'isRequired' in element)).toEqual([]);
    expect(formCard(view).actions).toMatchObject([
      { verb: 'next', title: 'Continuer', data: { formState: view.formState } },
      { verb: 'back', data: { formState: view.formState } },
    ]);
    expect(formCard(viewOf(declarationForm)).actions).toHaveLength(1);
  });

  test('keeps all answers, with the error just above a wrong one', () => {
    const view = viewOf(declarationForm, {
      answers: { lockersInService: 'beaucoup' },
      errors: { lockersInService: 'Écrivez un nombre en chiffres, par exemple 48.' },
    });
    const body = bodyOf(view);
    const at = body.findIndex(({ id }) => id === 'lockersInService');
    expect(body[at]).toMatchObject({ value: 'beaucoup' });
    expect(body[at - 1]).toMatchObject({
      type: 'TextBlock',
      color: 'Attention',
      text: 'Erreur\u00a0: Écrivez un nombre en chiffres, par exemple 48.',
    });
    expect(formCard(view).speak).toContain('1 réponse à corriger');
  });

  test('lists the errors of steps that are not shown', () => {
    const view = viewOf(declarationForm, {
      steps: [3],
      errors: { lockersToReplace: 'Indiquez au moins 1 casier.' },
      alert: 'La campagne est close.',
    });
    expect(bodyOf(view)).toContainEqual(
      expect.objectContaining({
        style: 'attention',
        items: [
          expect.objectContaining({ text: 'La campagne est close.' }),
          expect.objectContaining({
            text: chat.fact('Casiers à remplacer', 'Indiquez au moins 1 casier.'),
          }),
        ],
      }),
    );
  });

  test('shows chosen options as chosen, and drops unknown ones', () => {
    const view = viewOf(declarationForm, {
      steps: [1],
      answers: { pupils: ['6e', 'segpa', 'x'] },
    });
    expect(inputIn(view, 'pupils')).toMatchObject({ isMultiSelect: true, value: '6e,segpa' });
  });

  test('has a date picker, unless the answer is not a date', () => {
    const day = (input: string) =>
      inputIn(viewOf(damageStatusForm, { answers: { day: input } }), 'day');
    expect(day('')).toMatchObject({ type: 'Input.Date' });
    expect(day('03/02/2026')).toMatchObject({ type: 'Input.Date', value: '2026-02-03' });
    expect(day('mardi')).toMatchObject({ type: 'Input.Text', value: 'mardi' });
  });

  test('links to the site for photos, which cards in Teams cannot hold', () => {
    const site = 'https://casiers.example.org/degats/nouveau';
    const actionsOf = (photos: number) =>
      formCard(viewOf(damageForm, { site: { magicLink: site }, photos })).actions;
    expect(actionsOf(5)?.at(-1)).toMatchObject({
      type: 'Action.OpenUrl',
      title: 'Ajouter des photos sur le site',
      url: site,
    });
    expect(actionsOf(0)?.at(-1)).toMatchObject({ title: 'Continuer sur le site' });
  });

  test('is small enough even with a very long answer', () => {
    const answers = { comment: 'é'.repeat(90_000), contactName: 'x'.repeat(90_000) };
    checkCard(formCard(viewOf(declarationForm, { steps: [3], answers })));
  });

  test('gives the answers back as every channel does: several as a list, an empty one as empty', () => {
    const view = viewOf(declarationForm, { steps: [1] });
    const [send] = formCard(view).actions ?? [];
    const data = send?.type === 'Action.Execute' ? send.data : undefined;
    const input = { pupils: '6e,segpa', lockersToReplace: '24', secret: 'x' };
    expect(parseInputs({ ...Object(data), ...input })).toEqual({
      formState: JSON.stringify(view.formState),
      answers: { lockersToReplace: '24', pupils: ['6e', 'segpa'], place: '' },
    });
    expect(parseInputs({ ...Object(data), formState: undefined })).toBeUndefined();
    expect(parseInputs('x')).toBeUndefined();
  });

  test('has a new question as soon as it is in a form', () => {
    const labels = Object.fromEntries(
      Array.from({ length: 28 }, (_, index) => [`c${index}`, `Collège ${index}`]),
    );
    const form: Form = {
      ...declarationForm,
      steps: [{ title: 'Nouveau', fields: ['colour', 'college'] }],
      schema: fields(() => ({
        colour: line({ label: 'Couleur', missing: 'Choisissez une couleur.', maxLength: 20 }),
        college: oneOf(labels, { label: 'Quel collège ?', missing: 'Choisissez.' }),
      })),
    };
    checkCard(formCard(viewOf(form)));
    expect(inputIn(viewOf(form), 'colour')).toMatchObject({
      label: 'Couleur',
      errorMessage: 'Choisissez une couleur.',
    });
    expect(inputIn(viewOf(form), 'college')).toMatchObject({ style: 'compact' });
  });
});
