import { createHash, randomUUID } from 'node:crypto';
import type { IAdaptiveCard } from '@microsoft/teams.cards';
import type { BotUser } from '../../bot/model/context.ts';
import type { View } from '../../bot/model/views.ts';
import type { Intent } from '../../content/model/intent.ts';
import type { ChatAccount, Deps } from '../../use-cases/ports.ts';
import { type ChatDeps, respondTo } from '../chat/respond.ts';
import { type Activity, tenantOf } from './activity.ts';
import type { VerifyTokenDeps } from './auth.ts';
import type { Connector, Conversation, Member, MemberAddress } from './connector.ts';
import { formCard } from './render/form-card.ts';
import { notificationCard } from './render/notification-card.ts';

export interface TeamsDeps extends ChatDeps, Pick<Deps, 'postedMessages'> {
  readonly parseSentence: (input: string) => Intent;
  readonly teams: Connector;
}

export interface HandlerDeps extends TeamsDeps, VerifyTokenDeps {
  /** Where the bot's own token may be sent: `https://smba.trafficmanager.net`, `https://*.botframework.com`. */
  readonly serviceOrigins: readonly string[];
}

export function renderView(view: View): IAdaptiveCard {
  return view.kind === 'form' ? formCard(view) : notificationCard(view.notification);
}

/** The bot's answer to the person who sent an activity. */
export function respond(
  { teams, ...deps }: TeamsDeps,
  activity: Activity,
  answer: (botUser: BotUser) => Promise<View>,
): Promise<View> {
  // Teams describes a member within a conversation only, so each activity has a directory of its own.
  const directory = { find: () => findAccount(teams, activity) };
  return respondTo(deps, { channel: 'teams', account: accountOf(activity), directory }, answer);
}

/** `<tenant>/<object id in Entra>`, the same in every conversation. */
export function accountOf(activity: Activity): string {
  const { aadObjectId, id } = activity.from;
  return `${tenantOf(activity)}/${aadObjectId ?? id}`;
}

/** The sender of an activity, as its conversation describes them. */
async function findAccount(
  teams: TeamsDeps['teams'],
  activity: Activity,
): Promise<ChatAccount | undefined> {
  const { from } = activity;
  const found = await teams.findMember(conversationOf(activity), from.id);
  if (!found) return undefined;
  const { email, userPrincipalName, name } = found;
  const tenantId = tenantOf(activity);
  return {
    kind: kindOf(found, tenantId),
    name: name ?? '',
    mail: email || userPrincipalName || undefined,
    address: JSON.stringify(senderOf(activity)),
  };
}

/** The mail of a guest or an anonymous user is not confirmed by our organisation. */
function kindOf(member: Member, tenantId: string | undefined): ChatAccount['kind'] {
  const { userRole, userPrincipalName, tenantId: home } = member;
  if (userRole === 'anonymous') return 'outsider';
  if (userRole === 'guest' || userPrincipalName?.toUpperCase().includes('#EXT#')) return 'guest';
  return home && home !== tenantId ? 'outsider' : 'member';
}

/**
 * An activity without an id cannot be told from another one, so it always counts as new.
 * The same for every delivery of one message or click. Ids of activities are unique within a conversation only. */
export function idempotencyKeyOf({ conversation, id = randomUUID() }: Activity): string {
  const hash = createHash('sha256').update(`${conversation.id} ${id}`).digest('base64url');
  return `teams-${hash}`;
}

export function conversationOf({ serviceUrl, conversation }: Activity): Conversation {
  const { id, conversationType } = conversation;
  return { serviceUrl, id, audience: conversationType === 'personal' ? 'reader' : 'everyone' };
}

/** Where the bot can write to the sender of an activity alone. */
export function senderOf(activity: Activity): MemberAddress {
  const { serviceUrl, from } = activity;
  return { serviceUrl, tenantId: tenantOf(activity) ?? '', member: from.id };
}
