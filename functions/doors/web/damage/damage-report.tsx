import type { Context, Hono } from 'hono';
import { damageReference } from '../../../domain/damages/damage-reference.ts';
import type { Answers } from '../../../domain/declarations/declaration.ts';
import { maySpeakFor } from '../../../domain/people/person.ts';
import { damageErrors } from '../../../words/field-errors.ts';
import { type FieldErrors, readForm } from '../../../words/form.ts';
import { damageForm } from '../../../words/forms/damage-form.ts';
import { alreadyReported } from '../../../words/pages/damage.ts';
import { pathUai } from '../college/path-uai.ts';
import { answersIn, openingIn } from '../forms/posted-form.ts';
import { summed } from '../forms/summed-errors.ts';
import type { ShowPage } from '../frame/page.tsx';
import { showNotFound, TypedAnswers } from '../frame/refusals.tsx';
import { personOf } from '../sign-in/identity.ts';
import type { WebDeps } from '../web-deps.ts';
import { DamageForm } from './damage-form-view.tsx';

type Overlap = Parameters<typeof DamageForm>[0]['overlap'];

/** Reporting a damage: the form, and what is already reported of the same lockers. */
export function registerDamageReport(app: Hono, deps: WebDeps, show: ShowPage): void {
  const { viewCollege, reportDamage, newId } = deps;

  app.get('/colleges/:uai/degats/nouveau', (c) => showForm(c, { answers: {}, status: 200 }));

  app.post('/colleges/:uai/degats/nouveau', async (c) => {
    const body = await c.req.parseBody({ all: true });
    const answers = answersIn(damageForm, body);
    // A page that is shown again keeps its token: nothing was filed.
    const opening = openingIn(body) || newId();
    const again = { answers, opening, status: 422 } as const;
    const uai = pathUai(c);
    if (!uai) return notFound(c, answers);
    const reading = readForm(damageForm, answers);
    if (reading.kind === 'invalid') return showForm(c, { ...again, errors: reading.errors });
    const by = personOf(c);
    const despiteOverlap = body['overlap'] === 'seen';
    const command = { uai, by, door: 'web', opening, despiteOverlap } as const;
    const outcome = await reportDamage(command, reading.values);
    switch (outcome.kind) {
      case 'reported':
        return c.redirect(`/degats/${damageReference(outcome.damage)}`, 303);
      case 'already-reported': {
        const overlap = { report: reading.values, damages: outcome.overlapping };
        return showForm(c, { ...again, status: 409, overlap });
      }
      case 'contradictory': {
        const errors = outcome.problems.map(({ field, problem }) => [field, damageErrors[problem]]);
        return showForm(c, { ...again, errors: Object.fromEntries(errors) });
      }
      case 'not-yours':
        return notFound(c, answers);
    }
  });

  interface FormContent {
    readonly answers: Answers;
    readonly status: 200 | 409 | 422;
    readonly errors?: FieldErrors;
    readonly opening?: string;
    readonly overlap?: Overlap;
  }

  async function showForm(c: Context, content: FormContent): Promise<Response> {
    const { answers, status, errors = {}, opening = newId(), overlap } = content;
    const uai = pathUai(c);
    const person = personOf(c);
    const file = uai && maySpeakFor(person, uai) && (await viewCollege(uai, person));
    if (!file) return notFound(c, answers);
    const { college } = file;
    return show(c, {
      title: overlap ? alreadyReported.title : damageForm.title,
      status,
      errors: summed(damageForm, errors),
      body: <DamageForm {...{ college, answers, errors, opening, overlap }} />,
    });
  }

  function notFound(c: Context, answers: Answers) {
    return showNotFound(c, show, <TypedAnswers form={damageForm} answers={answers} />);
  }
}
