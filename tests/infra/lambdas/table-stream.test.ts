import { Match } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
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
  const filters = Object.values(templateOf('prod').findResources(mapping)).flatMap(
    ({ Properties }) => Properties.FilterCriteria?.Filters ?? [],
  );
  expect(filters.map(({ Pattern }) => JSON.parse(Pattern))).toEqual([
    {
      eventName: ['INSERT', 'MODIFY'],
      dynamodb: {
        Keys: {
          pk: { S: [{ prefix: 'COLLEGE#' }, { prefix: 'DEPARTEMENT#' }, { prefix: 'CHALLENGE#' }] },
        },
      },
    },
  ]);
});
