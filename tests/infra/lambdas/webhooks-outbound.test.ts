import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { synthesise } from '../synthesise.ts';

const functionOf = (stage: 'local' | 'test' | 'prod', name: string) => {
  const all = Object.entries(synthesise(stage).findResources('AWS::Lambda::Function'));
  const found = all.find(([id]) => id.startsWith(`${name}Function`));
  return found?.[1]['Properties'];
};

test.each(['test', 'prod'] as const)(
  'in %s nothing is sent but to the Internet, in https',
  (stage) => {
    const { WEBHOOK_ALLOWED_NETWORKS } = functionOf(stage, 'Webhooks').Environment.Variables;
    const { WEBHOOK_SCHEMES, WEBHOOK_PORTS } = functionOf(stage, 'Site').Environment.Variables;
    expect([WEBHOOK_ALLOWED_NETWORKS, WEBHOOK_SCHEMES, WEBHOOK_PORTS]).toEqual([
      '',
      'https',
      '443,8443',
    ]);
  },
);

test('an order is not handed over twice while it is worked on, and comes back as often as it must', () => {
  const { Timeout } = functionOf('prod', 'Webhooks');
  expect(Timeout).toBeGreaterThan(15);
  synthesise('prod').hasResourceProperties('AWS::SQS::Queue', {
    VisibilityTimeout: 6 * Timeout,
    RedrivePolicy: { maxReceiveCount: 1000, deadLetterTargetArn: Match.anyValue() },
  });
  synthesise('prod').hasResourceProperties('AWS::Lambda::EventSourceMapping', {
    FunctionName: { Ref: Match.stringLikeRegexp('^WebhooksFunction') },
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    BatchSize: 10,
  });
});

describe('the secret of the secrets', () => {
  const policies = Object.entries(synthesise('prod').findResources('AWS::IAM::Policy'));
  const readers = policies
    .filter(([, policy]) => /"WebhooksSecret[0-9A-F]+"/.test(JSON.stringify(policy)))
    .map(([id]) => id.replace(/Function.*/, ''));

  test('is read by who signs and by who shows a secret once', () => {
    expect(readers.toSorted()).toEqual(['Site', 'Webhooks']);
  });
});
