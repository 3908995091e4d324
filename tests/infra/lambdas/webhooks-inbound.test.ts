import { Match } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { synthesise } from '../synthesise.ts';

test('whatever is asked under /hooks is its own to answer, with any method', () => {
  synthesise('prod').hasResourceProperties('AWS::ApiGatewayV2::Route', {
    RouteKey: 'ANY /hooks/{proxy+}',
    Target: Match.anyValue(),
  });
});

test('the secrets of senders outlive the stack, and nobody else reads them', () => {
  const template = synthesise('prod');
  const sources = Object.entries(template.findResources('AWS::SecretsManager::Secret')).filter(
    ([id]) => id.startsWith('WebhooksInboundSources'),
  );
  expect(sources.map(([, { DeletionPolicy }]) => DeletionPolicy)).toEqual(['Retain']);
  const readers = Object.entries(template.findResources('AWS::IAM::Policy'))
    .filter(([, policy]) => JSON.stringify(policy).includes('WebhooksInboundSources'))
    .map(([id]) => id.replace(/Function.*/, ''));
  expect(readers).toEqual(['WebhooksInbound']);
});
