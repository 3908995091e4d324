import type { Context, Hono } from 'hono';
import { damageReference, readDamageReference } from '../../domain/damage-reference.ts';
import type { Answers } from '../../domain/declaration.ts';
import type { ChangeDamageOutcome } from '../../use-cases/change-damage.ts';
import { damageErrors } from '../../words/field-errors.ts';
import { type FieldErrors, type Form, readForm } from '../../words/form.ts';
import { damageForm } from '../../words/forms/damage-form.ts';
import { followUpForm } from '../../words/forms/follow-up-form.ts';
import { alreadyReported, damageRefusals, damageTitle } from '../../words/pages/damage.ts';
import { DamageForm } from './damage-form-view.tsx';
import { DamageView } from './damage-view.tsx';
import { personOf } from './identity.ts';
import type { ShowPage } from './page.tsx';
import { pathUai } from './path-uai.ts';
import { answersIn, openingIn, versionIn } from './posted-form.ts';
import { showNotFound, showRefusal, TypedAnswers } from './refusals.tsx';
import { summed } from './summed-errors.ts';
import type { WebDeps } from './web-deps.ts';

type Overlap = Parameters<typeof DamageForm>[0]['overlap'];

/** Reporting a damage, reading what becomes of it, and saying whether it is repaired. */
export function registerDamage(app: Hono, deps: WebDeps, show: ShowPage): void {
  const { viewCollege, reportDamage, viewDamage, followUpDamage, newId, site } = deps;

  app.get('/colleges/:uai/degats/nouveau', (c) => showForm(c, { answers: {}, status: 200 }));

  app.post('/colleges/:uai/degats/nouveau', async (c) => {
    const body = await c.req.parseBody({ all: true });
    const answers = answersIn(damageForm, body);
    // A page that is shown again keeps its token: nothing was filed.
    const opening = openingIn(body) || newId();
    const again = { answers, opening, status: 422 } as const;
    const uai = pathUai(c);
    if (!uai) return notFound(c, damageForm, answers);
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
        return notFound(c, damageForm, answers);
    }
  });

  app.get('/degats/:reference', (c) => showDamage(c, { answers: {}, status: 200 }));

  app.post('/degats/:reference', async (c) => {
    const body = await c.req.parseBody({ all: true });
    const answers = answersIn(followUpForm, body);
    const which = readDamageReference(c.req.param('reference'));
    if (!which) return notFound(c, followUpForm, answers);
    const opening = openingIn(body) || newId();
    const reading = readForm(followUpForm, answers);
    if (reading.kind === 'invalid') {
      return showDamage(c, { answers, opening, errors: reading.errors, status: 422 });
    }
    const by = personOf(c);
    const seenVersion = versionIn(body);
    const command = { ...which, by, door: 'web', opening, seenVersion } as const;
    const outcome = await followUpDamage(command, reading.values);
    return outcome.kind === 'done'
      ? c.redirect(c.req.path, 303)
      : refuseFollowUp(c, outcome, { answers, seenVersion });
  });

  function refuseFollowUp(
    c: Context,
    outcome: Exclude<ChangeDamageOutcome, { kind: 'done' }>,
    { answers, seenVersion }: { readonly answers: Answers; readonly seenVersion: number },
  ) {
    switch (outcome.kind) {
      case 'stale':
        return showDamage(c, { answers, seenVersion, status: 409 });
      case 'settled': {
        const typed = <TypedAnswers form={followUpForm} answers={answers} />;
        return showRefusal(c, show, { ...damageRefusals.settled, status: 409, typed });
      }
      case 'not-yours':
        return notFound(c, followUpForm, answers);
    }
  }

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
    const file = uai && (await viewCollege(uai, personOf(c)));
    if (!file) return notFound(c, damageForm, answers);
    const { college } = file;
    return show(c, {
      title: overlap ? alreadyReported.title : damageForm.title,
      status,
      errors: summed(damageForm, errors),
      body: <DamageForm {...{ college, answers, errors, opening, overlap }} />,
    });
  }

  interface DamageContent extends Omit<FormContent, 'overlap'> {
    readonly seenVersion?: number;
  }

  async function showDamage(c: Context, content: DamageContent): Promise<Response> {
    const { answers, status, errors = {}, opening = newId(), seenVersion } = content;
    const which = readDamageReference(c.req.param('reference') ?? '');
    const file = which && (await viewDamage(which, personOf(c)));
    if (!file) return notFound(c, followUpForm, answers);
    return show(c, {
      title: seenVersion === undefined ? damageTitle(file.damage) : damageRefusals.stale.title,
      status,
      errors: summed(followUpForm, errors),
      body: (
        <DamageView
          {...file}
          followUp={{ answers, errors, opening, seenVersion }}
          timeZone={site.timeZone}
        />
      ),
    });
  }

  function notFound(c: Context, form: Form, answers: Answers) {
    return showNotFound(c, show, <TypedAnswers form={form} answers={answers} />);
  }
}
