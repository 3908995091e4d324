import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { templateOf } from '../templates.ts';

const functionOf = (stage: 'local' | 'test' | 'prod', name: string) => {
  const all = Object.entries(templateOf(stage).findResources('AWS::Lambda::Function'));
  const found = all.find(([id]) => id.startsWith(`${name}Function`));
  return found?.[1]['Properties'];
};

test.each(['test', 'prod'] as const)(
  'in %s webhooks are sent to public addresses only, over https',
  (stage) => {
    const { WEBHOOK_ALLOWED_NETWORKS } = functionOf(stage, 'WebhooksOutbound').Environment
      .Variables;
    const { WEBHOOK_SCHEMES, WEBHOOK_PORTS } = functionOf(stage, 'Site').Environment.Variables;
    expect([WEBHOOK_ALLOWED_NETWORKS, WEBHOOK_SCHEMES, WEBHOOK_PORTS]).toEqual([
      '',
      'https',
      '443,8443',
    ]);
  },
);

test('a job is not received twice while it is processed, and is received as often as its retries need', () => {
  const { Timeout } = functionOf('prod', 'WebhooksOutbound');
  expect(Timeout).toBeGreaterThan(15);
  templateOf('prod').hasResourceProperties('AWS::SQS::Queue', {
    VisibilityTimeout: 6 * Timeout,
    RedrivePolicy: { maxReceiveCount: 1000, deadLetterTargetArn: Match.anyValue() },
  });
  templateOf('prod').hasResourceProperties('AWS::Lambda::EventSourceMapping', {
    FunctionName: { Ref: Match.stringLikeRegexp('^WebhooksOutboundFunction') },
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    BatchSize: 10,
  });
});

describe('the secret that subscriber secrets derive from', () => {
  const policies = Object.entries(templateOf('prod').findResources('AWS::IAM::Policy'));
  const readers = policies
    .filter(([, policy]) => /"WebhooksOutboundSecret[0-9A-F]+"/.test(JSON.stringify(policy)))
    .map(([id]) => id.replace(/Function.*/, ''));

  test('is read by the function that signs and by the one that shows a secret once', () => {
    expect(readers.toSorted()).toEqual(['Site', 'WebhooksOutbound']);
  });
});
