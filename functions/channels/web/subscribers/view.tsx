import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import { instant } from '../../../content/format.ts';
import { eventLabels } from '../../../content/webhooks/reference.ts';
import {
  attemptText,
  subscriberJournalLine,
  subscriberStates,
  subscriberPages as texts,
  webhookMessageStates,
} from '../../../content/webhooks/subscribers.ts';
import { webhookEventTypes } from '../../../domain/webhooks/event.ts';
import type { WebhookMessage } from '../../../domain/webhooks/message.ts';
import type { Subscriber } from '../../../domain/webhooks/subscriber.ts';
import type { SubscriberFile } from '../../../use-cases/subscribers.ts';
import { StackTable } from '../shared/components.tsx';
import type { ShowPage } from '../shared/page.tsx';

export const subscribersPath = '/education/abonnes';

export const subscriberPath = (id: string) => `${subscribersPath}/${id}`;

interface NewSecret {
  readonly subscriber: Subscriber;
  readonly secret?: string | undefined;
}

/** Answers the form that created the secret. No other page shows it. */
export function showSecret(c: Context, show: ShowPage, { subscriber, secret }: NewSecret) {
  return show(c, {
    title: texts.secretTitle,
    body: (
      <>
        <p class="lead">{subscriber.name}</p>
        <p>{texts.secretOnce}</p>
        <p>
          <code class="secret">{secret}</code>
        </p>
        {subscriber.secretVersion > 1 && <p>{texts.rotated}</p>}
        <p>{texts.secretHow}</p>
        <p>
          <a class="button" href={subscriberPath(subscriber.id)}>
            {texts.toSubscriber}
          </a>
        </p>
      </>
    ),
  });
}

interface FileProps extends SubscriberFile {
  readonly timeZone: string;
}

export function SubscriberFacts({ subscriber, subscriberHealth, timeZone }: FileProps) {
  const { url, state, types } = subscriber;
  const facts: readonly (readonly [string, Child])[] = [
    [texts.address, url],
    [texts.state, subscriberStates[state]],
    ...(subscriberHealth.failingSince
      ? [[texts.failing, instant(subscriberHealth.failingSince, timeZone)] as const]
      : []),
    ...(subscriberHealth.throttledUntil
      ? [[texts.throttled, instant(subscriberHealth.throttledUntil, timeZone)] as const]
      : []),
    [
      texts.events,
      types.length === webhookEventTypes.length
        ? texts.everyEvent
        : types.map((type) => eventLabels[type]).join('\n'),
    ],
  ];
  return (
    <dl class="answers">
      {facts.map(([label, value]) => (
        <div>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The messages of a page, the newest first, with their attempts. */
export function WebhookMessages(file: FileProps) {
  const { webhookMessages, next, subscriber, timeZone } = file;
  const isActive = subscriber.state === 'active';
  return (
    <section>
      <h2>{texts.sent}</h2>
      {webhookMessages.length === 0 && <p>{texts.sentNone}</p>}
      {webhookMessages.length > 0 && (
        <StackTable
          columns={isActive ? [...texts.sentColumns, texts.replayColumn] : texts.sentColumns}
          rows={webhookMessages.map((webhookMessage) => [
            eventLabels[webhookMessage.event.type],
            instant(webhookMessage.event.at, timeZone),
            <StateOf webhookMessage={webhookMessage} timeZone={timeZone} />,
            <Attempts webhookMessage={webhookMessage} timeZone={timeZone} />,
            ...(isActive ? [<Replay webhookMessage={webhookMessage} timeZone={timeZone} />] : []),
          ])}
        />
      )}
      {next && (
        <p>
          <a href={`${subscriberPath(subscriber.id)}?avant=${encodeURIComponent(next)}`}>
            {texts.older}
          </a>
        </p>
      )}
    </section>
  );
}

interface WebhookMessageProps {
  readonly webhookMessage: WebhookMessage;
  readonly timeZone: string;
}

function StateOf({ webhookMessage: { state, nextAt }, timeZone }: WebhookMessageProps) {
  return (
    <>
      {webhookMessageStates[state]}
      {nextAt && <div class="quiet">{instant(nextAt, timeZone)}</div>}
    </>
  );
}

/** The time of each attempt is shown where there are several: a single one was made at the time of the event. */
function Attempts({ webhookMessage: { attempts }, timeZone }: WebhookMessageProps) {
  return attempts.map((attempt) => (
    <div>
      {attemptText(attempt)}
      {attempts.length > 1 && <div class="quiet">{instant(attempt.at, timeZone)}</div>}
    </div>
  ));
}

function Replay({ webhookMessage: { subscriberId, event }, timeZone }: WebhookMessageProps) {
  const named = texts.replayNamed(eventLabels[event.type], instant(event.at, timeZone));
  return (
    <form method="post" action={`${subscriberPath(subscriberId)}/rejeu-un`}>
      <input type="hidden" name="event" value={event.id} />
      <input type="hidden" name="at" value={event.at} />
      <button class="secondary" type="submit" aria-label={named}>
        {texts.replayOne}
      </button>
    </form>
  );
}

export function SubscriberJournal({ subscriber, timeZone }: FileProps) {
  return (
    <section>
      <h2>{texts.history}</h2>
      <ol class="journal">
        {subscriber.journal.map((entry) => (
          <li>{subscriberJournalLine(instant(entry.at, timeZone), entry)}</li>
        ))}
      </ol>
    </section>
  );
}
