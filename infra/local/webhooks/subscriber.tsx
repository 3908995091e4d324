import { Hono } from 'hono';
import { Webhook } from 'standardwebhooks';
import { webhookEventTypes } from '../../../functions/domain/webhooks/event.ts';
import { newSubscriber } from '../../../functions/domain/webhooks/subscriber.ts';
import type {
  SubscriberSecrets,
  SubscriberStore,
} from '../../../functions/use-cases/webhook-ports.ts';
import { LocalPage } from '../shared/page.tsx';

export interface ReceivedEvent {
  readonly at: string;
  /** Each attempt of an event has the same id. */
  readonly id: string;
  readonly body: string;
  readonly verified: boolean;
  readonly answered: number;
}

interface SubscriberPageProps {
  readonly received: readonly ReceivedEvent[];
  readonly answering: number;
  readonly isJoined: boolean;
  readonly timeZone: string;
  readonly id: string;
}

const answers = [
  [204, 'Reçu (204)'],
  [500, 'En panne (500)'],
  [429, 'Trop d’envois (429)'],
  [410, 'Parti (410)'],
] as const;

export const SubscriberPage = (props: SubscriberPageProps) => {
  const { received, answering, isJoined, timeZone, id } = props;
  return (
    <LocalPage title="L’abonné de cette machine">
      <p>
        Un autre système, sur cette machine&nbsp;: il vérifie chaque envoi avec la bibliothèque de
        référence <code>standardwebhooks</code> et montre ici ce qu’il a entendu.
      </p>
      {isJoined ? (
        <p>
          <a href={`/education/abonnes/${id}`}>Sa page au service Éducation</a>
        </p>
      ) : (
        <form method="post" action="/local/subscriber">
          <button type="submit">L’abonner</button>
        </form>
      )}
      <form method="post" action="/local/subscriber">
        <label>
          Il répond{' '}
          <select name="answer">
            {answers.map(([status, label]) => (
              <option value={String(status)} selected={status === answering}>
                {label}
              </option>
            ))}
          </select>
        </label>{' '}
        <button type="submit">Changer</button>
      </form>
      <h2>Reçus&nbsp;: {received.length}</h2>
      <ol reversed>
        {received.map((event) => (
          <li>
            <strong>{typeOf(event.body)}</strong> {clockTime(event.at, timeZone)}
            <br />
            {event.verified ? 'Signature vérifiée' : 'Signature refusée'}, répondu {event.answered}
            <br />
            <code>{event.id}</code>
            <pre>{event.body}</pre>
          </li>
        ))}
      </ol>
    </LocalPage>
  );
};

function typeOf(body: string): string {
  return /"type":"([\w.]+)"/.exec(body)?.[1] ?? 'illisible';
}

function clockTime(at: string, timeZone: string): string {
  return new Date(at).toLocaleTimeString('fr-FR', { timeZone });
}

export interface LocalSubscriberDeps {
  /** The address of the site. */
  readonly url: string;
  readonly subscribers: SubscriberStore;
  readonly secrets: SubscriberSecrets;
  readonly timeZone: string;
}

/** The only local subscriber. */
const id = '10ca110ca110';
const maxKept = 500;

export interface LocalSubscriber {
  readonly app: Hono;
  /** Adds it as a subscriber, or updates its address: the port can differ from the last start. */
  join(): Promise<void>;
}

/** A subscriber that verifies events with the reference library and shows them. */
export function createLocalSubscriber(deps: LocalSubscriberDeps): LocalSubscriber {
  const { url, subscribers, secrets, timeZone } = deps;
  const app = new Hono();
  const received: ReceivedEvent[] = [];
  let answering = 204;

  async function join(): Promise<void> {
    const stored = await subscribers.find(id);
    const terms = {
      name: 'Abonné de cette machine',
      url: `${url}/local/subscriber/hooks`,
      types: webhookEventTypes,
    };
    const by = { at: new Date().toISOString(), who: 'Monde local', idempotencyKey: 'local' };
    if (stored?.url === terms.url) return;
    await subscribers.save({ ...newSubscriber(id, terms, by), ...stored, url: terms.url });
  }

  app.get('/', async (c) => {
    if (c.req.header('accept')?.includes('application/json')) return c.json(received);
    const isJoined = (await subscribers.find(id)) !== undefined;
    return c.html(<SubscriberPage {...{ received, answering, isJoined, timeZone, id }} />);
  });

  app.post('/', async (c) => {
    if (isForeignOrigin(c.req.header('origin'))) return c.text('Origine refusée', 403);
    const { answer } = await c.req.parseBody();
    const status = Number(answer);
    if (status >= 200 && status < 600) answering = status;
    else await join();
    return c.redirect('/local/subscriber', 303);
  });

  app.post('/hooks', async (c) => {
    const body = await c.req.text();
    const event = { at: new Date().toISOString(), id: c.req.header('webhook-id') ?? '', body };
    const verified = await verifies(body, c.req.header());
    received.unshift({ ...event, verified, answered: verified ? answering : 401 });
    received.splice(maxKept);
    return new Response(null, { status: verified ? answering : 401 });
  });

  async function verifies(body: string, headers: Record<string, string>): Promise<boolean> {
    const secretVersion = (await subscribers.find(id))?.secretVersion ?? 1;
    try {
      new Webhook(await secrets.secretOf(id, secretVersion)).verify(body, headers);
      return true;
    } catch {
      return false;
    }
  }

  /** Pages of other origins in the same browser may not post here. */
  const isForeignOrigin = (origin: string | undefined) => origin !== undefined && origin !== url;

  return { app, join };
}
