import { describe, expect, test } from 'vitest';
import { readConfig } from '../../functions/run/config.ts';

const web = {
  STAGE: 'local',
  TABLE_NAME: 'table',
  DEPARTEMENT: '047',
  TIME_ZONE: 'Europe/Paris',
  DEPARTEMENT_NAME: 'Lot-et-Garonne',
  SERVICE_NAME: 'service Éducation',
  SIGN_IN_SECRET_ID: 'sign-in',
  SITE_URL: 'https://casiers.example.org',
  PHOTO_BUCKET: 'photos',
  SERVICE_MAIL: 'education@casiers.example.org',
};

describe('the web function', () => {
  test.each(['02A', '974', '047'])('serves the Département %s', (DEPARTEMENT) => {
    expect(readConfig('web', { ...web, DEPARTEMENT }).DEPARTEMENT).toBe(DEPARTEMENT);
  });
});

test('what is wrong is named, and its value is not told', () => {
  const read = () => readConfig('web', { ...web, SERVICE_MAIL: 'a secret', TABLE_NAME: undefined });
  expect(read).toThrow('Function web: wrong or missing TABLE_NAME, SERVICE_MAIL');
  expect(read).not.toThrow('a secret');
});
