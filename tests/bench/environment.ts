/** What the functions are told of the Département, each taking what it needs. */
export const environment = {
  STAGE: 'local',
  TABLE_NAME: 'casiers',
  DEPARTEMENT: '047',
  TIME_ZONE: 'Europe/Paris',
  DEPARTEMENT_NAME: 'Lot-et-Garonne',
  SERVICE_NAME: 'service Éducation',
  SERVICE_MAIL: 'education@casiers.example.org',
  SITE_URL: 'https://casiers.example.org',
  MAIL_FROM: 'comptoir@casiers.example.org',
  EDUCATION_MAILBOXES: 'education@casiers.example.org',
  MAIL_DOMAINS: 'example.org',
  LOT_SIZE: '48',
  DELIVERY: JSON.stringify({ installers: 'Équipe mobile' }),
  SIGN_IN_SECRET_ID: 'sign-in',
  PHOTO_BUCKET: 'photos',
  SLACK_POSTS_URL: 'http://127.0.0.1:1/posts',
};
