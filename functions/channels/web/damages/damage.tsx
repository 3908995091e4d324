import type { Context, Hono } from 'hono';
import { followUpForm, moveForm } from '../../../content/damages/forms.ts';
import { damagePhotos } from '../../../content/damages/photos.ts';
import { damageRefusals, damageTitle, moveRefusals } from '../../../content/damages/texts.ts';
import { moveErrors } from '../../../content/field-errors.ts';
import { type FieldErrors, type Form, readForm } from '../../../content/model/form.ts';
import type { Answers } from '../../../domain/act.ts';
import { type Damage, isOpen } from '../../../domain/damages/damage.ts';
import { isEducation, maySpeakFor } from '../../../domain/people/person.ts';
import { damageReference, readDamageReference } from '../../../domain/reference.ts';
import type {
  ChangeDamageCommand,
  ChangeDamageOutcome,
  MoveDamageOutcome,
} from '../../../use-cases/damages.ts';
import type { WebDeps } from '../shared/deps.ts';
import { showNotFound, showRefusal, TypedAnswers } from '../shared/errors.tsx';
import type { ShowPage } from '../shared/page.tsx';
import { showAddPhoto } from '../shared/photos.tsx';
import { answersIn, openingIn, summed, versionIn } from '../shared/posted-form.ts';
import { allowPhotosFrom } from '../shared/security-headers.ts';
import { personOf } from '../shared/session.tsx';
import { DamageMeanwhile, DamageView, FollowUpForm, MoveForm } from './view.tsx';

export interface DamageContent {
  readonly status: 200 | 409 | 422;
  /** The form that was sent and was not good, shown again as it was. */
  readonly sent?: {
    readonly form: Form;
    readonly answers: Answers;
    readonly errors?: FieldErrors;
    readonly opening?: string;
  };
  /** What they had before their eyes while somebody else wrote. */
  readonly seenVersion?: number;
}

export type ShowDamage = (c: Context, content: DamageContent) => Promise<Response>;

/** The page of one damage, with what whoever asks for it may do there. */
export function makeShowDamage(deps: WebDeps, show: ShowPage): ShowDamage {
  const { viewDamage, newId, site } = deps;
  const { timeZone } = site;

  return async (c, { status, sent, seenVersion }) => {
    const person = personOf(c);
    const which = readDamageReference(c.req.param('reference') ?? '');
    const file = which && (await viewDamage(which, person));
    const typed = sent && <TypedAnswers {...sent} />;
    if (!file) return showNotFound(c, show, typed);
    const { damage, college, photos } = file;
    const [link] = photos.flatMap((photo) => photo.link ?? []);
    if (link) allowPhotosFrom(c, link);
    const mine = maySpeakFor(person, college.uai);
    const mayMove = isEducation(person) && isOpen(damage);
    const shown = (form: Form) => {
      const { answers = {}, errors = {}, opening = newId() } = sent?.form === form ? sent : {};
      return { damage, answers, errors, opening };
    };
    const stale = sent?.form === moveForm ? moveRefusals.stale : damageRefusals.stale.text;
    return show(c, {
      title: seenVersion === undefined ? damageTitle(damage) : damageRefusals.stale.title,
      status,
      errors: sent?.errors && summed(sent.form, sent.errors),
      body: (
        <>
          {seenVersion !== undefined && (
            <DamageMeanwhile {...{ damage, seenVersion, timeZone, text: stale }} />
          )}
          {sent?.form === moveForm && !mayMove && typed}
          <DamageView {...{ damage, college, photos, mine, timeZone }}>
            {mayMove && <MoveForm {...shown(moveForm)} />}
            {mine && <FollowUpForm {...shown(followUpForm)} />}
          </DamageView>
        </>
      ),
    });
  };
}

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

/** Adding photos to a damage. */
export function registerPhotos(app: Hono, deps: WebDeps, show: ShowPage): void {
  const { viewDamage, offerPhoto, site } = deps;

  app.get('/degats/:reference/photos', async (c) => {
    const by = personOf(c);
    const which = readDamageReference(c.req.param('reference'));
    const file = which && (await viewDamage(which, by));
    if (!file) return showNotFound(c, show);
    const { damage, photos } = file;
    const { uai, id: damageId } = damage;
    const reference = damageReference(damage);
    const back = `/degats/${reference}`;
    const returnTo = `${site.url}${back}/photos`;
    const offer = await offerPhoto({ of: { uai, damageId }, by, returnTo });
    if (offer.kind === 'not-yours') return showNotFound(c, show);
    return showAddPhoto(c, show, {
      of: damagePhotos(reference),
      photos,
      offer,
      back,
      lead: reference,
    });
  });
}
