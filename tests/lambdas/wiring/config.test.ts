import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../../functions/lambdas/wiring/config.ts';
import { proConnect } from '../../shared/examples.ts';
import { webEnvironment as web } from '../../shared/web-environment.ts';

describe('the web function', () => {
  test.each(['02A', '974', '047'])('serves the Département %s', (DEPARTEMENT) => {
    expect(parseConfig('web', { ...web, DEPARTEMENT }).DEPARTEMENT).toBe(DEPARTEMENT);
  });

  test.each([undefined, 'null'])('sends nobody elsewhere when OIDC is %s', (OIDC) => {
    expect(parseConfig('web', { ...web, OIDC }).OIDC).toBeUndefined();
  });

  test('asks an identity provider for a mail and no more, unless it is told to', () => {
    const OIDC = JSON.stringify({ ...proConnect, issuer: 'https://connect.example.org/api/v2' });
    expect(parseConfig('web', { ...web, OIDC }).OIDC).toMatchObject({
      scopes: ['openid', 'email'],
      acrValues: [],
    });
  });

  test('does not start with a misspelt setting of the identity provider', () => {
    const OIDC = JSON.stringify({ ...proConnect, isuer: 'https://connect.example.org' });
    expect(() => parseConfig('web', { ...web, OIDC })).toThrow('wrong or missing OIDC');
  });

  test('does not start for a zone whose holidays nobody has written down', () => {
    const DELIVERY = JSON.stringify({ installers: 'Équipe mobile', schoolZone: 'Z' });
    expect(() => parseConfig('web', { ...web, DELIVERY })).toThrow('wrong or missing DELIVERY');
  });
});

test('what is wrong is named, and its value is not told', () => {
  const read = () =>
    parseConfig('web', { ...web, SERVICE_MAIL: 'a secret', TABLE_NAME: undefined });
  expect(read).toThrow('Function web: wrong or missing TABLE_NAME, SERVICE_MAIL');
  expect(read).not.toThrow('a secret');
});
