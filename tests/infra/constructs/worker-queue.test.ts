import { App, Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { expect, test } from 'vitest';
import { Alarms } from '../../../infra/constructs/alarms.ts';
import { ServiceFunction } from '../../../infra/constructs/service-function.ts';
import { WorkQueue } from '../../../infra/constructs/worker-queue.ts';
import { stageNamed } from '../synthesise.ts';

function createStack() {
  const stack = new Stack(new App({ context: { 'aws:cdk:bundling-stacks': [] } }), 'Test');
  const alarms = new Alarms(stack, 'Alarms', stageNamed('prod'));
  const work = new WorkQueue(stack, 'Work', { timeout: Duration.seconds(20), attempts: 8 });
  const worker = new ServiceFunction(stack, 'Function', {
    runs: 'photo-uploads',
    environment: {
      STAGE: 'prod',
      TABLE_NAME: 't',
      DEPARTEMENT: '047',
      TIME_ZONE: 'Europe/Paris',
      PHOTO_BUCKET: 'b',
    },
    errorImpact: 'Rien ne va plus.',
    failures: work.failures,
    timeout: work.timeout,
    stage: stageNamed('prod'),
    alarms,
  });
  work.feed(worker, { batchSize: 5, maxConcurrency: 2 });
  work.watchLateness(alarms, {
    longest: Duration.minutes(15),
    errorImpact: 'Tout est en retard.',
    runbook: 'late',
  });
  return stack;
}

const template = Template.fromStack(createStack());

test('a message is visible again long after its function ended, and moves to the failure queue after its attempts', () => {
  template.hasResourceProperties('AWS::SQS::Queue', {
    VisibilityTimeout: 120,
    SqsManagedSseEnabled: true,
    RedrivePolicy: {
      deadLetterTargetArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^WorkFailures'), 'Arn'] },
      maxReceiveCount: 8,
    },
  });
});

test('queues refuse plain HTTP', () => {
  template.resourceCountIs('AWS::SQS::QueuePolicy', 2);
  template.allResourcesProperties('AWS::SQS::QueuePolicy', {
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({
          Effect: 'Deny',
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        }),
      ]),
    },
  });
});

test('a consumer reports the failures of a batch, and its concurrency is limited', () => {
  template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
    BatchSize: 5,
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    ScalingConfig: { MaximumConcurrency: 2 },
  });
});

test('messages in the failure queue ring, and so do messages that wait too long', () => {
  template.hasResourceProperties('AWS::CloudWatch::Alarm', {
    MetricName: 'ApproximateNumberOfMessagesVisible',
    AlarmDescription: 'Rien ne va plus. Que faire : docs/runbook.md#photo-uploads',
    Dimensions: [
      {
        Name: 'QueueName',
        Value: { 'Fn::GetAtt': [Match.stringLikeRegexp('^WorkFailures'), 'QueueName'] },
      },
    ],
  });
  template.hasResourceProperties('AWS::CloudWatch::Alarm', {
    MetricName: 'ApproximateAgeOfOldestMessage',
    Threshold: 900,
  });
});

test('cdk-nag finds nothing', () => {
  expect(new AwsSolutionsChecks().validateScope(createStack()).violations).toEqual([]);
});
