import type { App, Receiver } from '@slack/bolt';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { toError } from '../../domain/error.ts';
import { createSlackApp } from './app.ts';
import { StillAnswering } from './messages.ts';
import { parseBody, type SlackBody, type Verification, verifyRequest } from './request.ts';
import type { SlackDeps } from './respond.ts';
import { SlackNotConfigured, type SlackSecrets } from './secrets.ts';

export interface HandlerDeps extends SlackDeps {
  readonly secrets: SlackSecrets;
  readonly now: () => Date;
}

type Reply = APIGatewayProxyStructuredResultV2;

/** Answers one request of Slack's, and leaves once all is done: a Lambda sleeps as soon as it has answered. */
export function createSlackHandler(deps: HandlerDeps) {
  const receiver = new HandedReceiver();
  createSlackApp(deps, receiver);
  return async (event: APIGatewayProxyEventV2): Promise<Reply> => {
    try {
      const verified = await verify(deps, event);
      if (verified.kind !== 'verified') return { statusCode: statuses[verified.kind] };
      const body = parseBody(verified.body, event.headers['content-type'] ?? '');
      return body ? await reply(receiver, body) : { statusCode: 400 };
    } catch (error) {
      if (error instanceof StillAnswering) return { statusCode: 503 };
      deps.logError(toError(error));
      return { statusCode: error instanceof SlackNotConfigured ? 503 : 500 };
    }
  };
}

const statuses = { malformed: 400, refused: 401, 'too-large': 413 } as const;

/** Once more with the secret as it is now, where the signature was refused: it may have been replaced. */
async function verify(
  { secrets, now }: HandlerDeps,
  event: APIGatewayProxyEventV2,
): Promise<Verification> {
  const held = await secrets.current();
  const first = verifyRequest(event, held.signingSecret, now());
  if (first.kind !== 'refused') return first;
  const { signingSecret } = await secrets.renewed();
  return signingSecret === held.signingSecret ? first : verifyRequest(event, signingSecret, now());
}

async function reply(receiver: HandedReceiver, body: SlackBody): Promise<Reply> {
  if (body['ssl_check'] !== undefined) return { statusCode: 200 };
  if (body['type'] === 'url_verification') return json({ challenge: String(body['challenge']) });
  const response = await receiver.take(body);
  if (!response) return { statusCode: 404 };
  const { acknowledgement } = response;
  if (acknowledgement === undefined || typeof acknowledgement === 'string') {
    return { statusCode: 200, body: acknowledgement ?? '' };
  }
  return json(acknowledgement);
}

function json(value: unknown): Reply {
  return {
    statusCode: 200,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(value),
  };
}

/** Bolt is handed what was verified and read; its own receiver parses first and takes other times for now. */
class HandedReceiver implements Receiver {
  #app: App | undefined;

  init(app: App): void {
    this.#app = app;
  }

  async start(): Promise<void> {}
  async stop(): Promise<void> {}

  /** What was acknowledged, once every listener is done; `undefined` where nobody listens to it. */
  async take(body: SlackBody): Promise<{ readonly acknowledgement: unknown } | undefined> {
    let response: { readonly acknowledgement: unknown } | undefined;
    await this.#app?.processEvent({
      body,
      ack: async (acknowledgement?: unknown) => {
        response = { acknowledgement };
      },
    });
    return response;
  }
}
