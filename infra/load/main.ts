import { parseArgs } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { makeClock } from '../../functions/run/clock.ts';
import { wireStores } from '../../functions/run/wire.ts';
import { makeTable } from '../../functions/store/table.ts';
import { departementFolder, loadDepartement } from '../departement.ts';
import { fillTable } from './fill-table.ts';

/*
 * `npm run load -- --table <name> [--departement 47] [--even-if-many-removed]`: the register and the campaigns, into a
 * deployed table, with the credentials and the region of whoever runs it.
 */
const { values } = parseArgs({
  options: {
    table: { type: 'string' },
    departement: { type: 'string', default: '47' },
    'even-if-many-removed': { type: 'boolean', default: false },
  },
});

if (values.table) {
  const departement = loadDepartement(values.departement);
  const clock = makeClock(departement.timeZone);
  const table = makeTable(new DynamoDBClient({}), values.table);
  const { imported, report } = await fillTable({
    stores: wireStores(table, departement.code, clock),
    clock,
    departement,
    folder: departementFolder(values.departement),
    evenIfManyRemoved: values['even-if-many-removed'],
  });
  console.log(report.join('\n'));
  process.exitCode = imported ? 0 : 1;
} else {
  console.error('Indiquez la table : npm run load -- --table <nom de la table>');
  process.exitCode = 1;
}
