import type { Departement } from '../config/departement.ts';
import type { StageSettings } from '../config/stages.ts';
import type { Alarms } from './alarms.ts';
import type { Mail } from './mail.ts';
import type { CounterTable } from './table.ts';

/** What every door and every worker is built with. */
export interface House {
  readonly stage: StageSettings;
  readonly departement: Departement;
  readonly table: CounterTable;
  readonly mail: Mail;
  readonly alarms: Alarms;
}

/** What every function is told. */
export function sharedEnvironment({ stage, table, departement }: House) {
  return {
    STAGE: stage.name,
    TABLE_NAME: table.name,
    DEPARTEMENT: departement.code,
    TIME_ZONE: departement.timeZone,
  };
}

/** What those are told that speak to people. */
export function speakingEnvironment(house: House & { readonly siteUrl: string }) {
  const { departement, mail, siteUrl } = house;
  return {
    ...sharedEnvironment(house),
    DEPARTEMENT_NAME: departement.name,
    SERVICE_NAME: departement.serviceName,
    SERVICE_MAIL: mail.address('serviceMail'),
    SITE_URL: siteUrl,
  };
}
