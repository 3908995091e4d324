import { AwsSolutionsChecks } from 'cdk-nag';
import { expect, test } from 'vitest';
import { makeStack } from './synthesise.ts';

test.each(['local', 'test', 'prod'] as const)('cdk-nag finds nothing in %s', (stage) => {
  expect(new AwsSolutionsChecks().validateScope(makeStack(stage)).violations).toEqual([]);
});
