import { Match } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { synthesise } from '../synthesise.ts';

const mapping = 'AWS::Lambda::EventSourceMapping';

test('what is written is told at once, from the first word on', () => {
  synthesise('prod').hasResourceProperties(mapping, {
    EventSourceArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Table'), 'StreamArn'] },
    FunctionName: { Ref: Match.stringLikeRegexp('^JournalFunction') },
    StartingPosition: 'TRIM_HORIZON',
    MaximumBatchingWindowInSeconds: 0,
  });
});

test('one thing that cannot be told neither stops the others nor is tried for ever', () => {
  synthesise('prod').hasResourceProperties(mapping, {
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    BisectBatchOnFunctionError: true,
    ParallelizationFactor: 10,
    MaximumRetryAttempts: 100,
    MaximumRecordAgeInSeconds: 7200,
    DestinationConfig: {
      OnFailure: {
        Destination: { 'Fn::GetAtt': [Match.stringLikeRegexp('^JournalFailures'), 'Arn'] },
      },
    },
  });
});

test('mails that are late ring before they are given up', () => {
  synthesise('prod').hasResourceProperties('AWS::CloudWatch::Alarm', {
    MetricName: 'IteratorAge',
    Threshold: 300_000,
  });
});

test('the records of what was sent do not wake the function that sends', () => {
  const filters = Object.values(synthesise('prod').findResources(mapping)).flatMap(
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
