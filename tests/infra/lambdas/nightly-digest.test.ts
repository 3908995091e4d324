import { Match, Template } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { makeStack } from '../synthesise.ts';
import { templateOf } from '../templates.ts';

const runs = (variables: object) => ({ Environment: { Variables: Match.objectLike(variables) } });
const failures = { 'Fn::GetAtt': [Match.stringLikeRegexp('^NightlyDigestFailures'), 'Arn'] };

test('the nightly digest runs at 02:00 in the time zone of the Département', () => {
  templateOf('prod').hasResourceProperties('AWS::Scheduler::Schedule', {
    ScheduleExpression: 'cron(0 2 * * ? *)',
    ScheduleExpressionTimezone: 'Europe/Paris',
    FlexibleTimeWindow: { Mode: 'OFF' },
  });
});

test('a scheduled run that was not started, or that failed, goes to the failure queue', () => {
  const template = templateOf('prod');
  template.hasResourceProperties('AWS::Scheduler::Schedule', {
    Target: { DeadLetterConfig: { Arn: failures } },
  });
  template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
    DestinationConfig: { OnFailure: { Destination: failures } },
  });
});

test('two days without a run ring, one does not', () => {
  templateOf('prod').hasResourceProperties('AWS::CloudWatch::Alarm', {
    MetricName: 'Invocations',
    Period: 86_400,
    EvaluationPeriods: 2,
    TreatMissingData: 'breaching',
  });
});

test('links in the mail lead to the site of the Département when it has one', () => {
  Template.fromStack(
    makeStack('prod', { siteUrl: 'https://casiers.example.org' }),
  ).hasResourceProperties(
    'AWS::Lambda::Function',
    runs({ SITE_URL: 'https://casiers.example.org' }),
  );
});

test('links in the mail lead to the API when the Département has no site', () => {
  templateOf('prod').hasResourceProperties(
    'AWS::Lambda::Function',
    runs({ SITE_URL: { 'Fn::GetAtt': [Match.anyValue(), 'ApiEndpoint'] } }),
  );
});

test('the scheduler may invoke the nightly digest and nothing else', () => {
  const policies = templateOf('prod').findResources('AWS::IAM::Policy');
  const scheduler = Object.entries(policies).find(([id]) =>
    id.startsWith('NightlyDigestScheduler'),
  );
  expect(JSON.stringify(scheduler)).not.toContain('*');
});
