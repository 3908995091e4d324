import { Match, Template } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { makeStack, synthesise } from '../synthesise.ts';

const runs = (variables: object) => ({ Environment: { Variables: Match.objectLike(variables) } });
const failures = { 'Fn::GetAtt': [Match.stringLikeRegexp('^NightFailures'), 'Arn'] };

test('the night runs at two in the morning, where the Département is', () => {
  synthesise('prod').hasResourceProperties('AWS::Scheduler::Schedule', {
    ScheduleExpression: 'cron(0 2 * * ? *)',
    ScheduleExpressionTimezone: 'Europe/Paris',
    FlexibleTimeWindow: { Mode: 'OFF' },
  });
});

test('a night that could not run, or that failed, is kept', () => {
  const template = synthesise('prod');
  template.hasResourceProperties('AWS::Scheduler::Schedule', {
    Target: { DeadLetterConfig: { Arn: failures } },
  });
  template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
    DestinationConfig: { OnFailure: { Destination: failures } },
  });
});

test('two silent days ring, one does not', () => {
  synthesise('prod').hasResourceProperties('AWS::CloudWatch::Alarm', {
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
  synthesise('prod').hasResourceProperties(
    'AWS::Lambda::Function',
    runs({ SITE_URL: { 'Fn::GetAtt': [Match.anyValue(), 'ApiEndpoint'] } }),
  );
});

test('the schedule may call the night and nothing else', () => {
  const policies = synthesise('prod').findResources('AWS::IAM::Policy');
  const scheduler = Object.entries(policies).find(([id]) => id.startsWith('NightScheduler'));
  expect(JSON.stringify(scheduler)).not.toContain('*');
});
