import type { SlashCommand } from '../manifest.ts';
import type { SeenMessage } from '../messages.ts';
import { Blocks } from './blocks.tsx';
import { addressOf, type ConsoleProps, canvasOf, namesOf, places } from './props.tsx';
import { Mrkdwn } from './text.tsx';

/** The messages of a place, and the forms for a command, a message and a shortcut. */
export const Conversation = (props: ConsoleProps) => {
  const { member, place, messages, workspace } = props;
  const { app, bot } = workspace;
  const action = addressOf(props, member, place);
  const isChannel = place !== places.bot;
  const shortcuts = app.shortcuts.filter(({ type }) => type === 'global');
  return (
    <section>
      <h2>{isChannel ? `#${place}` : `Messages avec ${app.name}`}</h2>
      {messages.length === 0 ? (
        <p>Aucun message.</p>
      ) : (
        <ul class="thread">
          {messages.map((message) => (
            <Message {...props} message={message} />
          ))}
        </ul>
      )}
      {app.commands.map((command) => (
        <CommandForm command={command} action={`${action}/commande`} />
      ))}
      <form class="compose" method="post" action={`${action}/message`}>
        <label>
          Un message
          <input name="text" required autocomplete="off" value={isChannel ? `@${bot.name} ` : ''} />
        </label>
        <button type="submit">Envoyer</button>
      </form>
      {shortcuts.length > 0 && (
        <form method="post" action={`${action}/raccourci`} class="row">
          <span>Un raccourci&nbsp;:</span>
          {shortcuts.map(({ callback_id, name }) => (
            <button type="submit" name="shortcut" value={callback_id}>
              {name}
            </button>
          ))}
        </form>
      )}
      {isChannel && (
        <p class="small">
          Dans un canal, l’application ne reçoit que ce qui la nomme&nbsp;: @{bot.name}.
        </p>
      )}
    </section>
  );
};

const CommandForm = ({
  command: { command, usage_hint },
  action,
}: {
  readonly command: SlashCommand;
  readonly action: string;
}) => (
  <form class="compose" method="post" action={action}>
    <input type="hidden" name="command" value={command} />
    <label>
      Une commande
      <span class="typed">
        <code>{command}</code>
        <input name="text" autocomplete="off" placeholder={usage_hint} />
      </span>
    </label>
    <button type="submit">Lancer</button>
  </form>
);

const Message = (props: ConsoleProps & { readonly message: SeenMessage }) => {
  const { message, member, place, workspace, timeZone } = props;
  const names = namesOf(workspace);
  const isReply = message.threadTs !== undefined && message.threadTs !== message.ts;
  const action = `${addressOf(props, member, place)}/raccourci`;
  const time = new Intl.DateTimeFormat('fr', { timeStyle: 'short', timeZone });
  const isBot = message.user === workspace.bot.userId;
  const shortcuts = workspace.app.shortcuts.filter(({ type }) => type === 'message');
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
            <Mrkdwn text={message.text} names={names} />
          </details>
        </>
      ) : (
        <p>
          <Mrkdwn text={message.text} names={names} />
        </p>
      )}
      {!isBot && shortcuts.length > 0 && (
        <details class="small">
          <summary>Plus d’actions</summary>
          <form method="post" action={action}>
            <input type="hidden" name="message" value={message.ts} />
            {shortcuts.map(({ callback_id, name }) => (
              <button type="submit" name="shortcut" value={callback_id}>
                {name}
              </button>
            ))}
          </form>
        </details>
      )}
    </li>
  );
};
