import type { BotUser } from '../../bot/model/context.ts';
import type { View } from '../../bot/model/views.ts';
import type { ChatAccount } from '../../use-cases/ports.ts';
import { type ChatDeps, respondTo } from '../chat/respond.ts';
import type { SlackSecrets } from './secrets.ts';
import { type SlackApi, SlackApiError } from './web-api.ts';

export interface SlackDeps extends ChatDeps {
  readonly slack: SlackApi;
  readonly secrets: SlackSecrets;
}

const escapes = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };

/** Text as the person typed it: Slack escapes three characters. */
export function inputText(text: string): string {
  return Object.entries(escapes).reduce(
    (input, [escaped, letter]) => input.replaceAll(escaped, letter),
    text,
  );
}

/** Who sent a request, by Slack's ids. */
export interface Origin {
  readonly teamId?: string | undefined;
  /** Of an Enterprise organisation, whose users are the same in all of its workspaces. */
  readonly enterpriseId?: string | undefined;
  readonly userId?: string | undefined;
}

/** `T123/U456`, or `E789/W456` in an Enterprise organisation. */
function accountOf({ teamId, enterpriseId, userId }: Origin): string {
  return `${enterpriseId || teamId || ''}/${userId || ''}`;
}

/** The bot's answer to the person who sent a request. */
export function respond(
  deps: SlackDeps,
  origin: Origin,
  answer: (botUser: BotUser) => Promise<View>,
): Promise<View> {
  const account = accountOf(origin);
  const directory = { find: (account: string) => findAccount(deps, account) };
  return respondTo(deps, { channel: 'slack', account, directory }, answer);
}

/** An account of one of our workspaces, as Slack describes it. */
async function findAccount(
  { slack, secrets }: Pick<SlackDeps, 'slack' | 'secrets'>,
  account: string,
): Promise<ChatAccount | undefined> {
  const [home = '', userId = ''] = account.split('/');
  const { workspaces } = await secrets.current();
  if (!workspaces.includes(home)) return { kind: 'outsider', name: '' };
  try {
    const user = await slack.findUser(userId);
    return user && describe(user, workspaces);
  } catch (error) {
    if (error instanceof SlackApiError && error.code === 'user_not_found') return undefined;
    throw error;
  }
}

type User = NonNullable<Awaited<ReturnType<SlackApi['findUser']>>>;

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
  // `is_bot` is false for Slackbot.
  if (user.is_bot || user.id === 'USLACKBOT') return 'robot';
  if (user.deleted) return 'closed';
  if (user.is_stranger || !homes.some((home) => workspaces.includes(home))) return 'outsider';
  return user.is_restricted || user.is_ultra_restricted ? 'guest' : 'member';
}
