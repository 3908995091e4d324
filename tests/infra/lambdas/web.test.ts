import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import type { Departement } from '../../../infra/config/departement.ts';
import { synthesise } from '../synthesise.ts';

test.each(['local', 'test', 'prod'] as const)(
  'in %s every address that no other door takes leads to the pages',
  (stage) => {
    const template = synthesise(stage);
    template.resourceCountIs('AWS::ApiGatewayV2::Api', 1);
    template.resourceCountIs('AWS::Lambda::Url', 0);
    template.hasResourceProperties('AWS::ApiGatewayV2::Route', { RouteKey: '$default' });
    template.hasResourceProperties('AWS::ApiGatewayV2::Integration', {
      IntegrationType: 'AWS_PROXY',
      PayloadFormatVersion: '2.0',
      IntegrationUri: { 'Fn::GetAtt': [Match.stringLikeRegexp('^SiteFunction'), 'Arn'] },
    });
  },
);

test('the pages are told what the Département says of itself', () => {
  const functions = Object.entries(synthesise('local').findResources('AWS::Lambda::Function'));
  const channel = functions.find(([id]) => id.startsWith('Site'))?.[1];
  expect(JSON.parse(channel?.['Properties'].Environment.Variables.LEGAL)).toMatchObject({
    host: expect.stringContaining('France'),
    legalBasis: 'public-task',
    chats: [],
  });
});

test('the pages cannot send mail', () => {
  const policies = synthesise('local').findResources('AWS::IAM::Policy');
  const ofTheChannel = Object.entries(policies).filter(([id]) => id.startsWith('Site'));
  expect(ofTheChannel).toHaveLength(1);
  expect(JSON.stringify(ofTheChannel)).not.toContain('ses:');
});

describe('an identity provider', () => {
  const oidc = {
    label: 'ProConnect',
    issuer: 'https://connect.example.org',
    clientId: 'casiers',
    secretId: 'proconnect',
    scopes: ['openid', 'email'],
    acrValues: [],
  };
  const siteUrl = 'https://casiers.example.org';
  const read = (changes?: Partial<Departement>) => {
    const template = synthesise('prod', changes);
    const named = (type: string) =>
      Object.entries(template.findResources(type)).find(([id]) => id.startsWith('Site'))?.[1];
    return {
      OIDC: named('AWS::Lambda::Function')?.['Properties'].Environment.Variables.OIDC,
      rights: JSON.stringify(named('AWS::IAM::Policy')),
    };
  };

  test('is told to the pages, which may read the secret that it gave us', () => {
    const { OIDC, rights } = read({ oidc, siteUrl });
    expect(JSON.parse(OIDC)).toEqual({ ...oidc, siteUrl });
    expect(rights).toContain(':secret:proconnect-??????');
  });

  test('is none of ours unless the settings name one', () => {
    expect(read()).toMatchObject({ OIDC: 'null', rights: expect.not.stringContaining('??????') });
  });
});
