import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { toError } from './answer.ts';
import { type Activity, readActivity, tenantOf } from './read-activity.ts';
import { isServiceOf } from './service-hosts.ts';
import { SigningKeysMissing } from './signing-keys.ts';
import { takeActivity } from './take-activity.ts';
import { type HandlerDeps, TeamsNotConfigured } from './teams-deps.ts';
import type { Voucher } from './verify-token.ts';

type Reply = APIGatewayProxyStructuredResultV2;

/** Answers one request of Teams's, and leaves once all is done: a Lambda sleeps as soon as it has answered. */
export function makeTeamsHandler(deps: HandlerDeps) {
  return async (event: APIGatewayProxyEventV2): Promise<Reply> => {
    try {
      // Before anything is read of what was sent.
      const voucher = await deps.verifyToken(event.headers['authorization']);
      if (!voucher) return { statusCode: 401 };
      const activity = readActivity(textOf(event));
      if (!activity) return { statusCode: 400 };
      const refusal = await refusalOf(activity, voucher, deps);
      if (refusal) return json(403, { refused: refusal });
      const { status, body } = await takeActivity(deps, activity);
      return body === undefined ? { statusCode: status } : json(status, body);
    } catch (error) {
      deps.reportError(toError(error));
      // Not 401: what was refused for a fault of ours may come again.
      const isOurs = error instanceof TeamsNotConfigured || error instanceof SigningKeysMissing;
      return { statusCode: isOurs ? 503 : 500 };
    }
  };
}

function textOf({ body = '', isBase64Encoded }: APIGatewayProxyEventV2): string {
  return isBase64Encoded ? Buffer.from(body, 'base64').toString() : body;
}

type Refusal = 'channel' | 'service-url' | 'tenant';

/** A token that holds speaks for one chat and one address of it, and we hear our own organisation only. */
async function refusalOf(
  activity: Activity,
  { channels, serviceUrl }: Voucher,
  { serviceOrigins, tenants }: HandlerDeps,
): Promise<Refusal | undefined> {
  const { channelId } = activity;
  if (channelId !== 'msteams' || !channels.includes(channelId)) return 'channel';
  if (!isSameAddress(serviceUrl, activity.serviceUrl)) return 'service-url';
  if (!isServiceOf(serviceOrigins, activity.serviceUrl)) return 'service-url';
  return (await tenants()).includes(tenantOf(activity) ?? '') ? undefined : 'tenant';
}

function isSameAddress(one: string, other: string): boolean {
  return one.replace(/\/$/, '') === other.replace(/\/$/, '');
}

function json(statusCode: number, value: unknown): Reply {
  return {
    statusCode,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(value),
  };
}
