import type { IAdaptiveCard } from '@microsoft/teams.cards';
import * as z from 'zod';
import type { SharedNotification } from '../../content/model/notification.ts';
import { parseJson } from '../../domain/text.ts';
import type { BotToken, FetchText, TextResponse } from './bot-token.ts';
import { notificationCard } from './render/notification-card.ts';
import type { TeamsSecret } from './secrets.ts';

interface ConnectorRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: string;
  readonly body?: unknown;
  /** Whether sending the request twice has the effect of once. Otherwise it is not retried once it may have gone through. */
  readonly isIdempotent: boolean;
}

export interface ConnectorDeps {
  readonly token: BotToken;
  readonly teamsSecret: () => Promise<TeamsSecret>;
  readonly fetch: FetchText;
  readonly sleep: (milliseconds: number) => Promise<unknown>;
  /** From 0 to 1: spreads the retries of simultaneous requests. */
  readonly random: () => number;
  /** How often a request is tried in all. */
  readonly attempts: number;
  /** Whether a message whose answer was lost is sent again: a reply that comes twice does less harm than none. */
  readonly repeatsMessages: boolean;
}

/** The request failed. The message leaves out its body, which may hold what people wrote. */
export class ConnectorError extends Error {
  /** 0: no answer. */
  readonly status: number;
  /** Whether the request may have gone through. */
  readonly isDoubtful: boolean;
  readonly retryAfterSeconds: number | undefined;

  constructor(status: number, retryAfterSeconds: number | undefined) {
    super(`The Bot Connector: ${status === 0 ? 'no answer' : `status ${status}`}`);
    this.name = `ConnectorError${status}`;
    this.status = status;
    this.isDoubtful = lostStatuses.includes(status);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Refused before anything was done. https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit */
const busyStatuses = [412, 429, 503];
/** The request or its answer was lost. */
const lostStatuses = [0, 502, 504];
/** When the connector asks for a longer pause, the request fails. */
const longestPauseMilliseconds = 20_000;

async function callConnector(deps: ConnectorDeps, request: ConnectorRequest): Promise<unknown> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await callOnce(deps, request);
    } catch (error) {
      if (!(error instanceof ConnectorError) || !isWorthRetrying(error, request)) throw error;
      const pause = pauseBefore(error, attempt, deps.random());
      if (attempt >= deps.attempts || pause > longestPauseMilliseconds) throw error;
      await deps.sleep(pause);
    }
  }
}

async function callOnce(
  { token, fetch }: ConnectorDeps,
  { method, url, body }: ConnectorRequest,
): Promise<unknown> {
  const request = (bearer: string) => {
    const authorization = `Bearer ${bearer}`;
    const content = body !== undefined && {
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    };
    return fetch(url, { method, headers: { authorization }, ...content }).catch(() => undefined);
  };
  const used = await token.current();
  let response = await request(used);
  if (response?.status === 401) {
    // Its signing key or the secret of the app may have changed since it was issued.
    const renewed = await token.renewed();
    if (renewed !== used) response = await request(renewed);
  }
  if (!response?.ok) throw new ConnectorError(response?.status ?? 0, retryAfterOf(response));
  const text = await response.text();
  return text === '' ? undefined : JSON.parse(text);
}

function isWorthRetrying({ status }: ConnectorError, { isIdempotent }: ConnectorRequest): boolean {
  return busyStatuses.includes(status) || (isIdempotent && lostStatuses.includes(status));
}

/** As long as the connector says, else twice as long each time, half of it random. */
function pauseBefore(
  { retryAfterSeconds }: ConnectorError,
  attempt: number,
  random: number,
): number {
  if (retryAfterSeconds !== undefined) return retryAfterSeconds * 1000;
  return 2 ** (attempt - 1) * 1000 * (0.5 + random / 2);
}

function retryAfterOf(response: TextResponse | undefined): number | undefined {
  const seconds = response?.headers.get('retry-after') ?? '';
  return /^\d{1,5}$/.test(seconds) ? Number(seconds) : undefined;
}

interface ConversationAddress {
  /** The connector's address for the tenant, which each activity holds. */
  readonly serviceUrl: string;
  readonly id: string;
}

/** The bot and one person. */
export interface PersonalConversation extends ConversationAddress {
  readonly audience: 'reader';
}

/** A channel or a group: several people read it. */
export interface SharedConversation extends ConversationAddress {
  readonly audience: 'everyone';
}

export type Conversation = PersonalConversation | SharedConversation;

/** A person whom the bot can write to. */
export interface MemberAddress {
  readonly serviceUrl: string;
  readonly tenantId: string;
  /** The person's id in Teams: `29:…`. */
  readonly member: string;
}

const identified = z.object({ id: z.string().min(1) });
const member = z.object({
  id: z.string(),
  name: z.string().nullish(),
  email: z.string().nullish(),
  userPrincipalName: z.string().nullish(),
  tenantId: z.string().nullish(),
  userRole: z.string().nullish(),
  aadObjectId: z.string().nullish(),
  // Another name for it in some answers.
  objectId: z.string().nullish(),
});
export type Member = z.output<typeof member>;

/** Client of the Bot Connector REST API. No other file calls it. */
export interface Connector {
  /** To one person. Gives the id of the message; `undefined`: the request or its answer was lost. */
  send(conversation: PersonalConversation, card: IAdaptiveCard): Promise<string | undefined>;
  /** To everybody in a conversation. It takes no card, because a card may be personal. */
  sendToAll(
    conversation: Conversation,
    notification: SharedNotification,
  ): Promise<string | undefined>;
  /** Replaces the card of a message. */
  replace(
    conversation: PersonalConversation,
    messageId: string,
    card: IAdaptiveCard,
  ): Promise<void>;
  replaceForAll(
    conversation: Conversation,
    messageId: string,
    notification: SharedNotification,
  ): Promise<void>;
  /** Opens the conversation of the bot with one person, which is always the same. */
  openConversation(member: MemberAddress): Promise<PersonalConversation>;
  /** `undefined`: not a member of that conversation. */
  findMember(conversation: Conversation, id: string): Promise<Member | undefined>;
}

/** https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference */
export function createConnector(deps: ConnectorDeps): Connector {
  const root = (serviceUrl: string) => `${serviceUrl.replace(/\/$/, '')}/v3/conversations`;
  const urlOf = ({ serviceUrl, id }: Conversation) =>
    `${root(serviceUrl)}/${encodeURIComponent(id)}`;

  async function post(conversation: Conversation, card: IAdaptiveCard) {
    const url = `${urlOf(conversation)}/activities`;
    const body = messageOf(card);
    try {
      const sent = await callConnector(deps, {
        method: 'POST',
        url,
        body,
        isIdempotent: deps.repeatsMessages,
      });
      return identified.parse(sent).id;
    } catch (error) {
      if (error instanceof ConnectorError && error.isDoubtful) return undefined;
      throw error;
    }
  }

  async function put(conversation: Conversation, messageId: string, card: IAdaptiveCard) {
    const url = `${urlOf(conversation)}/activities/${encodeURIComponent(messageId)}`;
    const body = { ...messageOf(card), id: messageId };
    await callConnector(deps, { method: 'PUT', url, body, isIdempotent: true });
  }

  return {
    send: post,
    sendToAll: (conversation, notification) => post(conversation, notificationCard(notification)),
    replace: put,
    replaceForAll: (conversation, messageId, notification) =>
      put(conversation, messageId, notificationCard(notification)),

    async openConversation({ serviceUrl, tenantId, member: id }) {
      const { appId } = await deps.teamsSecret();
      const body = {
        bot: { id: `28:${appId}` },
        members: [{ id }],
        channelData: { tenant: { id: tenantId } },
        tenantId,
        isGroup: false,
      };
      const url = root(serviceUrl);
      const opened = await callConnector(deps, { method: 'POST', url, body, isIdempotent: true });
      return { serviceUrl, id: identified.parse(opened).id, audience: 'reader' };
    },

    async findMember(conversation, id) {
      const url = `${urlOf(conversation)}/members/${encodeURIComponent(id)}`;
      try {
        return member.parse(await callConnector(deps, { method: 'GET', url, isIdempotent: true }));
      } catch (error) {
        if (error instanceof ConnectorError && error.status === 404) return undefined;
        throw error;
      }
    },
  };
}

/** Teams shows `summary` in the alert, before the card is open. */
function messageOf(card: IAdaptiveCard) {
  return {
    type: 'message',
    summary: card.fallbackText,
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
  };
}

const address = z.object({ serviceUrl: z.url(), tenantId: z.string(), member: z.string() });

/** Parses the address that respond.ts stores with a chat user. */
export function parseTeamsAddress(json: string | undefined): MemberAddress | undefined {
  return address.safeParse(parseJson(json ?? '')).data;
}
