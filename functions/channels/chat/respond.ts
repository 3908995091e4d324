import type { Bot, BotUser } from '../../bot/model/context.ts';
import type { MessageView, View } from '../../bot/model/views.ts';
import { accountRefusals, chatTroubles } from '../../content/chats.ts';
import type { Notification } from '../../content/model/notification.ts';
import type { ChatChannel } from '../../domain/act.ts';
import { toError } from '../../domain/error.ts';
import { type ResolveBotUserResult, resolveBotUser } from '../../use-cases/account-linking.ts';
import type { Deps, UserDirectory } from '../../use-cases/ports.ts';
import type { SendOnceDeps } from '../../use-cases/send-once.ts';

/** What the bot needs in any chat. */
export interface ChatDeps extends SendOnceDeps, Pick<Deps, 'chatUsers' | 'persons'> {
  readonly bot: Bot;
  readonly logError: (error: Error) => void;
}

export interface AccountInChat {
  readonly channel: ChatChannel;
  readonly account: string;
  readonly directory: UserDirectory;
}

export const messageView = (notification: Notification): MessageView => ({
  kind: 'message',
  notification,
});

/** The bot's answer to the person of an account, or why it does not answer that account. */
export async function respondTo(
  deps: Pick<ChatDeps, 'chatUsers' | 'persons' | 'clock'>,
  { directory, ...user }: AccountInChat,
  answer: (botUser: BotUser) => Promise<View>,
): Promise<View> {
  const result = await resolveBotUser(deps, directory, user);
  return result.kind === 'refused'
    ? messageView(accountRefusals[result.why])
    : answer(botUserOf(result));
}

function botUserOf(result: Exclude<ResolveBotUserResult, { readonly kind: 'refused' }>): BotUser {
  const { channel, account, mail, name } = result.chatUser;
  return result.kind === 'linked'
    ? { kind: 'linked', channel, account, person: result.person }
    : { kind: 'unlinked', channel, account, mail, name };
}

/** The view, or a card that says that the service has a problem: a person always gets an answer. */
export async function orTrouble(
  { logError }: Pick<ChatDeps, 'logError'>,
  view: Promise<View>,
): Promise<View> {
  try {
    return await view;
  } catch (error) {
    logError(toError(error));
    return messageView(chatTroubles.broken);
  }
}
