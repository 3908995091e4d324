import type { App, Receiver } from '@slack/bolt';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { toError } from '../../domain/error.ts';
import { withSecurityHeaders } from '../chat/http-reply.ts';
import { createSlackApp } from './app.ts';
import { AnswerInProgress } from './messages.ts';
import {
  isSslCheck,
  parseBody,
  type SlackBody,
  type Verification,
  verifyRequest,
} from './request.ts';
import type { SlackDeps } from './respond.ts';
import { SlackNotConfigured } from './secrets.ts';

type Reply = APIGatewayProxyStructuredResultV2;

/** Answers requests from Slack, each once everything is done: a Lambda is frozen as soon as it has answered. */
export function createSlackHandler(deps: SlackDeps) {
  const receiver = new DirectReceiver();
  createSlackApp(deps, receiver);
  return async (event: APIGatewayProxyEventV2): Promise<Reply> =>
    withSecurityHeaders(await answer(deps, receiver, event));
}

async function answer(
  deps: SlackDeps,
  receiver: DirectReceiver,
  event: APIGatewayProxyEventV2,
): Promise<Reply> {
  if (isSslCheck(event)) return { statusCode: 200 };
  try {
    const verified = await verify(deps, event);
    if (verified.kind !== 'verified') return { statusCode: statuses[verified.kind] };
    const body = parseBody(verified.body, event.headers['content-type'] ?? '');
    return body ? await reply(receiver, body) : { statusCode: 400 };
  } catch (error) {
    if (error instanceof AnswerInProgress) return { statusCode: 503 };
    deps.logError(toError(error));
    return { statusCode: error instanceof SlackNotConfigured ? 503 : 500 };
  }
}

const statuses = { malformed: 400, refused: 401, 'too-large': 413 } as const;

/** The signing secret may have been replaced: a signature that is refused is verified once more with a renewed secret. */
async function verify(
  { secrets, clock }: SlackDeps,
  event: APIGatewayProxyEventV2,
): Promise<Verification> {
  const current = await secrets.current();
  const first = verifyRequest(event, current.signingSecret, clock.now());
  if (first.kind !== 'refused') return first;
  const { signingSecret } = await secrets.renewed();
  return signingSecret === current.signingSecret
    ? first
    : verifyRequest(event, signingSecret, clock.now());
}

async function reply(receiver: DirectReceiver, body: SlackBody): Promise<Reply> {
  if (body['ssl_check'] !== undefined) return { statusCode: 200 };
  if (body['type'] === 'url_verification') return json({ challenge: String(body['challenge']) });
  const response = await receiver.process(body);
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

/** Gives Bolt a body that is verified and parsed. Bolt's own receiver parses first, and accepts timestamps in the future. */
class DirectReceiver implements Receiver {
  #app: App | undefined;

  init(app: App): void {
    this.#app = app;
  }

  async start(): Promise<void> {}
  async stop(): Promise<void> {}

  /** The acknowledgement, once every listener is done; `undefined` when no listener matches. */
  async process(body: SlackBody): Promise<{ readonly acknowledgement: unknown } | undefined> {
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
