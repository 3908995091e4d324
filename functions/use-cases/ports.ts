import type { ChatChannel } from '../domain/act.ts';
import type { Register } from '../domain/colleges/college.ts';
import type { Damage } from '../domain/damages/damage.ts';
import type { Day, Instant } from '../domain/dates.ts';
import type { Campaign } from '../domain/declarations/campaign.ts';
import type { Declaration } from '../domain/declarations/declaration.ts';
import type { Delivery } from '../domain/deliveries/delivery.ts';
import type { PlanSetting } from '../domain/deliveries/planning.ts';
import type { Digest } from '../domain/notifications/digest.ts';
import type { PostedMessage, SendRecord } from '../domain/notifications/notification.ts';
import type { ChatUser, KnownPerson } from '../domain/people/person.ts';
import type { Challenge, Limit, Session } from '../domain/people/sign-in.ts';
import type { CleanPhoto, PhotoRef, PhotoType } from '../domain/photo.ts';
import type { Uai } from '../domain/uai.ts';

export interface Clock {
  now(): Date;
  /** The day it is in the Département. */
  today(): Day;
}

/** The Département's file: its register and its campaigns. */
export interface DepartementStore {
  /** Empty until a register has been imported. */
  register(): Promise<Register>;
  /** All at once or not at all: a reader sees the old register until the new one is whole. */
  replaceRegister(register: Register, at: Instant): Promise<void>;
  campaigns(): Promise<readonly Campaign[]>;
  /** Adds the campaign, or changes its name and dates. */
  putCampaign(campaign: Campaign): Promise<void>;
}

/** `stale`: somebody else wrote since it was read, and nothing was overwritten. */
export type SaveOutcome = 'saved' | 'conflict';

export interface DeclarationStore {
  find(uai: Uai, campaignId: string): Promise<Declaration | undefined>;
  /** All the declarations of a collège, the latest campaign first. */
  listOf(uai: Uai): Promise<readonly Declaration[]>;
  /**
   * Writes the whole declaration as version `declaration.version + 1`, only if the stored one is still
   * `declaration.version` (0: only if there is none). The same write repeated after a lost answer is `saved`.
   */
  save(declaration: Declaration): Promise<SaveOutcome>;
  /** Each declaration whose last write is between both instants, included. Reads nothing else. */
  listChanged(from: Instant, until: Instant): Promise<readonly Declaration[]>;
}

export interface DamageStore {
  find(uai: Uai, id: string): Promise<Damage | undefined>;
  /** All the damages of a collège, the last reported first. */
  listOf(uai: Uai): Promise<readonly Damage[]>;
  /** As for a declaration: the whole damage as the next version, or `stale`. */
  save(damage: Damage): Promise<SaveOutcome>;
  /** Each damage whose last write is between both instants, included. Reads nothing else. */
  listChanged(from: Instant, until: Instant): Promise<readonly Damage[]>;
}

export interface DeliveryStore {
  /** All the deliveries to a collège, the earliest first. */
  listOf(uai: Uai): Promise<readonly Delivery[]>;
  find(uai: Uai, id: string): Promise<Delivery | undefined>;
  /** As for a declaration: the whole delivery as the next version, or `stale`. */
  save(delivery: Delivery): Promise<SaveOutcome>;
  /** Each delivery whose last write is between both instants, included. Reads nothing else. */
  listChanged(from: Instant, until: Instant): Promise<readonly Delivery[]>;
}

export interface DigestStore {
  /** The digest with the highest number, within the last two calendar years. */
  last(now: Instant): Promise<Digest | undefined>;
  /** `stale`: there is another digest of that number already. */
  add(digest: Digest): Promise<SaveOutcome>;
}

export interface SendRecordStore {
  find(notificationId: string, recipient: string): Promise<SendRecord | undefined>;
  /** Writes only over the version that was read. */
  save(send: SendRecord): Promise<SaveOutcome>;
}

export interface PersonStore {
  find(mail: string): Promise<KnownPerson | undefined>;
  /** Everybody, in the order of their mail. */
  list(): Promise<readonly KnownPerson[]>;
  /** As `DeclarationStore.save`. */
  save(person: KnownPerson): Promise<SaveOutcome>;
  /** Forgets the person, only if nobody wrote since they were read. */
  remove(person: KnownPerson): Promise<SaveOutcome>;
}

/** People as the chats know them. */
export interface ChatUserStore {
  find(channel: ChatChannel, account: string): Promise<ChatUser | undefined>;
  /** Every account that is theirs, in every chat. */
  listOf(mail: string): Promise<readonly ChatUser[]>;
  /** Writes only over the version that was read. */
  save(chatUser: ChatUser): Promise<SaveOutcome>;
  remove(chatUser: ChatUser): Promise<void>;
}

/** An account as its chat describes it. */
export interface ChatAccount {
  /** `outsider`: of another organisation, met in a channel that is shared with it. */
  readonly kind: 'member' | 'guest' | 'robot' | 'closed' | 'outsider';
  readonly name: string;
  /** As the chat has it. */
  readonly mail?: string | undefined;
  readonly address?: string | undefined;
}

/** Who has an account in a chat, by its own word. */
export interface UserDirectory {
  /** `undefined`: no such account. Rejects if the chat does not answer. */
  find(account: string): Promise<ChatAccount | undefined>;
}

/** What signing in leaves in the table; all of it goes by itself once it is of no more use. */
export interface SignInStore {
  findChallenge(id: string): Promise<Challenge | undefined>;
  /** Writes only over the version that was read. */
  saveChallenge(challenge: Challenge): Promise<SaveOutcome>;
  findSession(id: string): Promise<Session | undefined>;
  addSession(session: Session): Promise<void>;
  endSession(id: string): Promise<void>;
  /** Counts one more under that name; false once the limit is passed in the current stretch of time. */
  countHit(name: string, limit: Limit): Promise<boolean>;
  /** True the first time for that name, and false ever after; forgotten some time after so many minutes. */
  spend(name: string, minutes: number): Promise<boolean>;
}

/** What only the holder of our secret can compute. The same text always gives the same. */
export interface TokenSigner {
  /** The code of a challenge: six digits. Nothing that is stored tells it. */
  codeOf(challengeId: string): Promise<string>;
  /** A name for something that must not be readable in the table, such as a session's token. */
  fingerprintOf(text: string): Promise<string>;
}

export interface PostedMessageStore {
  find(recipient: string, reference: string): Promise<PostedMessage | undefined>;
  /** Writes only over the version that was read. */
  save(card: PostedMessage): Promise<SaveOutcome>;
}

/** A form that the browser sends straight to where photos are kept: these fields, then the file, under the name `file`. */
export interface UploadForm {
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** The files of the photos. What was uploaded and what can be shown are kept apart. */
export interface PhotoStore {
  /** Good for this photo only, for a quarter of an hour; the browser is then sent to `returnTo`. */
  uploadForm(photo: PhotoRef, how: UploadTerms): Promise<UploadForm>;
  /** Keeps one that a chat held as if it had been uploaded. */
  importUpload(photo: PhotoRef, bytes: Uint8Array): Promise<void>;
  /** What was uploaded; nobody else ever sees it. */
  read(photo: PhotoRef): Promise<Uint8Array | undefined>;
  /** Makes it one that can be shown. */
  write(photo: PhotoRef, clean: CleanPhoto): Promise<void>;
  /** Removes what was uploaded. */
  remove(photo: PhotoRef): Promise<void>;
  /** Opens what can be shown, for ten minutes. */
  viewLink(photo: PhotoRef): Promise<string>;
}

export interface UploadTerms {
  /** Whole address. */
  readonly returnTo: string;
  /** Where it is known before: without scripts it is not, and the bytes alone decide. */
  readonly type?: PhotoType;
}

/** What ties the answer of a provider to the trip that asked for it. None is ever used twice. */
export interface AuthorizationChecks {
  readonly state: string;
  readonly nonce: string;
  /** What the provider is shown a digest of first: it gives nothing to who cannot show the whole. */
  readonly verifier: string;
}

/** It is out of reach, late, or answers what cannot be believed: for us to look into, and no fault of the visitor. */
export interface ProviderFault {
  readonly kind: 'fault';
  readonly error: Error;
}

export type ProviderUrl =
  | { readonly kind: 'open'; readonly url: string }
  /** It has no such gate. */
  | { readonly kind: 'none' }
  | ProviderFault;

/** Whom the provider let through. */
export type AuthorizationResponse =
  /** Lower case mail, which the provider vouches for; `hint`: what it wants to see again at sign-out. */
  | { readonly kind: 'identified'; readonly mail: string; readonly idTokenHint: string }
  /** They gave up there, or it would not vouch for them. */
  | { readonly kind: 'declined' }
  /** They signed in there in a way that is not sure enough for us. */
  | { readonly kind: 'too-weak' }
  /** A return that belongs to no trip under way, or that has served already. */
  | { readonly kind: 'unknown-request' }
  | ProviderFault;

/** Somebody else who knows people, such as ProConnect. It tells whose mailbox it is, never what they may do here. */
export interface IdentityProvider {
  /** Where the browser goes to be identified. */
  findAuthorizationUrl(
    checks: AuthorizationChecks,
  ): Promise<Exclude<ProviderUrl, { readonly kind: 'none' }>>;
  /** Who came back with that query. */
  identify(query: URLSearchParams, checks: AuthorizationChecks): Promise<AuthorizationResponse>;
  /** Where the browser goes to end the session there too. */
  findLogoutUrl(idTokenHint: string, state: string): Promise<ProviderUrl>;
}

/**
 * What use cases need from outside. Each Lambda builds one object with the parts that its functions use, and each function
 * asks for its slice of it: `Pick<Deps, 'declarations' | 'clock'>`. What only webhooks need is in webhook-ports.ts.
 */
export interface Deps {
  readonly departement: DepartementStore;
  readonly declarations: DeclarationStore;
  readonly damages: DamageStore;
  readonly deliveries: DeliveryStore;
  readonly digests: DigestStore;
  readonly persons: PersonStore;
  readonly chatUsers: ChatUserStore;
  readonly signIns: SignInStore;
  readonly sendRecords: SendRecordStore;
  readonly postedMessages: PostedMessageStore;
  readonly photos: PhotoStore;
  /** What a delivery plan is checked against: lot size, school holidays, capacity of the workshop. */
  readonly planSetting: PlanSetting;
  /** Who installs lockers in the Département when a status update names no team. */
  readonly installers: string;
  readonly clock: Clock;
  readonly tokenSigner: TokenSigner;
  /** Absent: people sign in by code only. */
  readonly identityProvider?: IdentityProvider | undefined;
  /** A new UUID. */
  readonly newId: () => string;
  /** A new bearer secret (session token, challenge id): 256 random bits, where a UUID has 122. */
  readonly newToken: () => string;
  /** Six characters (`domain/reference.ts`) computed from a token: the same token gives the same id. */
  readonly shortIdFrom: (token: string) => string;
  /** Compares two secrets in constant time. */
  readonly isSame: (one: string, other: string) => boolean;
}
