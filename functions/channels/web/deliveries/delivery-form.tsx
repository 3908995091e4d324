import type { Context } from 'hono';
import { deliveryRefusals } from '../../../content/deliveries/planning-texts.ts';
import type { FieldErrors, Form } from '../../../content/model/form.ts';
import { refusals } from '../../../content/site.ts';
import type { FormInput } from '../../../domain/act.ts';
import type { Delivery } from '../../../domain/deliveries/delivery.ts';
import { journalVersion } from '../../../domain/journal.ts';
import { parseDeliveryReference } from '../../../domain/reference.ts';
import type { ChangeDeliveryCommand } from '../../../use-cases/deliveries.ts';
import { SubmittedAnswers, showNotFound, showRefusal } from '../shared/errors.tsx';
import type { PageRequest } from '../shared/page.tsx';
import { answersIn, idempotencyKeyIn, versionIn } from '../shared/posted-form.ts';
import { personOf } from '../shared/session.tsx';
import { DeliveryJournal } from './view.tsx';

export interface PostedDeliveryForm {
  readonly form: Form;
  readonly answers: FormInput;
  readonly idempotencyKey: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** Absent where the path names no delivery. */
  readonly command: ChangeDeliveryCommand | undefined;
}

/** What a form about a delivery is shown with: new, or again after errors, warnings or a conflict. */
export interface DeliveryFormContent {
  readonly status: 200 | 409 | 422;
  /** As typed; absent from a new form. */
  readonly answers?: FormInput;
  readonly errors?: FieldErrors;
  /** A form that is shown again keeps its key as long as nothing was written. */
  readonly idempotencyKey?: string;
  /** The version that the author saw, after a conflict. */
  readonly expectedVersion?: number | undefined;
}

export function pathDelivery(c: Context) {
  return parseDeliveryReference(c.req.param('reference') ?? '');
}

export async function parseDeliveryForm(
  { c, deps }: PageRequest,
  form: Form,
): Promise<PostedDeliveryForm> {
  const body = await c.req.parseBody({ all: true });
  const idempotencyKey = idempotencyKeyIn(body) || deps.newId();
  const key = pathDelivery(c);
  const command = key && {
    ...key,
    by: personOf(c),
    channel: 'web' as const,
    idempotencyKey,
    expectedVersion: versionIn(body),
  };
  return { form, answers: answersIn(form, body), idempotencyKey, body, command };
}

export function showDeliveryNotFound(
  { c, show }: PageRequest,
  { form, answers = {} }: { readonly form: Form; readonly answers?: FormInput | undefined },
) {
  return showNotFound(c, show, <SubmittedAnswers form={form} answers={answers} />);
}

export function showInvalidTransition({ c, show }: PageRequest, posted: PostedDeliveryForm) {
  return showRefusal(c, show, {
    ...deliveryRefusals['invalid-transition'],
    status: 409,
    input: <SubmittedAnswers {...posted} />,
  });
}

/** The title of a page with a form: that of a conflict after one, else `title`. */
export function formTitle(title: string, { expectedVersion }: DeliveryFormContent): string {
  return expectedVersion === undefined ? title : deliveryRefusals.conflict.title;
}

interface ConflictProps {
  readonly delivery: Delivery;
  readonly expectedVersion: number | undefined;
  readonly timeZone: string;
}

/** After a conflict, the lines of the journal that the author had not seen. */
export function DeliveryConflict({ delivery, expectedVersion, timeZone }: ConflictProps) {
  if (expectedVersion === undefined) return null;
  const unseen = delivery.journal.filter(({ version }) => version > expectedVersion);
  return (
    <div class="errors" role="alert">
      <p>{deliveryRefusals.conflict.text}</p>
      {unseen.length > 0 && (
        <>
          <h2>{refusals.conflict.conflict}</h2>
          <DeliveryJournal entries={unseen} timeZone={timeZone} />
        </>
      )}
    </div>
  );
}

interface HiddenFieldsProps {
  readonly idempotencyKey: string;
  /** Absent from a form that does not depend on what else was written. */
  readonly delivery?: Delivery;
}

export function HiddenFields({ idempotencyKey, delivery }: HiddenFieldsProps) {
  return (
    <>
      <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
      {delivery && <input type="hidden" name="version" value={journalVersion(delivery)} />}
    </>
  );
}
