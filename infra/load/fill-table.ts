import { existsSync, readFileSync } from 'node:fs';
import { completeRegister } from '../../functions/doors/annuaire/complete-register.ts';
import { readAnnuaire } from '../../functions/doors/annuaire/read-annuaire.ts';
import type { wireStores } from '../../functions/run/wire/wire-stores.ts';
import { makeImportRegister } from '../../functions/use-cases/colleges/import-register.ts';
import type { Clock } from '../../functions/use-cases/ports.ts';
import { tellImport } from '../../functions/words/register/register-report.ts';
import type { Departement } from '../departement.ts';
import { addDeliveries } from './add-deliveries.ts';
import { addPeople, officialMailboxes } from './add-people.ts';

export interface Filling {
  readonly stores: ReturnType<typeof wireStores>;
  readonly clock: Clock;
  readonly departement: Departement;
  /** Holds `annuaire.csv` and, where there are any, `complements.csv` and `aliases.csv`. */
  readonly folder: URL;
  readonly evenIfManyRemoved?: boolean;
}

export interface Filled {
  readonly imported: boolean;
  /** What became of the register, in French, line by line. */
  readonly report: readonly string[];
}

/**
 * Puts the register, the campaigns, the deliveries and the official mailboxes of a Département into its table, through
 * the use cases. Does nothing the second time. A register that cannot be imported whole stops it, with nothing written.
 */
export async function fillTable(filling: Filling): Promise<Filled> {
  const { stores, clock, departement, folder, evenIfManyRemoved } = filling;
  const annuaire = readFileSync(new URL('annuaire.csv', folder));
  const reading = completeRegister(readAnnuaire(annuaire, { departement: departement.code }), {
    complements: optionalFile(new URL('complements.csv', folder)),
    aliases: optionalFile(new URL('aliases.csv', folder)),
  });
  const importRegister = makeImportRegister({ departement: stores.departement, clock });
  const outcome = await importRegister(reading, { evenIfManyRemoved });
  const imported = outcome.kind === 'imported' || outcome.kind === 'unchanged';
  if (imported) {
    for (const campaign of departement.campaigns) await stores.departement.putCampaign(campaign);
    await addDeliveries(stores.deliveries, departement.deliveries);
    await addPeople(stores.persons, officialMailboxes(await stores.departement.register()));
  }
  return { imported, report: tellImport(outcome) };
}

function optionalFile(file: URL): Uint8Array | undefined {
  return existsSync(file) ? readFileSync(file) : undefined;
}
