import type { SeenMessage } from '../messages.ts';
import { Blocks } from './blocks.tsx';
import { addressOf, type ConsoleProps, canvasOf, namesOf, places } from './props.tsx';
import { Marked } from './text.tsx';

/** As the app's manifest declares them to Slack. */
export const shortcuts = {
  message: { id: 'report-damage-of-message', label: 'Signaler un dégât' },
  everywhere: [
    { id: 'declare', label: 'Déclarer des besoins' },
    { id: 'report-damage', label: 'Signaler un dégât' },
  ],
} as const;

/** Messages, and ways to write one. */
export const Conversation = (props: ConsoleProps) => {
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
        <span>Un raccourci&nbsp;:</span>
        {shortcuts.everywhere.map(({ id, label }) => (
          <button type="submit" name="shortcut" value={id}>
            {label}
          </button>
        ))}
      </form>
      {isChannel && (
        <p class="small">
          Dans un canal, le guichet n’entend que ce qui le nomme&nbsp;: @{workspace.bot.name}.
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
    <li
      id={`message-${message.ts}`}
      class={`message${message.isEphemeral ? ' alone' : ''}${isReply ? ' reply' : ''}`}
    >
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
        <details class="small">
          <summary>Plus d’actions</summary>
          <form method="post" action={action}>
            <input type="hidden" name="message" value={message.ts} />
            <button type="submit" name="shortcut" value={shortcuts.message.id}>
              {shortcuts.message.label}
            </button>
          </form>
        </details>
      )}
    </li>
  );
};
