import { expect, test } from 'vitest';
import { Halt } from '../../../../infra/local/shared/data-folder.ts';
import { checkNode } from '../../../../infra/local/shared/options.ts';

test('the Node of Lambda gives no warning', () => {
  expect(checkNode('24.21.0')).toBeUndefined();
});

test('an older Node that can run the functions gives a warning of one line', () => {
  expect(checkNode('22.18.0')).toMatch(/^Node 24, .* on continue avec le Node 22\.18\.0/);
});

test.each(['20.20.2', '22.17.1'])('Node %s is refused', (version) => {
  expect(() => checkNode(version)).toThrow(Halt);
});
