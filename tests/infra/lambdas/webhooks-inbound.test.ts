import { Match } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { templateOf } from '../templates.ts';

test('every method under /hooks goes to the function', () => {
  templateOf('prod').hasResourceProperties('AWS::ApiGatewayV2::Route', {
    RouteKey: 'ANY /hooks/{proxy+}',
    Target: Match.anyValue(),
  });
});

test('the secrets of sources outlive the stack, and no other function reads them', () => {
  const template = templateOf('prod');
  const sources = Object.entries(template.findResources('AWS::SecretsManager::Secret')).filter(
    ([id]) => id.startsWith('WebhooksInboundSources'),
  );
  expect(sources.map(([, { DeletionPolicy }]) => DeletionPolicy)).toEqual(['Retain']);
  const readers = Object.entries(template.findResources('AWS::IAM::Policy'))
    .filter(([, policy]) => JSON.stringify(policy).includes('WebhooksInboundSources'))
    .map(([id]) => id.replace(/Function.*/, ''));
  expect(readers).toEqual(['WebhooksInbound']);
});
