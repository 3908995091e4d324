import { expect, test } from 'vitest';
import { synthesise } from './synthesise.ts';

test('CloudFormation refuses the stack whose counter is open to anybody', () => {
  const { Parameters, Rules } = synthesise('local').toJSON();
  expect(Parameters.MayBeDeployed.AllowedValues).toEqual(['no']);
  expect(Rules.NeverDeployed.Assertions).toMatchObject([
    { Assert: { 'Fn::Equals': [{ Ref: 'MayBeDeployed' }, 'yes'] } },
  ]);
});

test.each(['test', 'prod'] as const)('CloudFormation accepts the stack of %s', (stage) => {
  expect(synthesise(stage).toJSON()['Rules']).not.toHaveProperty('NeverDeployed');
});
