import type { Alarms } from './alarms.ts';
import type { Departement } from './departement.ts';
import type { Mail } from './mail.ts';
import type { StageSettings } from './stages.ts';
import type { CounterTable } from './table.ts';

/** What every door and every worker is built with. */
export interface House {
  readonly stage: StageSettings;
  readonly departement: Departement;
  readonly table: CounterTable;
  readonly mail: Mail;
  readonly alarms: Alarms;
}
