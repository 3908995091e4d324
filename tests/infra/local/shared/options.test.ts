import { expect, test } from 'vitest';
import { Halt } from '../../../../infra/local/shared/data-folder.ts';
import { checkNode } from '../../../../infra/local/shared/options.ts';

test('on the Node of Lambda there is nothing to say', () => {
  expect(checkNode('24.21.0')).toBeUndefined();
});

test('on a Node that is near enough one line says what is missing', () => {
  expect(checkNode('22.18.0')).toMatch(/^Node 24, .* on continue avec le Node 22\.18\.0/);
});

test.each(['20.20.2', '22.17.1'])('on Node %s it stops', (version) => {
  expect(() => checkNode(version)).toThrow(Halt);
});
