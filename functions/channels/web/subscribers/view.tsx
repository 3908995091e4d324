import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import { instant } from '../../../content/format.ts';
import { eventLabels } from '../../../content/webhooks/reference.ts';
import {
  attemptText,
  dispatchStates,
  subscriberJournalLine,
  subscriberStates,
  subscriberPages as words,
} from '../../../content/webhooks/subscribers.ts';
import { hookEventTypes } from '../../../domain/webhooks/event.ts';
import type { Dispatch } from '../../../domain/webhooks/message.ts';
import type { Subscriber } from '../../../domain/webhooks/subscriber.ts';
import type { SubscriberFile } from '../../../use-cases/subscribers.ts';
import { StackTable } from '../shared/components.tsx';
import type { ShowPage } from '../shared/page.tsx';

export const subscribersPath = '/education/abonnes';

/** Where the service Éducation looks after one subscriber. */
export const subscriberPath = (id: string) => `${subscribersPath}/${id}`;

interface Shown {
  readonly subscriber: Subscriber;
  readonly secret?: string | undefined;
}

/** The answer to the form that made the secret, and to no other: it is nowhere to be found again. */
export function showSecret(c: Context, show: ShowPage, { subscriber, secret }: Shown) {
  return show(c, {
    title: words.secretTitle,
    body: (
      <>
        <p class="lead">{subscriber.name}</p>
        <p>{words.secretOnce}</p>
        <p>
          <code class="secret">{secret}</code>
        </p>
        {subscriber.generation > 1 && <p>{words.rotated}</p>}
        <p>{words.secretHow}</p>
        <p>
          <a class="button" href={subscriberPath(subscriber.id)}>
            {words.toSubscriber}
          </a>
        </p>
      </>
    ),
  });
}

interface FileProps extends SubscriberFile {
  readonly timeZone: string;
}

export function SubscriberFacts({ subscriber, health, timeZone }: FileProps) {
  const { url, state, types } = subscriber;
  const facts: readonly (readonly [string, Child])[] = [
    [words.address, url],
    [words.state, subscriberStates[state]],
    ...(health.failingSince
      ? [[words.failing, instant(health.failingSince, timeZone)] as const]
      : []),
    ...(health.throttledUntil
      ? [[words.throttled, instant(health.throttledUntil, timeZone)] as const]
      : []),
    [
      words.events,
      types.length === hookEventTypes.length
        ? words.everyEvent
        : types.map((type) => eventLabels[type]).join('\n'),
    ],
  ];
  return (
    <dl class="answers">
      {facts.map(([label, told]) => (
        <div>
          <dt>{label}</dt>
          <dd>{told}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What was sent, the newest first, and what came of each attempt. */
export function Dispatches(file: FileProps) {
  const { dispatches, next, subscriber, timeZone } = file;
  const isActive = subscriber.state === 'active';
  return (
    <section>
      <h2>{words.sent}</h2>
      {dispatches.length === 0 && <p>{words.sentNone}</p>}
      {dispatches.length > 0 && (
        <StackTable
          columns={isActive ? [...words.sentColumns, words.replayColumn] : words.sentColumns}
          rows={dispatches.map((dispatch) => [
            eventLabels[dispatch.event.type],
            instant(dispatch.event.at, timeZone),
            <StateOf dispatch={dispatch} timeZone={timeZone} />,
            <Attempts dispatch={dispatch} timeZone={timeZone} />,
            ...(isActive ? [<Replay dispatch={dispatch} timeZone={timeZone} />] : []),
          ])}
        />
      )}
      {next && (
        <p>
          <a href={`${subscriberPath(subscriber.id)}?avant=${encodeURIComponent(next)}`}>
            {words.older}
          </a>
        </p>
      )}
    </section>
  );
}

interface DispatchProps {
  readonly dispatch: Dispatch;
  readonly timeZone: string;
}

function StateOf({ dispatch: { state, nextAt }, timeZone }: DispatchProps) {
  return (
    <>
      {dispatchStates[state]}
      {nextAt && <div class="quiet">{instant(nextAt, timeZone)}</div>}
    </>
  );
}

/** When, only where there are several: one is made at once. */
function Attempts({ dispatch: { attempts }, timeZone }: DispatchProps) {
  return attempts.map((attempt) => (
    <div>
      {attemptText(attempt)}
      {attempts.length > 1 && <div class="quiet">{instant(attempt.at, timeZone)}</div>}
    </div>
  ));
}

function Replay({ dispatch: { subscriberId, event }, timeZone }: DispatchProps) {
  const named = words.replayNamed(eventLabels[event.type], instant(event.at, timeZone));
  return (
    <form method="post" action={`${subscriberPath(subscriberId)}/rejeu-un`}>
      <input type="hidden" name="event" value={event.id} />
      <input type="hidden" name="at" value={event.at} />
      <button class="secondary" type="submit" aria-label={named}>
        {words.replayOne}
      </button>
    </form>
  );
}

export function SubscriberJournal({ subscriber, timeZone }: FileProps) {
  return (
    <section>
      <h2>{words.history}</h2>
      <ol class="journal">
        {subscriber.journal.map((entry) => (
          <li>{subscriberJournalLine(instant(entry.at, timeZone), entry)}</li>
        ))}
      </ol>
    </section>
  );
}
