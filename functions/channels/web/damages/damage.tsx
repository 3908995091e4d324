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
import { isOpen } from '../../../domain/damages/damage.ts';
import { canActFor, isEducation } from '../../../domain/people/person.ts';
import { damageReference, parseDamageReference } from '../../../domain/reference.ts';
import { viewDamage } from '../../../use-cases/damage-queries.ts';
import {
  type ChangeDamageCommand,
  followUpDamage,
  type UpdateDamageStatusResult,
  updateDamageStatus,
} from '../../../use-cases/damages.ts';
import { offerPhoto } from '../../../use-cases/photos.ts';
import type { WebDeps } from '../shared/deps.ts';
import { SubmittedAnswers, showNotFound, showRefusal } from '../shared/errors.tsx';
import type { PageRequest, ShowPage } from '../shared/page.tsx';
import { showAddPhoto } from '../shared/photos.tsx';
import { answersIn, idempotencyKeyIn, summaryOf, versionIn } from '../shared/posted-form.ts';
import { allowPhotosFrom } from '../shared/security-headers.ts';
import { personOf } from '../shared/session.tsx';
import {
  type AnswerFormProps,
  DamageConflict,
  DamageStatusForm,
  DamageView,
  FollowUpForm,
} from './view.tsx';

/** One damage: the follow-up of the collège, the status updates of the service Éducation, and the photos. */
export function registerDamage(app: Hono, deps: WebDeps, show: ShowPage): void {
  const path = '/degats/:reference';
  app.get(path, (c) => showDamage({ c, deps, show }, { status: 200 }));
  app.post(path, (c) => handleFollowUp({ c, deps, show }));
  app.post(`${path}/suite`, (c) => handleStatusUpdate({ c, deps, show }));
  app.get(`${path}/photos`, (c) => showDamagePhotos({ c, deps, show }));
}

async function handleFollowUp(request: PageRequest): Promise<Response> {
  const posted = await parseDamageForm(request, followUpForm);
  if (!posted.command) return showDamageNotFound(request, posted);
  const parsed = parseForm(followUpForm, posted.answers);
  if (parsed.kind === 'invalid') return showErrors(request, posted, parsed.errors);
  const result = await followUpDamage(request.deps, posted.command, parsed.values);
  return showResult(request, posted, result);
}

async function handleStatusUpdate(request: PageRequest): Promise<Response> {
  const posted = await parseDamageForm(request, damageStatusForm);
  if (!posted.command) return showDamageNotFound(request, posted);
  const parsed = parseForm(damageStatusForm, posted.answers);
  if (parsed.kind === 'invalid') return showErrors(request, posted, parsed.errors);
  const { day, ...values } = parsed.values;
  const command = { ...posted.command, ...values, day: day || undefined };
  const result = await updateDamageStatus(request.deps, command);
  return showResult(request, posted, result);
}

interface PostedDamageForm {
  readonly form: Form;
  readonly answers: FormInput;
  readonly idempotencyKey: string;
  /** Absent where the path names no damage. */
  readonly command: ChangeDamageCommand | undefined;
}

function pathDamage(c: Context) {
  return parseDamageReference(c.req.param('reference') ?? '');
}

async function parseDamageForm({ c, deps }: PageRequest, form: Form): Promise<PostedDamageForm> {
  const body = await c.req.parseBody({ all: true });
  const idempotencyKey = idempotencyKeyIn(body) || deps.newId();
  const key = pathDamage(c);
  const command = key && {
    ...key,
    by: personOf(c),
    channel: 'web' as const,
    idempotencyKey,
    expectedVersion: versionIn(body),
  };
  return { form, answers: answersIn(form, body), idempotencyKey, command };
}

async function showResult(
  request: PageRequest,
  posted: PostedDamageForm,
  result: UpdateDamageStatusResult,
): Promise<Response> {
  const { c, show } = request;
  const { form, answers, command } = posted;
  switch (result.kind) {
    case 'done':
      return c.redirect(`/degats/${damageReference(result.damage)}`, 303);
    case 'conflict':
      return showDamage(request, {
        status: 409,
        posted: { form, answers },
        expectedVersion: command?.expectedVersion ?? 0,
      });
    case 'invalid-transition': {
      const refusals = form === damageStatusForm ? statusUpdateRefusals : damageRefusals;
      return showRefusal(c, show, {
        ...refusals['invalid-transition'],
        status: 409,
        input: <SubmittedAnswers {...posted} />,
      });
    }
    case 'reason-missing':
      return showErrors(request, posted, { note: statusUpdateErrors[result.kind] });
    case 'day-over':
      return showErrors(request, posted, { day: statusUpdateErrors[result.kind] });
    case 'forbidden':
      return showDamageNotFound(request, posted);
  }
}

function showErrors(request: PageRequest, posted: PostedDamageForm, errors: FieldErrors) {
  return showDamage(request, { posted: { ...posted, errors }, status: 422 });
}

function showDamageNotFound({ c, show }: PageRequest, posted?: RefusedForm) {
  return showNotFound(c, show, posted && <SubmittedAnswers {...posted} />);
}

/** A posted form that is shown again, as it was typed. */
interface RefusedForm {
  readonly form: Form;
  readonly answers: FormInput;
  readonly errors?: FieldErrors;
  /** The form keeps its key as long as nothing was written. */
  readonly idempotencyKey?: string;
}

interface DamageContent {
  readonly status: 200 | 409 | 422;
  readonly posted?: RefusedForm;
  /** The version that the author saw, after a conflict. */
  readonly expectedVersion?: number;
}

/** The page of one damage, with the forms that this person may use. */
async function showDamage(request: PageRequest, content: DamageContent): Promise<Response> {
  const { c, deps, show } = request;
  const { status, posted, expectedVersion } = content;
  const { timeZone } = deps.site;
  const person = personOf(c);
  const key = pathDamage(c);
  const viewed = key && (await viewDamage(deps, key, person));
  if (!viewed) return showDamageNotFound(request, posted);
  const { damage, college, photos } = viewed;
  const [link] = photos.flatMap((photo) => photo.link ?? []);
  if (link) allowPhotosFrom(c, link);
  const isMember = canActFor(person, college.uai);
  const canUpdate = isEducation(person) && isOpen(damage);
  const propsOf = (form: Form): AnswerFormProps => {
    const refused: Partial<RefusedForm> = posted?.form === form ? posted : {};
    const { answers = {}, errors = {}, idempotencyKey = deps.newId() } = refused;
    return { damage, answers, errors, idempotencyKey };
  };
  const isStatusUpdate = posted?.form === damageStatusForm;
  const text = isStatusUpdate ? statusUpdateRefusals.conflict : damageRefusals.conflict.text;
  return show(c, {
    title: expectedVersion === undefined ? damageTitle(damage) : damageRefusals.conflict.title,
    status,
    errors: posted?.errors && summaryOf(posted.form, posted.errors),
    body: (
      <>
        {expectedVersion !== undefined && (
          <DamageConflict {...{ damage, expectedVersion, timeZone, text }} />
        )}
        {isStatusUpdate && !canUpdate && <SubmittedAnswers {...posted} />}
        <DamageView {...{ damage, college, photos, isMember, timeZone }}>
          {canUpdate && <DamageStatusForm {...propsOf(damageStatusForm)} />}
          {isMember && <FollowUpForm {...propsOf(followUpForm)} />}
        </DamageView>
      </>
    ),
  });
}

/** The photos of a damage, and the form that adds one. */
async function showDamagePhotos({ c, deps, show }: PageRequest): Promise<Response> {
  const by = personOf(c);
  const key = pathDamage(c);
  const viewed = key && (await viewDamage(deps, key, by));
  if (!viewed) return showNotFound(c, show);
  const { damage, photos } = viewed;
  const { uai, id: damageId } = damage;
  const reference = damageReference(damage);
  const back = `/degats/${reference}`;
  const returnTo = `${deps.site.url}${back}/photos`;
  const offer = await offerPhoto(deps, { of: { uai, damageId }, by, returnTo });
  if (offer.kind === 'forbidden') return showNotFound(c, show);
  const of = damagePhotos(reference);
  return showAddPhoto(c, show, { of, photos, offer, back, lead: reference });
}
