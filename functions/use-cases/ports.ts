import type { ChatChannel } from '../domain/act.ts';
import type { Register } from '../domain/colleges/college.ts';
import type { Damage } from '../domain/damages/damage.ts';
import type { Day, Instant, SchoolYear } from '../domain/dates.ts';
import type { Campaign } from '../domain/declarations/campaign.ts';
import type { Declaration } from '../domain/declarations/declaration.ts';
import type { Delivery } from '../domain/deliveries/delivery.ts';
import type { PlanSetting } from '../domain/deliveries/planning.ts';
import type { FormDraft } from '../domain/form-draft.ts';
import type { Digest } from '../domain/notifications/digest.ts';
import type { DigestCursor } from '../domain/notifications/digest-recipients.ts';
import type {
  ChangeEvent,
  PostedMessage,
  SendRecord,
} from '../domain/notifications/notification.ts';
import type { ChatUser, KnownPerson } from '../domain/people/person.ts';
import type { SecurityEvent } from '../domain/people/security.ts';
import type {
  Challenge,
  CodeRound,
  CodeStrength,
  GuessCount,
  Limit,
  Session,
} from '../domain/people/sign-in.ts';
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

/**
 * Takes the reference of a thing that cannot be read: a newer version wrote it, or it is damaged. The caller says so to
 * people; the store has logged it.
 */
export type SetAside = (reference: string) => void;

/** `conflict`: another write came since the thing was read, and nothing was overwritten. */
export type SaveOutcome = 'saved' | 'conflict';

export interface DeclarationStore {
  /** Without `setAside`, a thing that cannot be read rejects; with it, it is `undefined`. Lists leave such things out. */
  find(uai: Uai, campaignId: string, setAside?: SetAside): Promise<Declaration | undefined>;
  /** All the declarations of a collège, the latest campaign first. */
  listOf(uai: Uai, setAside?: SetAside): Promise<readonly Declaration[]>;
  /**
   * Writes the whole declaration as version `declaration.version + 1`, only if the stored one is still
   * `declaration.version` (0: only if there is none). The same write repeated after a lost answer is `saved`.
   */
  save(declaration: Declaration): Promise<SaveOutcome>;
  /** Each declaration whose last write is between both instants, included. Reads nothing else. */
  listChanged(from: Instant, until: Instant, setAside?: SetAside): Promise<readonly Declaration[]>;
}

export interface DamageStore {
  find(uai: Uai, id: string, setAside?: SetAside): Promise<Damage | undefined>;
  /** All the damages of a collège, the last reported first. */
  listOf(uai: Uai, setAside?: SetAside): Promise<readonly Damage[]>;
  /** As `DeclarationStore.save`. */
  save(damage: Damage): Promise<SaveOutcome>;
  /** Each damage whose last write is between both instants, included. Reads nothing else. */
  listChanged(from: Instant, until: Instant, setAside?: SetAside): Promise<readonly Damage[]>;
  /** The open damages reported in those school years, the earliest first. May miss a write of the last second. */
  listOpen(schoolYears: readonly SchoolYear[], setAside?: SetAside): Promise<readonly Damage[]>;
}

export interface DeliveryStore {
  /** All the deliveries to a collège, the earliest first. */
  listOf(uai: Uai, setAside?: SetAside): Promise<readonly Delivery[]>;
  find(uai: Uai, id: string, setAside?: SetAside): Promise<Delivery | undefined>;
  /** As `DeclarationStore.save`. */
  save(delivery: Delivery): Promise<SaveOutcome>;
  /** Each delivery whose last write is between both instants, included. Reads nothing else. */
  listChanged(from: Instant, until: Instant, setAside?: SetAside): Promise<readonly Delivery[]>;
  /**
   * The deliveries neither closed nor cancelled whose plan begins in those school years, the earliest first. A plan may be
   * for a school year to come. May miss a write of the last second.
   */
  listOpen(schoolYears: readonly SchoolYear[], setAside?: SetAside): Promise<readonly Delivery[]>;
}

/** The drafts that pages save while forms are being filled in. A draft that is not saved again expires. */
export interface DraftStore {
  find(uai: Uai, form: string): Promise<FormDraft | undefined>;
  /** As `DeclarationStore.save`: a conflict means that a colleague typed in the same form. */
  save(draft: FormDraft): Promise<SaveOutcome>;
  /** Removes it, whatever its version; does nothing when there is none. */
  remove(uai: Uai, form: string): Promise<void>;
}

export interface DigestStore {
  /** The digest with the highest number, within the last two calendar years. */
  last(now: Instant): Promise<Digest | undefined>;
  /** The digests after that number, within the last two calendar years, the oldest first. */
  listAfter(number: number, now: Instant): Promise<readonly Digest[]>;
  /** `conflict`: there is another digest of that number already. */
  add(digest: Digest): Promise<SaveOutcome>;
}

export interface DigestCursorStore {
  find(recipient: string): Promise<DigestCursor | undefined>;
  /** As `DeclarationStore.save`. */
  save(cursor: DigestCursor): Promise<SaveOutcome>;
}

export interface SendRecordStore {
  find(notificationId: string, recipient: string): Promise<SendRecord | undefined>;
  /** Writes only over the version that was read. */
  save(send: SendRecord): Promise<SaveOutcome>;
}

/** A change that is told to people. Codes are not among them: they are mailed as soon as they are requested. */
export type AnnouncedChange = Exclude<ChangeEvent, { readonly kind: 'challenge' }>;

/** Names one version of a thing, without personal data. */
export interface ChangeReference {
  readonly thing: string;
  readonly version: number;
}

/** Things as changes left them, kept while a mail about them may wait. */
export interface AnnouncedChangeStore {
  keep(change: AnnouncedChange): Promise<ChangeReference>;
  find(reference: ChangeReference): Promise<AnnouncedChange | undefined>;
}

/** A mail to send, as the queue carries it: references, and no content. */
export interface MailJob extends ChangeReference {
  readonly notificationId: string;
  readonly mail: string;
}

/** Rejects if the queue did not accept the job. A job that is put twice is mailed once. */
export interface MailQueue {
  put(job: MailJob): Promise<void>;
}

export interface PersonStore {
  find(mail: string): Promise<KnownPerson | undefined>;
  /** All persons, in the order of their mail. */
  list(): Promise<readonly KnownPerson[]>;
  /** As `DeclarationStore.save`. */
  save(person: KnownPerson): Promise<SaveOutcome>;
  /** Removes the person, only if no write came since they were read. */
  remove(person: KnownPerson): Promise<SaveOutcome>;
}

export interface ChatUserStore {
  find(channel: ChatChannel, account: string): Promise<ChatUser | undefined>;
  /** Their accounts in all chats. */
  listOf(mail: string): Promise<readonly ChatUser[]>;
  /** Writes only over the version that was read. */
  save(chatUser: ChatUser): Promise<SaveOutcome>;
  remove(chatUser: ChatUser): Promise<void>;
}

/** An account as its chat describes it. */
export interface ChatAccount {
  /** `outsider`: of another organisation, in a channel that is shared with it. */
  readonly kind: 'member' | 'guest' | 'robot' | 'closed' | 'outsider';
  readonly name: string;
  /** As the chat gives it, in any case. */
  readonly mail?: string | undefined;
  readonly address?: string | undefined;
}

/** The accounts of a chat. */
export interface UserDirectory {
  /** `undefined`: no such account. Rejects if the chat does not answer. */
  find(account: string): Promise<ChatAccount | undefined>;
}

/** Challenges, sessions and counters. All of them expire. */
export interface SignInStore {
  findChallenge(id: string): Promise<Challenge | undefined>;
  /** Writes it once. */
  addChallenge(challenge: Challenge): Promise<void>;
  findRound(id: string): Promise<CodeRound | undefined>;
  /** Writes only over the version that was read. */
  saveRound(round: CodeRound): Promise<SaveOutcome>;
  findGuesses(name: string): Promise<GuessCount | undefined>;
  /** Writes only over the version that was read. */
  saveGuesses(count: GuessCount): Promise<SaveOutcome>;
  findSession(id: string): Promise<Session | undefined>;
  addSession(session: Session): Promise<void>;
  endSession(id: string): Promise<void>;
  /** Counts one hit for a name; false beyond the limit of the current time window. */
  countHit(name: string, limit: Limit): Promise<boolean>;
  /** True for the first caller with a name, false for later ones. The name is kept for at least that many minutes. */
  spend(name: string, minutes: number): Promise<boolean>;
}

/** Keyed hashes: only the holder of our secret computes them, and the same text always gives the same one. */
export interface TokenSigner {
  /** The code of a challenge, of six digits by default. It is stored nowhere. */
  codeOf(challengeId: string, strength?: CodeStrength): Promise<string>;
  /** What the table keeps in place of a text that must not be readable there, such as a session token. */
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
  /** The upload as it came. It is never shown. */
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

/** What ties the response of an identity provider to one authorization request. */
export interface AuthorizationChecks {
  readonly state: string;
  readonly nonce: string;
  /** The PKCE code verifier: the authorization request carries its hash, and the token request must carry it. */
  readonly verifier: string;
}

/** The provider is unreachable, too slow, or its response is invalid. It is logged; the visitor made no mistake. */
export interface ProviderFault {
  readonly kind: 'fault';
  readonly error: Error;
}

export type ProviderUrl =
  | { readonly kind: 'open'; readonly url: string }
  /** The provider has no such endpoint. */
  | { readonly kind: 'none' }
  | ProviderFault;

export type AuthorizationResponse =
  /** A verified mail in lower case, and the id_token, which the provider expects at sign-out. */
  | {
      readonly kind: 'identified';
      readonly mail: string;
      /** What the provider never gives to somebody else, unlike a mail (`iss`, `sub`). */
      readonly account: { readonly issuer: string; readonly subject: string };
      readonly idTokenHint: string;
    }
  /** The person cancelled, or the provider has not verified their mail. */
  | { readonly kind: 'declined' }
  /** The authentication level (`acr`) is below what the settings require. */
  | { readonly kind: 'too-weak' }
  /** A return without a pending authorization request, or one that was used already. */
  | { readonly kind: 'unknown-request' }
  | ProviderFault;

/** An OpenID Connect provider, such as ProConnect. It identifies people; their rights come from our own store. */
export interface IdentityProvider {
  findAuthorizationUrl(
    checks: AuthorizationChecks,
  ): Promise<Exclude<ProviderUrl, { readonly kind: 'none' }>>;
  /** The person whom the provider sent back with that query. */
  identify(query: URLSearchParams, checks: AuthorizationChecks): Promise<AuthorizationResponse>;
  /** The URL that ends the session at the provider. */
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
  readonly digestCursors: DigestCursorStore;
  readonly drafts: DraftStore;
  readonly persons: PersonStore;
  readonly chatUsers: ChatUserStore;
  readonly signIns: SignInStore;
  readonly sendRecords: SendRecordStore;
  readonly postedMessages: PostedMessageStore;
  readonly announcedChanges: AnnouncedChangeStore;
  readonly photos: PhotoStore;
  /** What a delivery plan is checked against: lot size, school holidays, capacity of the workshop. */
  readonly planSetting: PlanSetting;
  /** Who installs lockers in the Département when a status update names no team. */
  readonly installers: string;
  readonly clock: Clock;
  readonly tokenSigner: TokenSigner;
  /** Absent: people sign in by code only. */
  readonly identityProvider?: IdentityProvider | undefined;
  /** Members of the service Éducation sign in at the identity provider only. */
  readonly providerForEducation?: boolean | undefined;
  /** Writes one line to the security log. */
  readonly logSecurity: (event: SecurityEvent) => void;
  /** A new UUID. */
  readonly newId: () => string;
  /** A new bearer secret (session token, challenge id): 256 random bits, where a UUID has 122. */
  readonly newToken: () => string;
  /** Six characters (`domain/reference.ts`) computed from a token: the same token gives the same id. */
  readonly shortIdFrom: (token: string) => string;
  /** Compares two secrets in constant time. */
  readonly isSame: (one: string, other: string) => boolean;
}
