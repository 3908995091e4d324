import { existsSync, readFileSync } from 'node:fs';
import { completeRegister, parseAnnuaire } from '../../../functions/adapters/annuaire/register.ts';
import type { createStores } from '../../../functions/adapters/dynamodb/stores.ts';
import { describeImport } from '../../../functions/content/register-import.ts';
import type { College } from '../../../functions/domain/colleges/college.ts';
import type { Delivery } from '../../../functions/domain/deliveries/delivery.ts';
import { type KnownPerson, newPerson } from '../../../functions/domain/people/person.ts';
import { parseUai } from '../../../functions/domain/uai.ts';
import { importRegister } from '../../../functions/use-cases/campaigns.ts';
import type { Clock, DeliveryStore, PersonStore } from '../../../functions/use-cases/ports.ts';
import type { Departement } from '../../config/departement.ts';

/** The idempotency key of loaded deliveries; those loaded by an earlier version have none. */
const opening = 'loaded';

/**
 * Adds the deliveries that were ordered before the application existed. Stored ones stay as they are. They have no journal,
 * because nothing was recorded, so no notification is sent.
 */
export async function addDeliveries(
  store: DeliveryStore,
  deliveries: Departement['deliveries'],
): Promise<void> {
  for (const { uai: code, ...delivery } of deliveries) {
    const parsed = parseUai(code);
    if (parsed.kind !== 'uai') throw new Error(`Delivery ${delivery.id}: UAI ${parsed.kind}`);
    const { uai } = parsed;
    const stored = await store.find(uai, delivery.id);
    if (!stored) await store.save({ ...loaded, ...delivery, uai });
    // Without a key it is in no index, and the nightly digest would not report it late.
    else if (!stored.lastIdempotencyKey)
      await store.save({ ...stored, idempotencyKey: opening, lastIdempotencyKey: opening });
  }
}

const loaded: Pick<
  Delivery,
  'receipts' | 'version' | 'idempotencyKey' | 'lastIdempotencyKey' | 'journal' | 'orderNumber'
> = {
  receipts: [],
  version: 0,
  idempotencyKey: opening,
  lastIdempotencyKey: opening,
  journal: [],
  orderNumber: '',
};

/** Adds people; stored ones stay as they are. No mail is sent. */
export async function addPeople(store: PersonStore, people: readonly KnownPerson[]): Promise<void> {
  const known = new Set((await store.list()).map(({ mail }) => mail));
  for (const person of people) {
    if (!known.has(person.mail)) await store.save(person);
  }
}

/** The official mailboxes of these collèges; several collèges may share one. */
export function officialMailboxes(colleges: readonly College[]): readonly KnownPerson[] {
  const mailboxes = new Map<string, KnownPerson>();
  for (const { uai, name, mail } of colleges) {
    if (!mail) continue;
    const address = mail.toLowerCase();
    const person = mailboxes.get(address) ?? newPerson(address, name);
    mailboxes.set(address, {
      ...person,
      memberOf: [...person.memberOf, uai],
      mailboxOf: [...person.mailboxOf, uai],
    });
  }
  return [...mailboxes.values()];
}

/** Adds members of the service Éducation; a stored person keeps their name. */
export async function addToEducation(
  store: PersonStore,
  { mail, name }: { readonly mail: string; readonly name: string },
): Promise<void> {
  const address = mail.toLowerCase();
  const person = (await store.find(address)) ?? newPerson(address, name);
  if (person.education) return;
  if ((await store.save({ ...person, education: true })) === 'conflict') {
    throw new Error(`${address} was changed at the same moment: run it again`);
  }
}

export interface Filling {
  readonly stores: ReturnType<typeof createStores>;
  readonly clock: Clock;
  readonly departement: Departement;
  /** The folder with `annuaire.csv` and, optionally, `complements.csv` and `aliases.csv`. */
  readonly folder: URL;
  readonly evenIfManyRemoved?: boolean;
}

export interface Filled {
  readonly imported: boolean;
  /** What the import did, in French lines. */
  readonly report: readonly string[];
}

/**
 * Fills the table of a Département with the register, the campaigns, the deliveries and the official mailboxes, through the
 * use cases. Does nothing the second time. Writes nothing if the register cannot be imported completely.
 */
export async function fillTable(filling: Filling): Promise<Filled> {
  const { stores, clock, departement, folder, evenIfManyRemoved } = filling;
  const annuaire = readFileSync(new URL('annuaire.csv', folder));
  const parsed = completeRegister(parseAnnuaire(annuaire, { departement: departement.code }), {
    complements: optionalFile(new URL('complements.csv', folder)),
    aliases: optionalFile(new URL('aliases.csv', folder)),
  });
  const outcome = await importRegister({ departement: stores.departement, clock }, parsed, {
    evenIfManyRemoved,
  });
  const imported = outcome.kind === 'imported' || outcome.kind === 'unchanged';
  if (imported) {
    for (const campaign of departement.campaigns) await stores.departement.putCampaign(campaign);
    await addDeliveries(stores.deliveries, departement.deliveries);
    await addPeople(stores.persons, officialMailboxes(await stores.departement.register()));
  }
  return { imported, report: describeImport(outcome) };
}

function optionalFile(file: URL): Uint8Array | undefined {
  return existsSync(file) ? readFileSync(file) : undefined;
}
