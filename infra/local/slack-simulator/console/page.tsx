import { raw } from 'hono/html';
import type { LogLine } from '../log.ts';
import type { ShownView } from '../views.ts';
import { Blocks } from './blocks.tsx';
import { Conversation } from './conversation.tsx';
import { addressOf, type Canvas, type ConsoleProps, canvasOf, places } from './props.tsx';

const style = `
  :root { color-scheme: light dark; font: 1.0625rem/1.5 system-ui, sans-serif; }
  body { margin: 0 auto; max-width: 46rem; padding: 1rem; overflow-wrap: anywhere; }
  h1 { font-size: 1.5rem; line-height: 1.2; }
  h2 { font-size: 1.2rem; }
  a, button { display: inline-block; padding: .35rem 0; }
  button { font: inherit; padding: .6rem 1rem; border: 1px solid; border-radius: .3rem; cursor: pointer; }
  [hidden] { display: none; }
  :focus-visible { outline: 3px solid; outline-offset: 2px; }
  li { margin-block: .25rem; }
  summary { cursor: pointer; padding: .35rem 0; }
  code { overflow-wrap: anywhere; }
  pre { white-space: pre-wrap; border: 1px solid; padding: .75rem; }
  .bar { display: flex; flex-wrap: wrap; gap: .25rem 1rem; padding: 0; margin: .5rem 0; list-style: none; }
  .bar a[aria-current] { font-weight: bold; text-decoration: none; border-bottom: 3px solid; }
  .thread { padding: 0; list-style: none; }
  .message { border: 1px solid #8888; border-radius: .4rem; padding: .5rem .75rem; margin-block: .5rem; }
  .message.alone { border-style: dashed; }
  .message.reply { margin-inline-start: 1.25rem; }
  .message p, .sheet p { margin-block: .4rem; }
  .small, small { font-size: .875rem; opacity: .85; }
  .block { display: block; }
  .sheet { border: 2px solid; border-radius: .5rem; padding: .5rem 1rem 1rem; margin-block: 1rem; }
  .section { display: flex; flex-wrap: wrap; gap: .5rem 1rem; justify-content: space-between; }
  .fields { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: 0 1rem; }
  .row { display: flex; flex-wrap: wrap; gap: .5rem; margin-block: .5rem; align-items: center; }
  .primary { font-weight: bold; border-width: 2px; }
  .danger, .error { color: light-dark(#a8071a, #ff9c9c); }
  .error { display: block; }
  .field { margin: 1rem 0; border: 0; padding: 0; min-inline-size: 0; }
  .field > label:not(.choice), legend { display: block; font-weight: bold; padding: 0; }
  .choice { display: flex; gap: .5rem; align-items: baseline; padding: .25rem 0; }
  input:not([type=radio], [type=checkbox]), textarea, select {
    font: inherit; width: 100%; box-sizing: border-box; padding: .5rem; border: 1px solid; border-radius: .3rem;
  }
  input[type=radio], input[type=checkbox] { width: 1.2rem; height: 1.2rem; flex: none; }
  .compose { display: flex; gap: .5rem; align-items: end; flex-wrap: wrap; margin-block: .75rem; }
  .compose label { flex: 1 1 12rem; font-weight: bold; }
  .compose input { display: block; margin-block-start: .25rem; font-weight: normal; }
  .typed { display: flex; align-items: baseline; gap: .4rem; font-weight: normal; }
  .wide { overflow-x: auto; }
  table { border-collapse: collapse; }
  td, th { border: 1px solid #8888; padding: .25rem .5rem; text-align: start; vertical-align: top; }
  figure, h3 { margin: .5rem 0; }
  h3 { font-size: 1.1rem; }
  img { max-width: 100%; }
  .log { padding-inline-start: 1.25rem; font-size: .9375rem; }
  .message form { margin-block: .5rem; }
`;

interface LogProps {
  /** The latest line is last. */
  readonly lines: readonly LogLine[];
  readonly timeZone: string;
}

const shown = 12;

/** The requests between Slack and the app, latest first. */
const Log = ({ lines, timeZone }: LogProps) => {
  const time = new Intl.DateTimeFormat('fr', { timeStyle: 'medium', timeZone });
  return (
    <section id="echanges">
      <h2>Ce que Slack et l’application se sont dit</h2>
      {lines.length === 0 ? (
        <p>Rien encore.</p>
      ) : (
        <ul class="log">
          {lines
            .slice(-shown)
            .reverse()
            .map((line) => (
              <li>
                {time.format(line.at)}&nbsp;:{' '}
                {line.direction === 'to-app' ? 'Slack envoie' : 'l’application appelle'}{' '}
                <code>{line.what}</code>, {outcomeOf(line)} en {line.tookMilliseconds} ms
                {line.problems.length > 0 && (
                  <>
                    <br />
                    <strong class="error">Slack refuserait ceci&nbsp;:</strong>
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

const outcomeTexts: Readonly<Record<string, string>> = {
  http_timeout: 'pas de réponse en 3 secondes',
  connection_failed: 'pas de connexion',
  http_error: 'une erreur HTTP',
  expired_trigger_id: 'le déclencheur avait plus de 3 secondes',
  exchanged_trigger_id: 'le déclencheur avait déjà servi',
  push_limit_reached: 'pas plus de trois fenêtres empilées',
  hash_conflict: 'la vue a changé entre-temps',
};

function outcomeOf({ outcome, isWrong }: LogLine): string {
  const text = outcomeTexts[outcome] ? `${outcomeTexts[outcome]} (${outcome})` : outcome;
  return isWrong ? `échec\u00a0: ${text}` : `réponse ${text}`;
}

interface ModalProps extends ConsoleProps {
  readonly view: ShownView;
  /** The number of open modals; this one is on top. */
  readonly depth: number;
  readonly canvas: Canvas;
}

/** The top modal, as one form; the value of the pressed button says what to do. */
const Modal = (props: ModalProps) => {
  const { member, place, view, depth, canvas } = props;
  if (view.type !== 'modal') return null;
  const modalError = canvas.errors[''];
  return (
    <section class="sheet" id="fenetre" aria-labelledby="fenetre-titre">
      <h2 id="fenetre-titre">{view.title.text}</h2>
      {depth > 1 && <p class="small">Fenêtre {depth} d’une pile&nbsp;: Slack en permet trois.</p>}
      {modalError && (
        <p>
          <strong class="error">{modalError}</strong>
        </p>
      )}
      <form
        method="post"
        action={`${addressOf(props, member, place)}/fenetre`}
        enctype="multipart/form-data"
      >
        <input type="hidden" name="view" value={view.id} />
        {view.submit && <EnterKeyButton />}
        <Blocks blocks={view.blocks} canvas={canvas} />
        <div class="row">
          {view.submit && (
            <button type="submit" name="do" value="submit" class="primary">
              {view.submit.text}
            </button>
          )}
          <button type="submit" name="do" value="close" formnovalidate>
            {view.close?.text ?? 'Fermer'}
          </button>
          {depth > 1 && (
            <button type="submit" name="do" value="clear" formnovalidate>
              Tout fermer
            </button>
          )}
        </div>
      </form>
    </section>
  );
};

/** The Enter key presses the first button of a form: in Slack, it submits. */
const EnterKeyButton = () => (
  <button type="submit" name="do" value="submit" hidden>
    Envoyer
  </button>
);

/** What one member sees in Slack, and the log. */
export const ConsolePage = (props: ConsoleProps) => {
  const { workspace, member, place, modals, failure, log, timeZone, back } = props;
  const { app, channels } = workspace;
  const top = modals.at(-1);
  return (
    <>
      {raw('<!doctype html>')}
      <html lang="fr">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{`Slack, sur cette machine - ${app.name}`}</title>
          <style dangerouslySetInnerHTML={{ __html: style }} />
        </head>
        <body>
          {back && (
            <nav aria-label={back.label}>
              <a href={back.href}>{back.label}</a>
            </nav>
          )}
          <main>
            <h1>Slack, sur cette machine</h1>
            <p>
              Un Slack d’essai, avec ses limites et ses délais. Choisissez qui vous êtes, tapez une
              commande ou un message, pressez les boutons&nbsp;: l’application reçoit et répond
              comme dans un vrai espace de travail.
            </p>
            <People {...props} />
            {failure && (
              <p role="alert">
                <strong class="error">{failure}</strong>
              </p>
            )}
            {top && (
              <Modal {...props} view={top} depth={modals.length} canvas={canvasOf(props, true)} />
            )}
            <nav aria-label="Dans Slack">
              <ul class="bar">
                <PlaceLink {...props} to={places.bot} label={`${app.name} (messages)`} />
                <PlaceLink {...props} to={places.home} label={`${app.name} (accueil)`} />
                {channels.map(({ name }) => (
                  <PlaceLink {...props} to={name} label={`#${name}`} />
                ))}
              </ul>
            </nav>
            {place === places.home ? <Home {...props} /> : <Conversation {...props} />}
            <p>
              <a href={addressOf(props, member, place)}>Actualiser</a>{' '}
              <small>(un message peut arriver seul)</small>
            </p>
            <Log lines={log} timeZone={timeZone} />
          </main>
        </body>
      </html>
    </>
  );
};

const People = (props: ConsoleProps) => {
  const { workspace, member, description, place } = props;
  return (
    <nav aria-label="Qui vous êtes">
      <ul class="bar">
        {workspace.members.map((each) => (
          <li>
            <a
              href={addressOf(props, each, place)}
              aria-current={each.id === member.id ? 'page' : undefined}
            >
              {each.name}
            </a>
          </li>
        ))}
      </ul>
      <p class="small">
        {member.name} ({member.mail}){description && `, ${description}`}
      </p>
    </nav>
  );
};

const PlaceLink = (props: ConsoleProps & { readonly to: string; readonly label: string }) => {
  const { member, place, to, label } = props;
  return (
    <li>
      <a href={addressOf(props, member, to)} aria-current={to === place ? 'page' : undefined}>
        {label}
      </a>
    </li>
  );
};

const Home = (props: ConsoleProps) => {
  const { home, member } = props;
  return (
    <section>
      <h2>Accueil de l’application</h2>
      <form method="post" action={`${addressOf(props, member, places.home)}/ouvrir`}>
        <button type="submit">Ouvrir l’accueil</button>
      </form>
      {home ? (
        <div class="sheet">
          <Blocks blocks={home.blocks} canvas={canvasOf(props, false, { view: home.id })} />
        </div>
      ) : (
        <p>L’application n’y a rien publié pour {member.name}&nbsp;: ouvrez-le.</p>
      )}
    </section>
  );
};
