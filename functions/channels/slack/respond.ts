import type { Bot, BotUser } from '../../bot/model/context.ts';
import type { MessageView, View } from '../../bot/model/views.ts';
import { accountRefusals, chatTroubles } from '../../content/chats.ts';
import type { Notification } from '../../content/model/notification.ts';
import { toError } from '../../domain/error.ts';
import { type ResolveBotUserResult, resolveBotUser } from '../../use-cases/account-linking.ts';
import type { ChatAccount, Deps, UserDirectory } from '../../use-cases/ports.ts';
import type { SendOnceDeps } from '../../use-cases/send-once.ts';
import type { SlackSecrets } from './secrets.ts';
import { type SlackApi, SlackApiError } from './web-api.ts';

const escapes = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };

/** What somebody typed: Slack gives it with three letters escaped. */
export function inputText(text: string): string {
  return Object.entries(escapes).reduce(
    (input, [escaped, letter]) => input.replaceAll(escaped, letter),
    text,
  );
}

type User = NonNullable<Awaited<ReturnType<SlackApi['findUser']>>>;

/** Where somebody came from, in Slack's ids. */
export interface Origin {
  readonly teamId?: string | undefined;
  /** Of an Enterprise organisation: its people are the same in all of its workspaces. */
  readonly enterpriseId?: string | undefined;
  readonly userId?: string | undefined;
}

/** `T123/U456`, or `E789/W456` in an Enterprise organisation. */
export function accountOf({ teamId, enterpriseId, userId }: Origin): string {
  return `${enterpriseId || teamId || ''}/${userId || ''}`;
}

/** The people of our workspaces, as Slack describes them. */
export function createSlackAccounts(slack: SlackApi, secrets: SlackSecrets): UserDirectory {
  return {
    async find(account) {
      const [home = '', userId = ''] = account.split('/');
      const { workspaces } = await secrets.current();
      if (!workspaces.includes(home)) return { kind: 'outsider', name: '' };
      const user = await findUser(slack, userId);
      return user && describe(user, workspaces);
    },
  };
}

async function findUser(slack: SlackApi, userId: string): Promise<User | undefined> {
  try {
    return await slack.findUser(userId);
  } catch (error) {
    const isUnknown = error instanceof SlackApiError && error.code === 'user_not_found';
    if (isUnknown) return undefined;
    throw error;
  }
}

function describe(user: User, workspaces: readonly string[]): ChatAccount {
  const { profile, real_name, name } = user;
  return {
    kind: kindOf(user, workspaces),
    name: profile?.real_name || real_name || name || '',
    mail: profile?.email,
    address: user.id,
  };
}

function kindOf(user: User, workspaces: readonly string[]): ChatAccount['kind'] {
  const { team_id = '', enterprise_user } = user;
  const homes = [team_id, enterprise_user?.enterprise_id ?? ''];
  // Slackbot says that it is no bot.
  if (user.is_bot || user.id === 'USLACKBOT') return 'robot';
  if (user.deleted) return 'closed';
  if (user.is_stranger || !homes.some((home) => workspaces.includes(home))) return 'outsider';
  return user.is_restricted || user.is_ultra_restricted ? 'guest' : 'member';
}

export interface SlackDeps extends SendOnceDeps, Pick<Deps, 'chatUsers' | 'persons' | 'clock'> {
  readonly bot: Bot;
  readonly userDirectory: UserDirectory;
  readonly slack: SlackApi;
  /** For the people who look after the service; whoever asked is told in other words. */
  readonly logError: (error: Error) => void;
}

export const messageView = (notification: Notification): MessageView => ({
  kind: 'message',
  notification,
});

/** What is said back to somebody: the work's turn, or why they are not heard. */
export async function respond(
  deps: Pick<SlackDeps, 'chatUsers' | 'persons' | 'clock' | 'userDirectory'>,
  origin: Origin,
  work: (botUser: BotUser) => Promise<View>,
): Promise<View> {
  const account = accountOf(origin);
  const met = await resolveBotUser(deps, deps.userDirectory, { channel: 'slack', account });
  return met.kind === 'refused' ? messageView(accountRefusals[met.why]) : work(botUserOf(met));
}

function botUserOf(met: Exclude<ResolveBotUserResult, { readonly kind: 'refused' }>): BotUser {
  const { channel, account, mail, name } = met.chatUser;
  return met.kind === 'linked'
    ? { kind: 'linked', channel, account, person: met.person }
    : { kind: 'unlinked', channel, account, mail, name };
}

/** The turn, or a card that says it went wrong: the person is never left without an answer. */
export async function orTrouble(
  { logError }: Pick<SlackDeps, 'logError'>,
  view: Promise<View>,
): Promise<View> {
  try {
    return await view;
  } catch (error) {
    logError(toError(error));
    return messageView(chatTroubles.broken);
  }
}
