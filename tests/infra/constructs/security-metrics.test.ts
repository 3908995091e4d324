import { Match } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { securityActions } from '../../../functions/domain/people/security.ts';
import { templateOf } from '../templates.ts';

const filters = () => Object.values(templateOf('prod').findResources('AWS::Logs::MetricFilter'));
const patternsOf = (metricName: string): string[] =>
  filters()
    .filter(({ Properties }) => Properties.MetricTransformations[0].MetricName === metricName)
    .map(({ Properties }) => Properties.FilterPattern);

test.each([
  ['prod-sign-in-burst', 100],
  ['prod-codes-lengthened', 1],
  ['prod-access-refused-burst', 60],
])(
  '%s is counted in the logs of the three functions where people sign in, and rings from %i',
  (name, threshold) => {
    expect(patternsOf(name)).toHaveLength(3);
    templateOf('prod').hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: name,
      Namespace: 'Casiers47',
      Period: 300,
      Statistic: 'Sum',
      Threshold: threshold,
      AlarmActions: Match.anyValue(),
    });
  },
);

test('the filters name actions that functions write', () => {
  const named = filters().flatMap(({ Properties }) =>
    [...String(Properties.FilterPattern).matchAll(/\$\.action = "([^"]+)"/g)].map(
      ([, action]) => action ?? '',
    ),
  );
  expect(named.length).toBeGreaterThan(0);
  const known: readonly string[] = securityActions;
  expect(named.filter((action) => !known.includes(action))).toEqual([]);
});
