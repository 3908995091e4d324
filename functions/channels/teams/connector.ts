import type { IAdaptiveCard } from '@microsoft/teams.cards';
import * as z from 'zod';
import { parseJson } from '../../domain/text.ts';
import type { FetchText, TextAnswer } from './bot-token.ts';

/** What is asked of the Bot Connector, which carries messages into Teams. */
export interface ConnectorRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: string;
  readonly body?: unknown;
  /** Whether the same request twice is one: else it is not repeated once it may have gone through. */
  readonly isRepeatable: boolean;
}

export interface CallDeps {
  readonly token: () => Promise<string>;
  readonly fetch: FetchText;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** From 0 to 1: so that all who were turned away do not come back at once. */
  readonly random: () => number;
  readonly attempts: number;
}

/** Rejects with a `ConnectorError` for whatever is no success. */
export type CallConnector = (request: ConnectorRequest) => Promise<unknown>;

/** Told without what was said: it may hold people's words. */
export class ConnectorError extends Error {
  /** 0: nobody answered. */
  readonly status: number;
  /** It may have gone through all the same. */
  readonly isDoubtful: boolean;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    status: number,
    how: { isDoubtful: boolean; retryAfterSeconds?: number | undefined },
  ) {
    super(`The Bot Connector: ${status === 0 ? 'no answer' : `status ${status}`}`);
    this.name = `ConnectorError${status}`;
    this.status = status;
    this.isDoubtful = how.isDoubtful;
    this.retryAfterSeconds = how.retryAfterSeconds;
  }
}

/** Turned away before anything was done. https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit */
const turnedAway = [412, 429, 503];
/** Lost on the way: there or back. */
const lost = [0, 502, 504];
/** Who is asked to wait for longer comes back another time. */
const longestWaitMilliseconds = 20_000;

/** Calls the connector as the bot, and again where that can help. */
export function createCallConnector(deps: CallDeps): CallConnector {
  const { token, wait, random, attempts } = deps;

  async function callOnce({ method, url, body }: ConnectorRequest): Promise<unknown> {
    const response = await deps
      .fetch(url, {
        method,
        headers: {
          authorization: `Bearer ${await token()}`,
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
      .catch(() => undefined);
    const status = response?.status ?? 0;
    if (!response?.ok) {
      const isDoubtful = lost.includes(status);
      throw new ConnectorError(status, { isDoubtful, retryAfterSeconds: retryAfterOf(response) });
    }
    const text = await response.text();
    return text === '' ? undefined : JSON.parse(text);
  }

  return async (request) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await callOnce(request);
      } catch (error) {
        if (!(error instanceof ConnectorError) || !isWorthRetrying(error, request)) throw error;
        const pause = pauseOf(error, attempt, random());
        if (attempt >= attempts || pause > longestWaitMilliseconds) throw error;
        await wait(pause);
      }
    }
  };
}

function isWorthRetrying({ status }: ConnectorError, { isRepeatable }: ConnectorRequest): boolean {
  return turnedAway.includes(status) || (isRepeatable && lost.includes(status));
}

/** As long as we were told, else twice as long each time; a half of it by chance. */
function pauseOf({ retryAfterSeconds }: ConnectorError, attempt: number, chance: number): number {
  const milliseconds = (retryAfterSeconds ?? 2 ** (attempt - 1)) * 1000;
  return retryAfterSeconds === undefined ? milliseconds * (0.5 + chance / 2) : milliseconds;
}

function retryAfterOf(response: TextAnswer | undefined): number | undefined {
  const result = response?.headers.get('retry-after') ?? '';
  return /^\d{1,5}$/.test(result) ? Number(result) : undefined;
}

/** Where a message goes. */
export interface Conversation {
  /** The connector's address for that tenant, as Teams told it. */
  readonly serviceUrl: string;
  readonly id: string;
}

export interface MemberProfile {
  readonly serviceUrl: string;
  readonly tenantId: string;
  /** What Teams calls them: `29:…`. */
  readonly member: string;
}

const named = z.object({ id: z.string().min(1) });
const member = z.object({
  id: z.string(),
  name: z.string().nullish(),
  email: z.string().nullish(),
  userPrincipalName: z.string().nullish(),
  tenantId: z.string().nullish(),
  userRole: z.string().nullish(),
  aadObjectId: z.string().nullish(),
  // Some answers call it so.
  objectId: z.string().nullish(),
});
export type Member = z.output<typeof member>;

/** The bot's mouth and ears in Teams: the one place that knows its REST API. */
export interface Connector {
  /** Gives the id of the message; `undefined`: it was lost on the way there, or only its answer on the way back. */
  send(conversation: Conversation, card: IAdaptiveCard): Promise<string | undefined>;
  /** Puts another card in the place of one. */
  replace(conversation: Conversation, messageId: string, card: IAdaptiveCard): Promise<void>;
  /** The conversation of the bot with one person: always the same. */
  meet(somebody: MemberProfile): Promise<Conversation>;
  /** `undefined`: nobody of that conversation. */
  findMember(conversation: Conversation, id: string): Promise<Member | undefined>;
}

/** https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference */
export function createConnector(call: CallConnector, appId: () => Promise<string>): Connector {
  const root = (serviceUrl: string) => `${serviceUrl.replace(/\/$/, '')}/v3/conversations`;
  const at = ({ serviceUrl, id }: Conversation) => `${root(serviceUrl)}/${encodeURIComponent(id)}`;

  return {
    async send(conversation, card) {
      const url = `${at(conversation)}/activities`;
      const body = messageOf(card);
      try {
        return named.parse(await call({ method: 'POST', url, body, isRepeatable: false })).id;
      } catch (error) {
        if (error instanceof ConnectorError && error.isDoubtful) return undefined;
        throw error;
      }
    },

    async replace(conversation, messageId, card) {
      const url = `${at(conversation)}/activities/${encodeURIComponent(messageId)}`;
      const body = { ...messageOf(card), id: messageId };
      await call({ method: 'PUT', url, body, isRepeatable: true });
    },

    async meet({ serviceUrl, tenantId, member: id }) {
      const body = {
        bot: { id: `28:${await appId()}` },
        members: [{ id }],
        channelData: { tenant: { id: tenantId } },
        tenantId,
        isGroup: false,
      };
      const answer = await call({
        method: 'POST',
        url: root(serviceUrl),
        body,
        isRepeatable: true,
      });
      return { serviceUrl, id: named.parse(answer).id };
    },

    async findMember(conversation, id) {
      const url = `${at(conversation)}/members/${encodeURIComponent(id)}`;
      try {
        return member.parse(await call({ method: 'GET', url, isRepeatable: true }));
      } catch (error) {
        if (error instanceof ConnectorError && error.status === 404) return undefined;
        throw error;
      }
    },
  };
}

/** `summary` is what a notification shows before the card is open. */
function messageOf(card: IAdaptiveCard) {
  return {
    type: 'message',
    summary: card.fallbackText,
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
  };
}

const address = z.object({ serviceUrl: z.url(), tenantId: z.string(), member: z.string() });

/** Where somebody of Teams can be written to, as the door noted it down (`functions/channels/teams/respond.ts`). */
export function parseTeamsAddress(json: string | undefined): MemberProfile | undefined {
  return address.safeParse(parseJson(json ?? '')).data;
}
