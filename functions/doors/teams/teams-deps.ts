import type { IAdaptiveCard } from '@microsoft/teams.cards';
import type { Talk } from '../../conversations/talk.ts';
import type { Ask } from '../../domain/ask.ts';
import type { SendOnce } from '../../use-cases/notices/send-once.ts';
import type { RecogniseSpeaker } from '../../use-cases/people/recognise-speaker.ts';
import type { AccountBook } from '../../use-cases/ports.ts';
import type { VerifyToken } from './verify-token.ts';

export interface Conversation {
  readonly serviceUrl: string;
  readonly id: string;
}

/** Somebody as a conversation knows them. */
export interface Member {
  readonly name?: string | null | undefined;
  readonly email?: string | null | undefined;
  readonly userPrincipalName?: string | null | undefined;
  readonly tenantId?: string | null | undefined;
  readonly userRole?: string | null | undefined;
}

/** What the door asks of Teams. */
export interface TeamsApi {
  /** Gives the id of the message; `undefined`: it may have got lost, and is not sent twice. */
  send(conversation: Conversation, card: IAdaptiveCard): Promise<string | undefined>;
  /** Puts another card in the place of one. */
  replace(conversation: Conversation, messageId: string, card: IAdaptiveCard): Promise<void>;
  findMember(conversation: Conversation, id: string): Promise<Member | undefined>;
}

export interface TeamsDeps {
  readonly talk: Talk;
  /** What is said to the bot in somebody's own words. */
  readonly readSentence: (typed: string) => Ask;
  /** Teams tells of people where it met them: each conversation is a book of its own. */
  readonly recognise: (accounts: AccountBook) => RecogniseSpeaker;
  readonly teams: TeamsApi;
  /** Answers a message once, however often Teams brings it. */
  readonly sendOnce: SendOnce;
  /** For the people who look after the service; whoever asked is told in other words. */
  readonly reportError: (error: Error) => void;
}

export interface HandlerDeps extends TeamsDeps {
  readonly verifyToken: VerifyToken;
  /** Where our own token may go: `https://smba.trafficmanager.net`, `https://*.botframework.com`. */
  readonly serviceOrigins: readonly string[];
  /** Whose Microsoft 365 is heard. Rejects with `TeamsNotConfigured` until somebody has filled in the secret. */
  readonly tenants: () => Promise<readonly string[]>;
}

export class TeamsNotConfigured extends Error {
  override readonly name = 'TeamsNotConfigured';
}
