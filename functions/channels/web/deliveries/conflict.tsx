import type { Context } from 'hono';
import { deliveryRefusals } from '../../../content/deliveries/planning-texts.ts';
import { deliveryJournalLine } from '../../../content/deliveries/texts.ts';
import { instant } from '../../../content/format.ts';
import type { Form } from '../../../content/model/form.ts';
import { refusals } from '../../../content/site.ts';
import type { Answers } from '../../../domain/act.ts';
import type { Delivery, DeliveryEntry } from '../../../domain/deliveries/delivery.ts';
import { readDeliveryReference } from '../../../domain/reference.ts';
import type { ChangeDeliveryCommand } from '../../../use-cases/deliveries.ts';
import { showRefusal, TypedAnswers } from '../shared/errors.tsx';
import type { ShowPage } from '../shared/page.tsx';
import { answersIn, openingIn, versionIn } from '../shared/posted-form.ts';
import { personOf } from '../shared/session.tsx';

/** A form about a delivery, as it was sent. */
export interface PostedAct {
  readonly form: Form;
  readonly answers: Answers;
  readonly opening: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** Absent where the address names no delivery. */
  readonly command: ChangeDeliveryCommand | undefined;
}

export function deliveryIn(c: Context) {
  return readDeliveryReference(c.req.param('reference') ?? '');
}

export async function readPostedAct(
  c: Context,
  form: Form,
  newId: () => string,
): Promise<PostedAct> {
  const body = await c.req.parseBody({ all: true });
  const opening = openingIn(body) || newId();
  const which = deliveryIn(c);
  const command = which && {
    ...which,
    by: personOf(c),
    door: 'web' as const,
    opening,
    seenVersion: versionIn(body),
  };
  return { form, answers: answersIn(form, body), opening, body, command };
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
export function showSettled(c: Context, show: ShowPage, sent: PostedAct) {
  return showRefusal(c, show, {
    ...deliveryRefusals.settled,
    status: 409,
    typed: <TypedAnswers {...sent} />,
  });
}

interface MeanwhileProps {
  readonly delivery: Delivery;
  /** The version they had before their eyes. */
  readonly seenVersion: number;
  readonly timeZone: string;
}

/** What somebody else wrote of it while they were writing. */
export function DeliveryMeanwhile({ delivery, seenVersion, timeZone }: MeanwhileProps) {
  const since = delivery.journal.filter(({ version }) => version > seenVersion);
  return (
    <div class="errors" role="alert">
      <p>{deliveryRefusals.stale.text}</p>
      {since.length > 0 && (
        <>
          <h2>{refusals.stale.meanwhile}</h2>
          <DeliveryJournal entries={since} timeZone={timeZone} />
        </>
      )}
    </div>
  );
}
