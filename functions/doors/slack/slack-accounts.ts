import type { Account, AccountBook } from '../../use-cases/ports.ts';
import { type SlackApi, SlackFault } from './slack-api.ts';
import type { SlackSecrets } from './slack-secrets.ts';

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
export function makeSlackAccounts(slack: SlackApi, secrets: SlackSecrets): AccountBook {
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
    const isUnknown = error instanceof SlackFault && error.code === 'user_not_found';
    if (isUnknown) return undefined;
    throw error;
  }
}

function describe(user: User, workspaces: readonly string[]): Account {
  const { profile, real_name, name } = user;
  return {
    kind: kindOf(user, workspaces),
    name: profile?.real_name || real_name || name || '',
    mail: profile?.email,
    address: user.id,
  };
}

function kindOf(user: User, workspaces: readonly string[]): Account['kind'] {
  const { team_id = '', enterprise_user } = user;
  const homes = [team_id, enterprise_user?.enterprise_id ?? ''];
  // Slackbot says that it is no bot.
  if (user.is_bot || user.id === 'USLACKBOT') return 'robot';
  if (user.deleted) return 'closed';
  if (user.is_stranger || !homes.some((home) => workspaces.includes(home))) return 'outsider';
  return user.is_restricted || user.is_ultra_restricted ? 'guest' : 'member';
}
