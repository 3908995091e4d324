import type { Instant } from '../../domain/calendar.ts';
import type { Damage, DamageEntry } from '../../domain/damages/damage.ts';
import { damageReference } from '../../domain/damages/damage-reference.ts';
import {
  type Declaration,
  type DeclarationAct,
  referenceOf,
} from '../../domain/declarations/declaration.ts';
import type { Delivery, DeliveryEntry } from '../../domain/deliveries/delivery.ts';
import { deliveryReference } from '../../domain/deliveries/delivery-reference.ts';
import type { JournalEntry } from '../../domain/journal.ts';
import type { Contact } from '../../domain/people/contact.ts';
import { type KnownPerson, mayRead } from '../../domain/people/person.ts';
import type {
  Clock,
  ContactStore,
  DamageStore,
  DeclarationStore,
  DeliveryStore,
  DepartementStore,
  PersonStore,
} from '../ports.ts';
import { makeViewPerson, type PersonFile } from './view-people.ts';

/** Everything that we find of a person. */
export interface PersonExport extends PersonFile {
  readonly at: Instant;
  readonly declarationLines: readonly Line<JournalEntry<DeclarationAct>>[];
  readonly damageLines: readonly Line<DamageEntry>[];
  readonly deliveryLines: readonly Line<DeliveryEntry>[];
  /** References of the deliveries whose bon de réception bears their name. */
  readonly signedFor: readonly string[];
  /** References of what is told to their mailbox. */
  readonly toldAbout: readonly string[];
  /** As the chats know them. */
  readonly contacts: readonly Contact[];
  /** References of the declarations that name their mailbox as the one to write to. */
  readonly contactOn: readonly string[];
}

/** A line of a journal under their name, and of what. */
interface Line<Entry> {
  readonly reference: string;
  readonly entry: Entry;
}

/** `undefined`: they were deleted at this moment. */
export type ExportPerson = (by: KnownPerson) => Promise<PersonExport | undefined>;

/**
 * What the counter knows of whoever asks, in the collèges that they may read: journals keep names, and a namesake's line
 * in another collège is not theirs to see.
 */
export function makeExportPerson(deps: {
  readonly departement: DepartementStore;
  readonly declarations: DeclarationStore;
  readonly damages: DamageStore;
  readonly deliveries: DeliveryStore;
  readonly persons: PersonStore;
  readonly contacts: ContactStore;
  readonly clock: Clock;
}): ExportPerson {
  const viewPerson = makeViewPerson(deps);
  return async (by) => {
    const file = await viewPerson(by, by.mail);
    if (!file) return undefined;
    const [register, contacts] = await Promise.all([
      deps.departement.register(),
      deps.contacts.listOf(by.mail),
    ]);
    const readable = register.filter(({ uai }) => mayRead(by, uai));
    const files = await Promise.all(
      readable.map(async ({ uai }) => ({
        declarations: await deps.declarations.listOf(uai),
        damages: await deps.damages.listOf(uai),
        deliveries: await deps.deliveries.listOf(uai),
      })),
    );
    const declarations = files.flatMap((each) => each.declarations);
    const damages = files.flatMap((each) => each.damages);
    return {
      ...file,
      at: deps.clock.now().toISOString(),
      ...ofDeclarations(declarations, by),
      ...ofDamages(damages, by),
      ...ofDeliveries(
        files.flatMap((each) => each.deliveries),
        by,
      ),
      contacts,
      toldAbout: [
        ...declarations.filter(({ filedBy }) => filedBy === by.mail).map(referenceOf),
        ...damages.filter(({ reportedBy }) => reportedBy === by.mail).map(damageReference),
      ],
    };
  };
}

function ofDeclarations(declarations: readonly Declaration[], { name, mail }: KnownPerson) {
  return {
    declarationLines: declarations.flatMap((declaration) =>
      declaration.journal
        .filter(({ who }) => who === name)
        .map((entry) => ({ reference: referenceOf(declaration), entry })),
    ),
    contactOn: declarations
      .filter(({ filing }) => filing?.kind === 'needs' && isMail(filing.needs.contactMail, mail))
      .map(referenceOf),
  };
}

function ofDamages(damages: readonly Damage[], { name }: KnownPerson) {
  return {
    damageLines: damages.flatMap((damage) =>
      damage.journal
        .filter(({ who }) => who === name)
        .map((entry) => ({ reference: damageReference(damage), entry })),
    ),
  };
}

function ofDeliveries(deliveries: readonly Delivery[], { name }: KnownPerson) {
  return {
    deliveryLines: deliveries.flatMap((delivery) =>
      delivery.journal
        .filter(({ who }) => who === name)
        .map((entry) => ({ reference: deliveryReference(delivery), entry })),
    ),
    signedFor: deliveries
      .filter(({ receipts }) => receipts.some(({ signedName }) => signedName === name))
      .map(deliveryReference),
  };
}

function isMail(typed: string, mail: string): boolean {
  return typed.toLowerCase() === mail;
}
