import { LocalPage } from '../pages/local-page.tsx';

export interface ReceivedEvent {
  readonly at: string;
  /** The same for every attempt. */
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
