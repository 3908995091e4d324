import type { House } from './house.ts';

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
