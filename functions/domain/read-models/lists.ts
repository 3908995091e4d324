import type { College, Register } from '../colleges/college.ts';
import type { Damage, DamageEntry, DamageState } from '../damages/damage.ts';
import type { Instant } from '../dates.ts';
import type { DeclarationAct } from '../declarations/declaration.ts';
import type { Delivery, DeliveryEntry, DeliveryState } from '../deliveries/delivery.ts';
import type { JournalEntry } from '../journal.ts';
import type { ChatUser, KnownPerson } from '../people/person.ts';

/** `open`: damages that still need something to be done. */
export type DamageFilter = 'open' | DamageState;

export interface DamageRow {
  readonly college: College;
  readonly damage: Damage;
}

export interface DamagesView {
  /** The most urgent first. */
  readonly rows: readonly DamageRow[];
  /** Counts all damages that match a filter, not only the rows. */
  readonly count: (filter: DamageFilter) => number;
  /** References of the damages that could not be read and are missing above. */
  readonly unreadable: readonly string[];
}

/** `under-way`: neither closed nor cancelled. `late`: not arrived, and its day is over. `reserves`: has réserves to lift. */
export type DeliveryFilter = 'under-way' | 'late' | 'reserves' | DeliveryState;

export interface DeliveryCalendarFeed {
  /** Absent for the feed of all collèges. */
  readonly college?: College | undefined;
  readonly rows: readonly { readonly college: College; readonly delivery: Delivery }[];
}

/** A person and the collèges of which they are a member. */
export interface PersonFile {
  readonly person: KnownPerson;
  readonly colleges: Register;
}

/** All data that is stored about a person. */
export interface PersonExport extends PersonFile {
  readonly at: Instant;
  readonly declarationLines: readonly Line<JournalEntry<DeclarationAct>>[];
  readonly damageLines: readonly Line<DamageEntry>[];
  readonly deliveryLines: readonly Line<DeliveryEntry>[];
  /** References of the deliveries whose bon de réception they signed. */
  readonly signedFor: readonly string[];
  /** References of what their mailbox gets notifications about. */
  readonly notifiedAbout: readonly string[];
  /** Their accounts in the chats. */
  readonly chatUsers: readonly ChatUser[];
  /** References of the declarations that name their mailbox as contact. */
  readonly contactOf: readonly string[];
}

/** A journal entry under their name, and the reference of what it is about. */
interface Line<Entry> {
  readonly reference: string;
  readonly entry: Entry;
}
