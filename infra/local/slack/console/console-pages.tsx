import type { Child } from 'hono/jsx';
import { LocalPage } from '../../local-page.tsx';
import type { SeenMessage } from '../messages.ts';
import type { LogLine } from '../slack-log.ts';
import type { ShownView } from '../views.ts';
import type { Member, Workspace } from '../workspace.ts';
import type { Canvas } from './canvas.ts';
import { consoleStyle } from './console-style.ts';
import { Blocks } from './draw-blocks.tsx';
import { Log } from './draw-log.tsx';
import { Sheet } from './draw-sheet.tsx';
import { Marked, type Names } from './draw-text.tsx';

/** As the app's manifest declares them to Slack. */
export const shortcuts = {
  message: { id: 'report-damage-of-message', label: 'Signaler un dégât' },
  everywhere: [
    { id: 'declare', label: 'Déclarer des besoins' },
    { id: 'report-damage', label: 'Signaler un dégât' },
  ],
} as const;

/** Where somebody looks: at the bot, at its Home, at a channel by its name. */
export const places = { bot: 'bot', home: 'accueil' } as const;

export interface ConsoleProps {
  readonly workspace: Workspace;
  readonly member: Member;
  /** What they may do at the counter, in French. */
  readonly role: string;
  readonly place: string;
  readonly messages: readonly SeenMessage[];
  /** The one on top last. */
  readonly modals: readonly ShownView[];
  readonly home: ShownView | undefined;
  /** Under the fields of the modal on top, by block; under no name, of the modal itself. */
  readonly errors: Readonly<Record<string, string>>;
  /** What went wrong with the last act. */
  readonly trouble: string | undefined;
  readonly log: readonly LogLine[];
  readonly timeZone: string;
}

export const ConsolePage = (props: ConsoleProps) => {
  const { workspace, member, place, modals, trouble, log, timeZone } = props;
  const top = modals.at(-1);
  return (
    <LocalPage title="Slack, sur cette machine" style={consoleStyle}>
      <p>
        Un faux Slack, avec ses limites et ses délais. Choisissez qui vous êtes, tapez une commande
        ou un message, pressez les boutons : le guichet reçoit et répond comme dans un vrai espace
        de travail.
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

const addressOf = ({ handle }: Member, place: string): string => `/local/slack/${handle}/${place}`;

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
      {member.name}, {member.mail} : {role}
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
      <form method="post" action={`/local/slack/${member.handle}/accueil/ouvrir`}>
        <button type="submit">Ouvrir l’accueil</button>
      </form>
      {home ? (
        <div class="sheet">
          <Blocks blocks={home.blocks} canvas={canvasOf(props, false, { view: home.id })} />
        </div>
      ) : (
        <p>L’application n’y a rien publié pour {member.name} : ouvrez-le.</p>
      )}
    </section>
  );
};

const Conversation = (props: ConsoleProps) => {
  const { member, place, messages, workspace } = props;
  const action = addressOf(member, place);
  const isChannel = place !== places.bot;
  return (
    <section>
      <h2>{isChannel ? `#${place}` : 'Messages avec Casiers 47'}</h2>
      {messages.length === 0 ? (
        <p>Aucun message.</p>
      ) : (
        <ul class="thread">
          {messages.map((message) => (
            <Message {...props} message={message} />
          ))}
        </ul>
      )}
      <form class="compose" method="post" action={`${action}/commande`}>
        <label>
          Une commande
          <span class="typed">
            <code>/casiers</code>
            <input name="text" autocomplete="off" list="commandes" />
          </span>
        </label>
        <datalist id="commandes">
          {['besoin', 'dégât', 'néant', 'état', 'livraison', 'aide'].map((word) => (
            <option value={word} />
          ))}
        </datalist>
        <button type="submit">Lancer</button>
      </form>
      <form class="compose" method="post" action={`${action}/message`}>
        <label>
          Un message
          <input
            name="text"
            required
            autocomplete="off"
            value={isChannel ? `@${workspace.bot.name} ` : ''}
          />
        </label>
        <button type="submit">Envoyer</button>
      </form>
      <form method="post" action={`${action}/raccourci`} class="row">
        <span>Un raccourci :</span>
        {shortcuts.everywhere.map(({ id, label }) => (
          <button type="submit" name="shortcut" value={id}>
            {label}
          </button>
        ))}
      </form>
      {isChannel && (
        <p class="small">
          Dans un canal, le guichet n’entend que ce qui le nomme : @{workspace.bot.name}.
        </p>
      )}
    </section>
  );
};

const Message = (props: ConsoleProps & { readonly message: SeenMessage }) => {
  const { message, member, place, workspace, timeZone } = props;
  const names = namesOf(workspace);
  const isReply = message.threadTs !== undefined && message.threadTs !== message.ts;
  const action = `${addressOf(member, place)}/raccourci`;
  const time = new Intl.DateTimeFormat('fr', { timeStyle: 'short', timeZone });
  const isBot = message.user === workspace.bot.userId;
  return (
    <li class={`message${message.isEphemeral ? ' alone' : ''}${isReply ? ' reply' : ''}`}>
      <p class="small">
        <strong>{names.get(message.user)}</strong>, {time.format(Number(message.ts) * 1000)}
        {message.isEphemeral && ', visible par vous seulement'}
        {isReply && ', dans le fil'}
        {message.isEdited && ', modifié'}
      </p>
      {message.blocks.length > 0 ? (
        <>
          <Blocks
            blocks={message.blocks}
            canvas={canvasOf(props, false, { message: message.ts })}
          />
          <details class="small">
            <summary>Ce que lit une notification</summary>
            <Marked text={message.text} names={names} />
          </details>
        </>
      ) : (
        <p>
          <Marked text={message.text} names={names} />
        </p>
      )}
      {!isBot && (
        <form method="post" action={action}>
          <input type="hidden" name="message" value={message.ts} />
          <button type="submit" name="shortcut" value={shortcuts.message.id}>
            {shortcuts.message.label}
          </button>
        </form>
      )}
    </li>
  );
};

const namesOf = ({ members, channels, bot }: Workspace): Names =>
  new Map([
    ...members.map(({ id, name }) => [id, name] as const),
    ...channels.map(({ id, name }) => [id, name] as const),
    [bot.userId, 'Casiers 47'],
  ]);

/** `hidden`: the message or the view, where a button is in a form of its own. */
function canvasOf(
  { workspace, member, place, errors, modals, home }: ConsoleProps,
  inForm: boolean,
  hidden: Readonly<Record<string, string>> = {},
): Canvas {
  const view = inForm ? modals.at(-1) : hidden['view'] ? home : undefined;
  return {
    workspace,
    names: namesOf(workspace),
    values: view?.state.values ?? {},
    errors: inForm ? errors : {},
    inForm,
    form: (children: Child) => (
      <form method="post" action={`${addressOf(member, place)}/bouton`}>
        {Object.entries(hidden).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        {children}
      </form>
    ),
  };
}
