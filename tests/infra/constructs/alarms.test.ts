import { readFileSync } from 'node:fs';
import { Match } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { templateOf } from '../templates.ts';

const alarm = 'AWS::CloudWatch::Alarm';
const runbook = readFileSync(new URL('../../../docs/runbook.md', import.meta.url), 'utf8');

const descriptions = Object.values(templateOf('local').findResources(alarm)).map(
  (resource): string => resource['Properties'].AlarmDescription,
);

test('every function has an alarm', () => {
  expect(descriptions.length).toBeGreaterThanOrEqual(2);
});

test.each(descriptions)(
  'the runbook has a heading with the text of the alarm: %s',
  (description) => {
    const [impact, anchor] = description.split(' Que faire : docs/runbook.md#');
    const heading = `## ${anchor}\n`;
    expect(runbook).toContain(heading);
    const section = runbook.slice(runbook.indexOf(heading) + heading.length).split('\n## ')[0];
    expect(section?.replaceAll("'", '’')).toContain(impact);
  },
);

test('in production every alarm sends a mail', () => {
  const template = templateOf('prod');
  template.allResourcesProperties(alarm, { AlarmActions: [{ Ref: Match.anyValue() }] });
  template.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'email' });
});

test('in the other stages no alarm sends a mail', () => {
  templateOf('test').resourceCountIs('AWS::SNS::Topic', 0);
});
