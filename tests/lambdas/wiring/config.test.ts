import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../../functions/lambdas/wiring/config.ts';
import { proConnect } from '../../shared/examples.ts';
import { webEnvironment as web } from '../../shared/web-environment.ts';

describe('the web function', () => {
  test.each(['02A', '974', '047'])('serves the Département %s', (DEPARTEMENT) => {
    expect(parseConfig('web', { ...web, DEPARTEMENT }).DEPARTEMENT).toBe(DEPARTEMENT);
  });

  test.each([undefined, 'null'])('has no identity provider when OIDC is %s', (OIDC) => {
    expect(parseConfig('web', { ...web, OIDC }).OIDC).toBeUndefined();
  });

  test('asks an identity provider for the mail only by default', () => {
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

  test('does not start for a school zone whose holidays are unknown', () => {
    const DELIVERY = JSON.stringify({ installers: 'Équipe mobile', schoolZone: 'Z' });
    expect(() => parseConfig('web', { ...web, DELIVERY })).toThrow('wrong or missing DELIVERY');
  });
});

test('the error names the wrong variables without their values', () => {
  const parse = () =>
    parseConfig('web', { ...web, SERVICE_MAIL: 'a secret', TABLE_NAME: undefined });
  expect(parse).toThrow('Function web: wrong or missing TABLE_NAME, SERVICE_MAIL');
  expect(parse).not.toThrow('a secret');
});
