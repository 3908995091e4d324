/** The least that the web function starts with. */
export const webEnvironment = {
  STAGE: 'local',
  TABLE_NAME: 'table',
  DEPARTEMENT: '047',
  TIME_ZONE: 'Europe/Paris',
  DEPARTEMENT_NAME: 'Lot-et-Garonne',
  SERVICE_NAME: 'service Éducation',
  SIGN_IN_SECRET_ID: 'sign-in',
  SITE_URL: 'https://casiers.example.org',
  PHOTO_BUCKET: 'photos',
  LOT_SIZE: '48',
  DELIVERY: JSON.stringify({ installers: 'Équipe mobile' }),
  SERVICE_MAIL: 'education@casiers.example.org',
  WEBHOOK_QUEUE_URL: 'https://sqs.eu-west-3.amazonaws.com/000000000000/webhooks',
  WEBHOOK_SECRET_ID: 'webhooks',
  WEBHOOK_SCHEMES: 'https',
  WEBHOOK_PORTS: '443,8443',
};
