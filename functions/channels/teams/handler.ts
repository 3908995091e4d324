import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { teamsNotifications } from '../../content/teams.ts';
import { toError } from '../../domain/error.ts';
import { sendOnce } from '../../use-cases/send-once.ts';
import { withSecurityHeaders } from '../chat/http-reply.ts';
import { type Activity, parseActivity, tenantOf } from './activity.ts';
import { isServiceOf, SigningKeysMissing, type TrustedIssuer, verifyToken } from './auth.ts';
import { pressCard } from './card-actions.ts';
import { handleMessage, offerKeptRequest } from './messages.ts';
import { conversationOf, type HandlerDeps, type TeamsDeps } from './respond.ts';
import { TeamsNotConfigured } from './secrets.ts';

const helloTo = ({ conversation }: Activity) => ({
  notificationId: `teams-hello-${conversation.id}`,
  recipient: 'conversation',
});

/** Greets a conversation once: Teams reports an installation by two activities, and again with each upgrade. */
export async function greet(deps: TeamsDeps, activity: Activity): Promise<void> {
  const result = await sendOnce(deps, helloTo(activity), async () => {
    await deps.teams.sendToAll(conversationOf(activity), teamsNotifications.hello);
  });
  if (result.outcome === 'failed') throw toError(result.error);
  await offerKeptRequest(deps, activity);
}

/** The bot was removed: it greets again once it is back. A conflict is a greeting that is under way, and stays. */
async function forgetGreeting(
  { sendRecords }: Pick<TeamsDeps, 'sendRecords'>,
  activity: Activity,
): Promise<void> {
  const { notificationId, recipient } = helloTo(activity);
  const greeted = await sendRecords.find(notificationId, recipient);
  if (greeted?.state === 'sent') await sendRecords.save({ ...greeted, state: 'failed' });
}

export interface TeamsReply {
  readonly status: number;
  readonly body?: unknown;
}

/** Messages are answered by a message, buttons by a card in the response. */
export async function handleActivity(deps: TeamsDeps, activity: Activity): Promise<TeamsReply> {
  switch (activity.type) {
    case 'message':
      await handleMessage(deps, activity);
      return { status: 200 };
    case 'invoke':
      if (activity.name !== 'adaptiveCard/action') return { status: 501 };
      return { status: 200, body: await pressCard(deps, activity) };
    case 'conversationUpdate': {
      const isBot = ({ id }: { readonly id: string }) => id === activity.recipient.id;
      if (activity.membersRemoved.some(isBot)) await forgetGreeting(deps, activity);
      if (activity.membersAdded.some(isBot)) await greet(deps, activity);
      return { status: 200 };
    }
    case 'installationUpdate':
      // `add-upgrade` is a new version of the app.
      if (activity.action === 'add') await greet(deps, activity);
      if (activity.action === 'remove') await forgetGreeting(deps, activity);
      return { status: 200 };
    case 'other':
      return { status: 200 };
  }
}

type Reply = APIGatewayProxyStructuredResultV2;

/** Answers one request from Teams once everything is done: a Lambda is frozen as soon as it has answered. */
export async function handleTeamsRequest(
  deps: HandlerDeps,
  event: APIGatewayProxyEventV2,
): Promise<Reply> {
  return withSecurityHeaders(await answer(deps, event));
}

async function answer(deps: HandlerDeps, event: APIGatewayProxyEventV2): Promise<Reply> {
  try {
    // The token is verified before the body is read.
    const trustedIssuer = await verifyToken(deps, event.headers['authorization']);
    if (!trustedIssuer) return { statusCode: 401 };
    const activity = parseActivity(textOf(event));
    if (!activity) return { statusCode: 400 };
    const refusal = await refusalOf(activity, trustedIssuer, deps);
    if (refusal) return json(403, { refused: refusal });
    const { status, body } = await handleActivity(deps, activity);
    return body === undefined ? { statusCode: status } : json(status, body);
  } catch (error) {
    deps.logError(toError(error));
    // 503 for a fault of ours, and not 401: Teams retries.
    const isOurs = error instanceof TeamsNotConfigured || error instanceof SigningKeysMissing;
    return { statusCode: isOurs ? 503 : 500 };
  }
}

function textOf({ body = '', isBase64Encoded }: APIGatewayProxyEventV2): string {
  return isBase64Encoded ? Buffer.from(body, 'base64').toString() : body;
}

type Refusal = 'channel' | 'service-url' | 'tenant';

/** A valid token is good for one channel and one service URL, and the bot answers the organisations of its secret only. */
async function refusalOf(
  activity: Activity,
  { channels, serviceUrl }: TrustedIssuer,
  { serviceOrigins, teamsSecret }: HandlerDeps,
): Promise<Refusal | undefined> {
  const { channelId } = activity;
  if (channelId !== 'msteams' || !channels.includes(channelId)) return 'channel';
  if (!isSameAddress(serviceUrl, activity.serviceUrl)) return 'service-url';
  if (!isServiceOf(serviceOrigins, activity.serviceUrl)) return 'service-url';
  const { tenants } = await teamsSecret();
  return tenants.includes(tenantOf(activity) ?? '') ? undefined : 'tenant';
}

function isSameAddress(one: string, other: string): boolean {
  const comparable = (address: string) => address.replace(/\/$/, '').toLowerCase();
  return comparable(one) === comparable(other);
}

function json(statusCode: number, value: unknown): Reply {
  return {
    statusCode,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(value),
  };
}
