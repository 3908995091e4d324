import type { College, Register } from '../colleges/college.ts';
import type { Damage, DamageEntry, DamageState } from '../damages/damage.ts';
import type { Instant } from '../dates.ts';
import type { DeclarationAct } from '../declarations/declaration.ts';
import type { Delivery, DeliveryEntry, DeliveryState } from '../deliveries/delivery.ts';
import type { JournalEntry } from '../journal.ts';
import type { ChatUser, KnownPerson } from '../people/person.ts';

/** `open`: whatever something is still to be done about. */
export type DamageFilter = 'open' | DamageState;

export interface DamageRow {
  readonly college: College;
  readonly damage: Damage;
}

export interface DamagesView {
  /** The most urgent first. */
  readonly rows: readonly DamageRow[];
  /** How many there are, whatever was asked for. */
  readonly count: (filter: DamageFilter) => number;
}

/** `under-way`: neither closed nor cancelled. `late`: to come, and the day is over. `reserves`: something is to be lifted. */
export type DeliveryFilter = 'under-way' | 'late' | 'reserves' | DeliveryState;

export interface DeliveryCalendarFeed {
  /** Absent: of every collège. */
  readonly college?: College | undefined;
  readonly rows: readonly { readonly college: College; readonly delivery: Delivery }[];
}

/** A person, and the collèges they may speak for. */
export interface PersonFile {
  readonly person: KnownPerson;
  readonly colleges: Register;
}

/** Everything that we find of a person. */
export interface PersonExport extends PersonFile {
  readonly at: Instant;
  readonly declarationLines: readonly Line<JournalEntry<DeclarationAct>>[];
  readonly damageLines: readonly Line<DamageEntry>[];
  readonly deliveryLines: readonly Line<DeliveryEntry>[];
  /** References of the deliveries whose bon de réception bears their name. */
  readonly signedFor: readonly string[];
  /** References of what is told to their mailbox. */
  readonly notifiedAbout: readonly string[];
  /** As the chats know them. */
  readonly chatUsers: readonly ChatUser[];
  /** References of the declarations that name their mailbox as the one to write to. */
  readonly contactOf: readonly string[];
}

/** A line of a journal under their name, and of what. */
interface Line<Entry> {
  readonly reference: string;
  readonly entry: Entry;
}
