import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import type { Departement } from '../../../infra/config/departement.ts';
import { synthesise } from '../synthesise.ts';
import { templateOf } from '../templates.ts';

test.each(['local', 'test', 'prod'] as const)(
  'in %s every route that no other function has goes to the web function',
  (stage) => {
    const template = templateOf(stage);
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

test('the web function gets the legal settings of the Département', () => {
  const functions = Object.entries(templateOf('local').findResources('AWS::Lambda::Function'));
  const channel = functions.find(([id]) => id.startsWith('Site'))?.[1];
  expect(JSON.parse(channel?.['Properties'].Environment.Variables.LEGAL)).toMatchObject({
    host: expect.stringContaining('France'),
    legalBasis: 'public-task',
    chats: [],
  });
});

test('the web function cannot send mail', () => {
  const policies = templateOf('local').findResources('AWS::IAM::Policy');
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
    verifiedMailsOnly: false,
    requiredForEducation: false,
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

  test('is in the environment of the web function, which may read its client secret', () => {
    const { OIDC, rights } = read({ oidc, siteUrl });
    expect(JSON.parse(OIDC)).toEqual({ ...oidc, siteUrl });
    expect(rights).toContain(':secret:proconnect-??????');
  });

  test('is absent unless the settings name one', () => {
    expect(read()).toMatchObject({ OIDC: 'null', rights: expect.not.stringContaining('??????') });
  });
});
