import { LocalPage } from '../../pages/local-page.tsx';
import { canvasOf } from './canvas-of.tsx';
import { addressOf, type ConsoleProps, places } from './console-props.ts';
import { consoleStyle } from './console-style.ts';
import { Conversation } from './conversation.tsx';
import { Blocks } from './draw-blocks.tsx';
import { Log } from './draw-log.tsx';
import { Sheet } from './draw-sheet.tsx';

/** What one member sees of Slack, and what went between Slack and the counter. */
export const ConsolePage = (props: ConsoleProps) => {
  const { workspace, member, place, modals, trouble, log, timeZone } = props;
  const top = modals.at(-1);
  return (
    <LocalPage title="Slack, sur cette machine" style={consoleStyle}>
      <p>
        Un Slack d’essai, avec ses limites et ses délais. Choisissez qui vous êtes, tapez une
        commande ou un message, pressez les boutons : le guichet reçoit et répond comme dans un vrai
        espace de travail.
      </p>
      <People {...props} />
      {trouble && (
        <p role="alert">
          <strong class="error">{trouble}</strong>
        </p>
      )}
      {top && <Sheet {...props} view={top} depth={modals.length} canvas={canvasOf(props, true)} />}
      <nav aria-label="Dans Slack">
        <ul class="bar">
          <PlaceLink {...props} to={places.bot} label="Casiers 47 (messages)" />
          <PlaceLink {...props} to={places.home} label="Casiers 47 (accueil)" />
          {workspace.channels.map(({ name }) => (
            <PlaceLink {...props} to={name} label={`#${name}`} />
          ))}
        </ul>
      </nav>
      {place === places.home ? <Home {...props} /> : <Conversation {...props} />}
      <p>
        <a href={addressOf(member, place)}>Actualiser</a> <small>(un avis peut arriver seul)</small>
      </p>
      <Log lines={log} timeZone={timeZone} />
    </LocalPage>
  );
};

const People = ({ workspace, member, role, place }: ConsoleProps) => (
  <nav aria-label="Qui vous êtes">
    <ul class="bar">
      {workspace.members.map((one) => (
        <li>
          <a href={addressOf(one, place)} aria-current={one.id === member.id ? 'page' : undefined}>
            {one.name}
          </a>
        </li>
      ))}
    </ul>
    <p class="small">
      {member.name} ({member.mail}), {role}
    </p>
  </nav>
);

const PlaceLink = ({
  member,
  place,
  to,
  label,
}: ConsoleProps & { readonly to: string; readonly label: string }) => (
  <li>
    <a href={addressOf(member, to)} aria-current={to === place ? 'page' : undefined}>
      {label}
    </a>
  </li>
);

const Home = (props: ConsoleProps) => {
  const { home, member } = props;
  return (
    <section>
      <h2>Accueil de l’application</h2>
      <form method="post" action={`${addressOf(member, places.home)}/ouvrir`}>
        <button type="submit">Ouvrir l’accueil</button>
      </form>
      {home ? (
        <div class="sheet">
          <Blocks blocks={home.blocks} canvas={canvasOf(props, false, { view: home.id })} />
        </div>
      ) : (
        <p>L’application n’y a rien publié pour {member.name} : ouvrez-le.</p>
      )}
    </section>
  );
};
