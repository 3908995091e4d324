import { createHash } from 'node:crypto';
import type { IAdaptiveCard } from '@microsoft/teams.cards';
import type { Bot, BotUser } from '../../bot/model/context.ts';
import type { MessageView, View } from '../../bot/model/views.ts';
import { accountRefusals } from '../../content/chats.ts';
import type { Intent } from '../../content/model/intent.ts';
import type { Notification } from '../../content/model/notification.ts';
import { type ResolveBotUserResult, resolveBotUser } from '../../use-cases/account-linking.ts';
import type { ChatAccount, Deps, UserDirectory } from '../../use-cases/ports.ts';
import type { SendOnceDeps } from '../../use-cases/send-once.ts';
import { type Activity, tenantOf } from './activity.ts';
import type { VerifyTokenDeps } from './auth.ts';
import type { Connector, Conversation, Member } from './connector.ts';
import { formCard } from './render/form-card.ts';
import { notificationCard } from './render/notification-card.ts';

export interface TeamsDeps extends SendOnceDeps, Pick<Deps, 'chatUsers' | 'persons' | 'clock'> {
  readonly bot: Bot;
  /** What is said to the bot in somebody's own words. */
  readonly parseSentence: (input: string) => Intent;
  readonly teams: Pick<Connector, 'send' | 'replace' | 'findMember'>;
  /** For the people who look after the service; whoever asked is told in other words. */
  readonly logError: (error: Error) => void;
}

export interface HandlerDeps extends TeamsDeps, VerifyTokenDeps {
  /** Where the bot's own token may be sent: `https://smba.trafficmanager.net`, `https://*.botframework.com`. */
  readonly serviceOrigins: readonly string[];
}

/** `<tenant>/<object id in Entra>`, the same in every conversation. */
export function accountOf(activity: Activity): string {
  const { aadObjectId, id } = activity.from;
  return `${tenantOf(activity)}/${aadObjectId ?? id}`;
}

/** Whoever did something in a conversation, as that conversation knows them; it knows of nobody else. */
export function accountsOf(activity: Activity, teams: TeamsDeps['teams']): UserDirectory {
  const { serviceUrl, conversation, from } = activity;
  return {
    async find(account) {
      if (account !== accountOf(activity)) return undefined;
      const member = await teams.findMember({ serviceUrl, id: conversation.id }, from.id);
      return member && describe(member, activity);
    },
  };
}

function describe(member: Member, activity: Activity): ChatAccount {
  const { email, userPrincipalName, name } = member;
  const tenantId = tenantOf(activity);
  return {
    kind: kindOf(member, tenantId),
    name: name ?? '',
    mail: email || userPrincipalName || undefined,
    address: JSON.stringify({
      serviceUrl: activity.serviceUrl,
      tenantId,
      member: activity.from.id,
    }),
  };
}

/** What another organisation says of its people's mail is not enough for us; nor is anything said of who signed in nowhere. */
function kindOf(member: Member, tenantId: string | undefined): ChatAccount['kind'] {
  const { userRole, userPrincipalName, tenantId: home } = member;
  if (userRole === 'anonymous') return 'outsider';
  if (userRole === 'guest' || userPrincipalName?.toUpperCase().includes('#EXT#')) return 'guest';
  return home && home !== tenantId ? 'outsider' : 'member';
}

export const messageView = (notification: Notification): MessageView => ({
  kind: 'message',
  notification,
});

export function renderView(view: View): IAdaptiveCard {
  return view.kind === 'form' ? formCard(view) : notificationCard(view.notification);
}

/** What is said back to somebody: the work's turn, or why they are not heard. */
export async function respond(
  deps: Pick<TeamsDeps, 'chatUsers' | 'persons' | 'clock' | 'teams'>,
  activity: Activity,
  work: (botUser: BotUser) => Promise<View>,
): Promise<View> {
  // Teams describes a member within a conversation only, so each activity has a directory of its own.
  const directory = accountsOf(activity, deps.teams);
  const account = accountOf(activity);
  const met = await resolveBotUser(deps, directory, { channel: 'teams', account });
  return met.kind === 'refused' ? messageView(accountRefusals[met.why]) : work(botUserOf(met));
}

function botUserOf(met: Exclude<ResolveBotUserResult, { readonly kind: 'refused' }>): BotUser {
  const { channel, account, mail, name } = met.chatUser;
  return met.kind === 'linked'
    ? { kind: 'linked', channel, account, person: met.person }
    : { kind: 'unlinked', channel, account, mail, name };
}

/** The token of a message or of a click, the same however often Teams brings it; ids are of one conversation only. */
export function idempotencyKeyOf({ conversation, id = '' }: Activity): string {
  const hash = createHash('sha256').update(`${conversation.id} ${id}`).digest('base64url');
  return `teams-${hash}`;
}

export function conversationOf({ serviceUrl, conversation }: Activity): Conversation {
  return { serviceUrl, id: conversation.id };
}
