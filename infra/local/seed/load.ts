import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createStores } from '../../../functions/adapters/dynamodb/stores.ts';
import { createTable } from '../../../functions/adapters/dynamodb/table.ts';
import { dayIn } from '../../../functions/domain/dates.ts';
import { type Campaign, campaignOf } from '../../../functions/domain/declarations/campaign.ts';
import { type Departement, departementFolder } from '../../config/departement.ts';
import { addPeople, fillTable } from '../../tools/load/fill-table.ts';
import { declareDemo, demoPeople } from './demo-declarations.ts';
import { deliverDemo } from './demo-deliveries.ts';

export interface LoadInputs {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  /** The folder of `departements/`, e.g. `47`. */
  readonly number: string;
  readonly settings: Departement;
  /** Add invented declarations, damages and deliveries. */
  readonly demo: boolean;
  readonly now: Date;
}

/** Fills the table with the register, the campaigns, the programme's deliveries and people to sign in as. Throws the report of a refused register. */
export async function load(inputs: LoadInputs): Promise<void> {
  const { client, tableName, number, settings, demo, now } = inputs;
  const today = dayIn(settings.timeZone, now);
  const clock = { now: () => now, today: () => today };
  const stores = createStores(createTable(client, tableName), settings.code, clock);
  const campaigns = openOn(today, settings.campaigns);
  const { imported, report } = await fillTable({
    stores,
    clock,
    departement: { ...settings, campaigns: [...campaigns] },
    folder: departementFolder(number),
  });
  if (!imported) throw new Error(report.join('\n'));
  await addPeople(stores.persons, demoPeople(await stores.departement.register()));
  if (demo) {
    await declareDemo(stores, settings, now);
    await deliverDemo(stores, settings, now);
  }
}

/** Extends the current campaign of the settings if needed, so that a campaign is always open locally. */
function openOn(today: string, campaigns: readonly Campaign[]): readonly Campaign[] {
  const current = campaignOf(campaigns, today);
  if (!current || current.phase === 'open') return campaigns;
  const { id, opensOn, closesOn } = current.campaign;
  const extended = {
    ...current.campaign,
    opensOn: opensOn < today ? opensOn : today,
    closesOn: closesOn > today ? closesOn : monthsLater(today, 2),
  };
  return campaigns.map((campaign) => (campaign.id === id ? extended : campaign));
}

function monthsLater(today: string, months: number): string {
  const date = new Date(`${today}T00:00:00.000Z`);
  date.setUTCMonth(date.getUTCMonth() + months);
  return date.toISOString().slice(0, 10);
}
