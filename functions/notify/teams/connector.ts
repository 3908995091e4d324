import type { IAdaptiveCard } from '@microsoft/teams.cards';
import * as z from 'zod';
import { type CallConnector, ConnectorError } from './call-connector.ts';

/** Where a message goes. */
export interface Conversation {
  /** The connector's address for that tenant, as Teams told it. */
  readonly serviceUrl: string;
  readonly id: string;
}

export interface Somebody {
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
  meet(somebody: Somebody): Promise<Conversation>;
  /** `undefined`: nobody of that conversation. */
  findMember(conversation: Conversation, id: string): Promise<Member | undefined>;
}

/** https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference */
export function makeConnector(call: CallConnector, appId: () => Promise<string>): Connector {
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
