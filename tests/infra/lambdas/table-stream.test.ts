import { marshall } from '@aws-sdk/util-dynamodb';
import { Match } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import * as keys from '../../../functions/adapters/dynamodb/keys.ts';
import { createFilter } from '../../../infra/local/aws/template/event-sources.ts';
import { crochepierre, durand } from '../../shared/examples.ts';
import { templateOf } from '../templates.ts';

const mapping = 'AWS::Lambda::EventSourceMapping';

test('the function reads the stream from its beginning, without a batching window', () => {
  templateOf('prod').hasResourceProperties(mapping, {
    EventSourceArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Table'), 'StreamArn'] },
    FunctionName: { Ref: Match.stringLikeRegexp('^TableStreamFunction') },
    StartingPosition: 'TRIM_HORIZON',
    MaximumBatchingWindowInSeconds: 0,
  });
});

test('codes have a function of their own, and the stream no third reader', () => {
  const streams = Object.values(templateOf('prod').findResources(mapping)).filter(
    ({ Properties }) => JSON.stringify(Properties.EventSourceArn).includes('StreamArn'),
  );
  expect(streams).toHaveLength(2);
  templateOf('prod').hasResourceProperties(mapping, {
    FunctionName: { Ref: Match.stringLikeRegexp('^SignInCodesFunction') },
    MaximumRecordAgeInSeconds: 600,
    MaximumBatchingWindowInSeconds: 0,
    FunctionResponseTypes: ['ReportBatchItemFailures'],
  });
});

test('a record that fails blocks a tenth of the keys, and its retries end', () => {
  templateOf('prod').hasResourceProperties(mapping, {
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    BisectBatchOnFunctionError: true,
    ParallelizationFactor: 10,
    MaximumRetryAttempts: 100,
    MaximumRecordAgeInSeconds: 7200,
    DestinationConfig: {
      OnFailure: {
        Destination: { 'Fn::GetAtt': [Match.stringLikeRegexp('^TableStreamFailures'), 'Arn'] },
      },
    },
  });
});

test('late mails ring before their retries end', () => {
  templateOf('prod').hasResourceProperties('AWS::CloudWatch::Alarm', {
    MetricName: 'IteratorAge',
    Threshold: 300_000,
  });
});

test('send records do not invoke the function', () => {
  const filters = streamFilters();
  expect(filters.map(({ Pattern }) => JSON.parse(Pattern))).toEqual([
    { eventName: ['INSERT'], dynamodb: { Keys: { sk: { S: ['CHALLENGE'] } } } },
    {
      eventName: ['INSERT', 'MODIFY'],
      dynamodb: {
        Keys: {
          sk: {
            S: [
              { prefix: 'DECLARATION#' },
              { prefix: 'DAMAGE#' },
              { prefix: 'DELIVERY#' },
              { prefix: 'PERSON#' },
              { prefix: 'SUBSCRIBER#' },
            ],
          },
        },
      },
    },
  ]);
});

test('each key of what is announced is let through by one filter, and no other key is', () => {
  const filters = streamFilters().map(({ Pattern }) => createFilter(Pattern));
  const wantedBy = (key: keys.Key) =>
    filters.filter((wants) => wants({ eventName: 'INSERT', dynamodb: { Keys: marshall(key) } }))
      .length;
  const at = '2026-01-14T08:00:00.000Z';
  const announced = [
    keys.declarationKey(crochepierre.uai, '2026'),
    keys.damageKey(crochepierre.uai, '7F3K2M'),
    keys.deliveryKey(crochepierre.uai, 'A00001'),
    keys.personKey('047', durand.mail),
    keys.subscriberKey('047', 's1'),
    keys.challengeKey('c1'),
  ];
  const others = [
    keys.draftKey(crochepierre.uai, 'declaration-2026'),
    keys.currentRegisterKey('047'),
    keys.registerPageKey('047', at, 0),
    keys.campaignKey('047', '2026'),
    keys.digestKey(2026, 1),
    keys.chatUserKey('slack', 'T1/U1'),
    keys.chatUserPointerKey(durand.mail, 'slack', 'T1/U1'),
    keys.sessionKey('s1'),
    keys.hitsKey('mail', 1),
    keys.spentKey('link'),
    keys.sendRecordKey('n1', 'mail:a'),
    keys.postedMessageKey('slack:T1/U1', 'D-1'),
    keys.webhookMessageKey('s1', at, 'e1'),
    keys.healthKey('s1'),
  ];
  expect(announced.filter((key) => wantedBy(key) !== 1)).toEqual([]);
  expect(others.filter((key) => wantedBy(key) !== 0)).toEqual([]);
});

function streamFilters(): readonly { readonly Pattern: string }[] {
  return Object.values(templateOf('prod').findResources(mapping)).flatMap(
    ({ Properties }) => Properties.FilterCriteria?.Filters ?? [],
  );
}
