import { Match, Template } from 'aws-cdk-lib/assertions';
import { Cron } from 'croner';
import { expect, test } from 'vitest';
import { dayIn } from '../../../functions/domain/dates.ts';
import { toCronerPattern } from '../../../infra/local/aws/events/schedules.ts';
import { makeStack } from '../synthesise.ts';
import { templateOf } from '../templates.ts';

const runs = (variables: object) => ({ Environment: { Variables: Match.objectLike(variables) } });
const failures = { 'Fn::GetAtt': [Match.stringLikeRegexp('^NightlyDigestFailures'), 'Arn'] };

test('the nightly digest runs at 04:00 in the time zone of the Département', () => {
  templateOf('prod').hasResourceProperties('AWS::Scheduler::Schedule', {
    ScheduleExpression: 'cron(0 4 * * ? *)',
    ScheduleExpressionTimezone: 'Europe/Paris',
    FlexibleTimeWindow: { Mode: 'OFF' },
  });
});

test('the nightly digest runs once on every day, also when the clocks change', () => {
  const schedules = templateOf('prod').findResources('AWS::Scheduler::Schedule');
  const [{ Properties } = {}] = Object.values(schedules);
  const pattern = toCronerPattern(Properties.ScheduleExpression);
  const timezone: string = Properties.ScheduleExpressionTimezone;
  const cron = new Cron(pattern, { timezone, mode: '7-part', paused: true });
  const runs = cron.nextRuns(365, new Date('2026-01-01T12:00:00.000Z'));
  const localTimes = runs.map((run) =>
    new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, timeStyle: 'short' }).format(run),
  );
  expect(new Set(localTimes)).toEqual(new Set(['04:00']));
  expect(new Set(runs.map((run) => dayIn(timezone, run))).size).toBe(365);
  expect(runs.at(-1)?.toISOString()).toBe('2027-01-01T03:00:00.000Z');
});

test('the lease of a run expires when no run can last any longer', () => {
  templateOf('prod').hasResourceProperties('AWS::Lambda::Function', {
    Timeout: 300,
    ...runs({ RUN_SECONDS: '300' }),
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
