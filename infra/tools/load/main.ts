import { parseArgs } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createStores } from '../../../functions/adapters/dynamodb/stores.ts';
import { createTable } from '../../../functions/adapters/dynamodb/table.ts';
import { createClock } from '../../../functions/adapters/node/runtime.ts';
import { departementFolder, loadDepartement } from '../../config/departement.ts';
import { addToEducation, fillTable } from './fill-table.ts';

/*
 * `npm run load -- --table <name> [--departement 47] [--even-if-many-removed] [--education <mail>]…`: loads the
 * register, the campaigns and the people into a deployed table, with the AWS credentials and region of the environment.
 */
const { values } = parseArgs({
  options: {
    table: { type: 'string' },
    departement: { type: 'string', default: '47' },
    'even-if-many-removed': { type: 'boolean', default: false },
    education: { type: 'string', multiple: true, default: [] },
  },
});

if (values.table) {
  const departement = loadDepartement(values.departement);
  const clock = createClock(departement.timeZone);
  const table = createTable(new DynamoDBClient({}), values.table);
  const stores = createStores(table, departement.code, clock);
  const { imported, report } = await fillTable({
    stores,
    clock,
    departement,
    folder: departementFolder(values.departement),
    evenIfManyRemoved: values['even-if-many-removed'],
  });
  console.log(report.join('\n'));
  for (const mail of values.education) {
    await addToEducation(stores.persons, { mail, name: departement.serviceName });
    console.log(`Fait partie du service Éducation : ${mail}`);
  }
  process.exitCode = imported ? 0 : 1;
} else {
  console.error('Indiquez la table : npm run load -- --table <nom de la table>');
  process.exitCode = 1;
}
