import type { LogLine } from '../slack-log.ts';

interface LogProps {
  /** The latest last. */
  readonly lines: readonly LogLine[];
  readonly timeZone: string;
}

const shown = 12;

/** What went between Slack and the counter, the latest first. */
export const Log = ({ lines, timeZone }: LogProps) => {
  const time = new Intl.DateTimeFormat('fr', { timeStyle: 'medium', timeZone });
  return (
    <section id="echanges">
      <h2>Ce que Slack et le guichet se sont dit</h2>
      {lines.length === 0 ? (
        <p>Rien encore.</p>
      ) : (
        <ul class="log">
          {lines
            .slice(-shown)
            .reverse()
            .map((line) => (
              <li>
                {time.format(line.at)} :{' '}
                {line.way === 'to-app' ? 'Slack envoie' : 'le guichet appelle'}{' '}
                <code>{line.what}</code>, {outcomeOf(line)} en {line.tookMilliseconds} ms
                {line.problems.length > 0 && (
                  <>
                    <br />
                    <strong class="error">Slack refuserait ceci :</strong>
                    <ul>
                      {line.problems.map((problem) => (
                        <li>{problem}</li>
                      ))}
                    </ul>
                  </>
                )}
              </li>
            ))}
        </ul>
      )}
    </section>
  );
};

const inFrench: Readonly<Record<string, string>> = {
  http_timeout: 'pas de réponse en 3 secondes',
  connection_failed: 'pas de connexion',
  http_error: 'une erreur HTTP',
  expired_trigger_id: 'le déclencheur avait plus de 3 secondes',
  exchanged_trigger_id: 'le déclencheur avait déjà servi',
  push_limit_reached: 'pas plus de trois fenêtres empilées',
  hash_conflict: 'la vue a changé entre-temps',
};

function outcomeOf({ outcome, isWrong }: LogLine): string {
  const words = inFrench[outcome] ? `${inFrench[outcome]} (${outcome})` : outcome;
  return isWrong ? `échec : ${words}` : `réponse ${words}`;
}
