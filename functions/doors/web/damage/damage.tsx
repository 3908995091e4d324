import type { Context, Hono } from 'hono';
import type { Damage } from '../../../domain/damages/damage.ts';
import { damageReference, readDamageReference } from '../../../domain/damages/damage-reference.ts';
import type { Answers } from '../../../domain/declarations/declaration.ts';
import type {
  ChangeDamageCommand,
  ChangeDamageOutcome,
} from '../../../use-cases/damages/change-damage.ts';
import type { MoveDamageOutcome } from '../../../use-cases/damages/move-damage.ts';
import { moveErrors } from '../../../words/field-errors.ts';
import { type Form, readForm } from '../../../words/form.ts';
import { followUpForm } from '../../../words/forms/follow-up-form.ts';
import { moveForm } from '../../../words/forms/move-form.ts';
import { damageRefusals, moveRefusals } from '../../../words/pages/damage.ts';
import { answersIn, openingIn, versionIn } from '../forms/posted-form.ts';
import type { ShowPage } from '../frame/page.tsx';
import { showNotFound, showRefusal, TypedAnswers } from '../frame/refusals.tsx';
import { personOf } from '../sign-in/identity.ts';
import type { WebDeps } from '../web-deps.ts';
import { makeShowDamage } from './damage-page.tsx';

/** What becomes of a damage: the collège says whether it is repaired, the service Éducation what it does. */
export function registerDamage(app: Hono, deps: WebDeps, show: ShowPage): void {
  const { followUpDamage, moveDamage, newId } = deps;
  const showDamage = makeShowDamage(deps, show);

  app.get('/degats/:reference', (c) => showDamage(c, { status: 200 }));

  app.post('/degats/:reference', async (c) => {
    const sent = await read(c, followUpForm);
    if (!sent.command) return notFound(c, sent);
    const reading = readForm(followUpForm, sent.answers);
    if (reading.kind === 'invalid') return showAgain(c, sent, reading.errors);
    const outcome = await followUpDamage(sent.command, reading.values);
    return outcome.kind === 'done' ? toPage(c, outcome.damage) : refuse(c, outcome, sent);
  });

  app.post('/degats/:reference/suite', async (c) => {
    const sent = await read(c, moveForm);
    if (!sent.command) return notFound(c, sent);
    const reading = readForm(moveForm, sent.answers);
    if (reading.kind === 'invalid') return showAgain(c, sent, reading.errors);
    const { day, ...said } = reading.values;
    const outcome = await moveDamage({ ...sent.command, ...said, day: day || undefined });
    return outcome.kind === 'done' ? toPage(c, outcome.damage) : refuse(c, outcome, sent);
  });

  interface Sent {
    readonly form: Form;
    readonly answers: Answers;
    readonly opening: string;
    /** Absent where the address names no damage. */
    readonly command: ChangeDamageCommand | undefined;
  }

  async function read(c: Context, form: Form): Promise<Sent> {
    const body = await c.req.parseBody({ all: true });
    const opening = openingIn(body) || newId();
    const seenVersion = versionIn(body);
    const which = readDamageReference(c.req.param('reference') ?? '');
    const command = which && {
      ...which,
      by: personOf(c),
      door: 'web' as const,
      opening,
      seenVersion,
    };
    return { form, answers: answersIn(form, body), opening, command };
  }

  type Refusal = Exclude<ChangeDamageOutcome | MoveDamageOutcome, { kind: 'done' }>;

  async function refuse(c: Context, outcome: Refusal, sent: Sent): Promise<Response> {
    switch (outcome.kind) {
      case 'stale':
        return showDamage(c, {
          sent: { form: sent.form, answers: sent.answers },
          seenVersion: sent.command?.seenVersion ?? 0,
          status: 409,
        });
      case 'settled': {
        const words = sent.form === moveForm ? moveRefusals.settled : damageRefusals.settled;
        return showRefusal(c, show, { ...words, status: 409, typed: <TypedAnswers {...sent} /> });
      }
      case 'reason-missing':
        return showAgain(c, sent, { note: moveErrors[outcome.kind] });
      case 'day-over':
        return showAgain(c, sent, { day: moveErrors[outcome.kind] });
      case 'not-yours':
        return notFound(c, sent);
    }
  }

  function showAgain(c: Context, sent: Sent, errors: Readonly<Record<string, string>>) {
    return showDamage(c, { sent: { ...sent, errors }, status: 422 });
  }

  function notFound(c: Context, sent: Sent) {
    return showNotFound(c, show, <TypedAnswers {...sent} />);
  }
}

function toPage(c: Context, damage: Damage) {
  return c.redirect(`/degats/${damageReference(damage)}`, 303);
}
