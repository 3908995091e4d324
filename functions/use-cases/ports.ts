import type { Day, Instant } from '../domain/calendar.ts';
import type { Campaign } from '../domain/campaign.ts';
import type { Register } from '../domain/college.ts';
import type { Declaration } from '../domain/declaration.ts';
import type { Delivery } from '../domain/delivery.ts';
import type { Digest } from '../domain/digest.ts';
import type { Sends } from '../domain/sends.ts';
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
export type SaveOutcome = 'saved' | 'stale';

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

export interface DeliveryStore {
  /** All the deliveries to a collège, the earliest first. */
  listOf(uai: Uai): Promise<readonly Delivery[]>;
  /** Does nothing if a delivery has that id already. */
  add(delivery: Delivery): Promise<void>;
}

/** A digest and whom it was sent to. `version` counts the writes, as on every thing. */
export interface StoredDigest {
  readonly digest: Digest;
  readonly sends: Sends;
  readonly version: number;
}

export interface DigestStore {
  /** The digest with the highest number, within the last two calendar years. */
  last(now: Instant): Promise<StoredDigest | undefined>;
  /** `stale`: there is a digest of that number already. */
  add(digest: Digest): Promise<SaveOutcome>;
  /** Writes the sends, only if nobody else did since it was read. */
  saveSends(stored: StoredDigest): Promise<SaveOutcome>;
}

/** Sends a digest to the people or the channel it was made for. */
export interface DigestVoice {
  /** Names the recipient once and for all, e.g. `mail:service@example.org`: it is the key of `Sends`. */
  readonly recipient: string;
  /** Rejects if it could not be handed over. */
  tell(digest: Digest, register: Register): Promise<void>;
}
