import type { Context, Hono } from 'hono';
import { damageStatusForm, followUpForm } from '../../../content/damages/forms.ts';
import { damagePhotos } from '../../../content/damages/photos.ts';
import {
  damageRefusals,
  damageTitle,
  statusUpdateRefusals,
} from '../../../content/damages/texts.ts';
import { statusUpdateErrors } from '../../../content/field-errors.ts';
import { type FieldErrors, type Form, parseForm } from '../../../content/model/form.ts';
import type { FormInput } from '../../../domain/act.ts';
import { type Damage, isOpen } from '../../../domain/damages/damage.ts';
import { canActFor, isEducation } from '../../../domain/people/person.ts';
import { damageReference, parseDamageReference } from '../../../domain/reference.ts';
import { viewDamage } from '../../../use-cases/damage-queries.ts';
import {
  type ChangeDamageCommand,
  type ChangeDamageResult,
  followUpDamage,
  type UpdateDamageStatusResult,
  updateDamageStatus,
} from '../../../use-cases/damages.ts';
import { offerPhoto } from '../../../use-cases/photos.ts';
import type { WebDeps } from '../shared/deps.ts';
import { SubmittedAnswers, showNotFound, showRefusal } from '../shared/errors.tsx';
import type { ShowPage } from '../shared/page.tsx';
import { showAddPhoto } from '../shared/photos.tsx';
import { answersIn, idempotencyKeyIn, summaryOf, versionIn } from '../shared/posted-form.ts';
import { allowPhotosFrom } from '../shared/security-headers.ts';
import { personOf } from '../shared/session.tsx';
import { DamageConflict, DamageStatusForm, DamageView, FollowUpForm } from './view.tsx';

export interface DamageContent {
  readonly status: 200 | 409 | 422;
  /** The form that was sent and was not good, shown again as it was. */
  readonly posted?: {
    readonly form: Form;
    readonly answers: FormInput;
    readonly errors?: FieldErrors;
    readonly idempotencyKey?: string;
  };
  /** What they had before their eyes while somebody else wrote. */
  readonly expectedVersion?: number;
}

export type ShowDamage = (c: Context, content: DamageContent) => Promise<Response>;

/** The page of one damage, with what whoever asks for it may do there. */
export function createShowDamage(deps: WebDeps, show: ShowPage): ShowDamage {
  const { newId, site } = deps;
  const { timeZone } = site;

  return async (c, { status, posted, expectedVersion }) => {
    const person = personOf(c);
    const key = parseDamageReference(c.req.param('reference') ?? '');
    const file = key && (await viewDamage(deps, key, person));
    const input = posted && <SubmittedAnswers {...posted} />;
    if (!file) return showNotFound(c, show, input);
    const { damage, college, photos } = file;
    const [link] = photos.flatMap((photo) => photo.link ?? []);
    if (link) allowPhotosFrom(c, link);
    const mine = canActFor(person, college.uai);
    const canUpdate = isEducation(person) && isOpen(damage);
    const shown = (form: Form) => {
      const {
        answers = {},
        errors = {},
        idempotencyKey = newId(),
      } = posted?.form === form ? posted : {};
      return { damage, answers, errors, idempotencyKey };
    };
    const conflicting =
      posted?.form === damageStatusForm
        ? statusUpdateRefusals.conflict
        : damageRefusals.conflict.text;
    return show(c, {
      title: expectedVersion === undefined ? damageTitle(damage) : damageRefusals.conflict.title,
      status,
      errors: posted?.errors && summaryOf(posted.form, posted.errors),
      body: (
        <>
          {expectedVersion !== undefined && (
            <DamageConflict {...{ damage, expectedVersion, timeZone, text: conflicting }} />
          )}
          {posted?.form === damageStatusForm && !canUpdate && input}
          <DamageView {...{ damage, college, photos, mine, timeZone }}>
            {canUpdate && <DamageStatusForm {...shown(damageStatusForm)} />}
            {mine && <FollowUpForm {...shown(followUpForm)} />}
          </DamageView>
        </>
      ),
    });
  };
}

/** What becomes of a damage: the collège says whether it is repaired, the service Éducation what it does. */
export function registerDamage(app: Hono, deps: WebDeps, show: ShowPage): void {
  const { newId } = deps;
  const showDamage = createShowDamage(deps, show);

  app.get('/degats/:reference', (c) => showDamage(c, { status: 200 }));

  app.post('/degats/:reference', async (c) => {
    const posted = await read(c, followUpForm);
    if (!posted.command) return notFound(c, posted);
    const parsed = parseForm(followUpForm, posted.answers);
    if (parsed.kind === 'invalid') return showAgain(c, posted, parsed.errors);
    const outcome = await followUpDamage(deps, posted.command, parsed.values);
    return outcome.kind === 'done' ? toPage(c, outcome.damage) : refuse(c, outcome, posted);
  });

  app.post('/degats/:reference/suite', async (c) => {
    const posted = await read(c, damageStatusForm);
    if (!posted.command) return notFound(c, posted);
    const parsed = parseForm(damageStatusForm, posted.answers);
    if (parsed.kind === 'invalid') return showAgain(c, posted, parsed.errors);
    const { day, ...said } = parsed.values;
    const outcome = await updateDamageStatus(deps, {
      ...posted.command,
      ...said,
      day: day || undefined,
    });
    return outcome.kind === 'done' ? toPage(c, outcome.damage) : refuse(c, outcome, posted);
  });

  interface PostedForm {
    readonly form: Form;
    readonly answers: FormInput;
    readonly idempotencyKey: string;
    /** Absent where the address names no damage. */
    readonly command: ChangeDamageCommand | undefined;
  }

  async function read(c: Context, form: Form): Promise<PostedForm> {
    const body = await c.req.parseBody({ all: true });
    const idempotencyKey = idempotencyKeyIn(body) || newId();
    const expectedVersion = versionIn(body);
    const key = parseDamageReference(c.req.param('reference') ?? '');
    const command = key && {
      ...key,
      by: personOf(c),
      channel: 'web' as const,
      idempotencyKey,
      expectedVersion,
    };
    return { form, answers: answersIn(form, body), idempotencyKey, command };
  }

  type Refusal = Exclude<ChangeDamageResult | UpdateDamageStatusResult, { kind: 'done' }>;

  async function refuse(c: Context, outcome: Refusal, posted: PostedForm): Promise<Response> {
    switch (outcome.kind) {
      case 'conflict':
        return showDamage(c, {
          posted: { form: posted.form, answers: posted.answers },
          expectedVersion: posted.command?.expectedVersion ?? 0,
          status: 409,
        });
      case 'invalid-transition': {
        const texts =
          posted.form === damageStatusForm
            ? statusUpdateRefusals['invalid-transition']
            : damageRefusals['invalid-transition'];
        return showRefusal(c, show, {
          ...texts,
          status: 409,
          input: <SubmittedAnswers {...posted} />,
        });
      }
      case 'reason-missing':
        return showAgain(c, posted, { note: statusUpdateErrors[outcome.kind] });
      case 'day-over':
        return showAgain(c, posted, { day: statusUpdateErrors[outcome.kind] });
      case 'forbidden':
        return notFound(c, posted);
    }
  }

  function showAgain(c: Context, posted: PostedForm, errors: Readonly<Record<string, string>>) {
    return showDamage(c, { posted: { ...posted, errors }, status: 422 });
  }

  function notFound(c: Context, posted: PostedForm) {
    return showNotFound(c, show, <SubmittedAnswers {...posted} />);
  }
}

function toPage(c: Context, damage: Damage) {
  return c.redirect(`/degats/${damageReference(damage)}`, 303);
}

/** Adding photos to a damage. */
export function registerPhotos(app: Hono, deps: WebDeps, show: ShowPage): void {
  const { site } = deps;

  app.get('/degats/:reference/photos', async (c) => {
    const by = personOf(c);
    const key = parseDamageReference(c.req.param('reference'));
    const file = key && (await viewDamage(deps, key, by));
    if (!file) return showNotFound(c, show);
    const { damage, photos } = file;
    const { uai, id: damageId } = damage;
    const reference = damageReference(damage);
    const back = `/degats/${reference}`;
    const returnTo = `${site.url}${back}/photos`;
    const offer = await offerPhoto(deps, { of: { uai, damageId }, by, returnTo });
    if (offer.kind === 'forbidden') return showNotFound(c, show);
    return showAddPhoto(c, show, {
      of: damagePhotos(reference),
      photos,
      offer,
      back,
      lead: reference,
    });
  });
}
