import type { Context } from 'hono';
import { deliveryRefusals } from '../../../content/deliveries/planning-texts.ts';
import { deliveryJournalLine } from '../../../content/deliveries/texts.ts';
import { instant } from '../../../content/format.ts';
import type { Form } from '../../../content/model/form.ts';
import { refusals } from '../../../content/site.ts';
import type { FormInput } from '../../../domain/act.ts';
import type { Delivery, DeliveryEntry } from '../../../domain/deliveries/delivery.ts';
import { parseDeliveryReference } from '../../../domain/reference.ts';
import type { ChangeDeliveryCommand } from '../../../use-cases/deliveries.ts';
import { SubmittedAnswers, showRefusal } from '../shared/errors.tsx';
import type { ShowPage } from '../shared/page.tsx';
import { answersIn, idempotencyKeyIn, versionIn } from '../shared/posted-form.ts';
import { personOf } from '../shared/session.tsx';

/** A form about a delivery, as it was sent. */
export interface PostedAct {
  readonly form: Form;
  readonly answers: FormInput;
  readonly idempotencyKey: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** Absent where the address names no delivery. */
  readonly command: ChangeDeliveryCommand | undefined;
}

export function deliveryIn(c: Context) {
  return parseDeliveryReference(c.req.param('reference') ?? '');
}

export async function parsePostedForm(
  c: Context,
  form: Form,
  newId: () => string,
): Promise<PostedAct> {
  const body = await c.req.parseBody({ all: true });
  const idempotencyKey = idempotencyKeyIn(body) || newId();
  const key = deliveryIn(c);
  const command = key && {
    ...key,
    by: personOf(c),
    channel: 'web' as const,
    idempotencyKey,
    expectedVersion: versionIn(body),
  };
  return { form, answers: answersIn(form, body), idempotencyKey, body, command };
}

interface DeliveryJournalProps {
  readonly entries: readonly DeliveryEntry[];
  readonly timeZone: string;
}

export function DeliveryJournal({ entries, timeZone }: DeliveryJournalProps) {
  return (
    <ol class="journal">
      {entries.map((entry) => (
        <li>
          {deliveryJournalLine(instant(entry.at, timeZone), entry)}
          {entry.note && <blockquote>{entry.note}</blockquote>}
        </li>
      ))}
    </ol>
  );
}

/** The delivery's state refuses the act; what was typed is kept in sight. */
export function showInvalidTransition(c: Context, show: ShowPage, posted: PostedAct) {
  return showRefusal(c, show, {
    ...deliveryRefusals['invalid-transition'],
    status: 409,
    input: <SubmittedAnswers {...posted} />,
  });
}

interface ConflictProps {
  readonly delivery: Delivery;
  /** The version they had before their eyes. */
  readonly expectedVersion: number;
  readonly timeZone: string;
}

/** What somebody else wrote of it while they were writing. */
export function DeliveryConflict({ delivery, expectedVersion, timeZone }: ConflictProps) {
  const since = delivery.journal.filter(({ version }) => version > expectedVersion);
  return (
    <div class="errors" role="alert">
      <p>{deliveryRefusals.conflict.text}</p>
      {since.length > 0 && (
        <>
          <h2>{refusals.conflict.conflict}</h2>
          <DeliveryJournal entries={since} timeZone={timeZone} />
        </>
      )}
    </div>
  );
}
