import type { Departement } from '../config/departement.ts';
import type { StageSettings } from '../config/stages.ts';
import type { Alarms } from './alarms.ts';
import type { Mail } from './mail.ts';
import type { SecurityMetrics } from './security-metrics.ts';
import type { AppTable } from './table.ts';

/** What the construct of every function receives. */
export interface SharedResources {
  readonly stage: StageSettings;
  readonly departement: Departement;
  readonly table: AppTable;
  readonly mail: Mail;
  readonly alarms: Alarms;
  readonly security: SecurityMetrics;
}

/** Environment variables of every function. */
export function sharedEnvironment({ stage, table, departement }: SharedResources) {
  return {
    STAGE: stage.name,
    TABLE_NAME: table.name,
    DEPARTEMENT: departement.code,
    TIME_ZONE: departement.timeZone,
  };
}

/** Environment variables of the functions whose output people read. */
export function speakingEnvironment(shared: SharedResources & { readonly siteUrl: string }) {
  const { departement, mail, siteUrl } = shared;
  return {
    ...sharedEnvironment(shared),
    DEPARTEMENT_NAME: departement.name,
    SERVICE_NAME: departement.serviceName,
    SERVICE_MAIL: mail.address('serviceMail'),
    SITE_URL: siteUrl,
  };
}
