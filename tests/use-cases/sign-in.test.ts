import { expect, test } from 'vitest';
import { codeLimits, networkOf } from '../../functions/domain/people/sign-in.ts';
import { requestCode } from '../../functions/use-cases/sign-in.ts';
import { createTestEnvironment } from '../shared/test-environment.ts';

test('one network can request a limited number of codes, even for different mailboxes', async () => {
  const environment = await createTestEnvironment();
  let requests = 0;
  const requestFrom = async (address: string) => {
    requests += 1;
    const request = { mail: `agent-${requests}@colleges.example.org`, address };
    return (await requestCode(environment, request)).kind;
  };
  const kinds: string[] = [];
  for (let count = 0; count <= codeLimits.perNetwork.hits; count += 1) {
    kinds.push(await requestFrom('192.0.2.1'));
  }
  expect(new Set(kinds.slice(0, -1))).toEqual(new Set(['requested']));
  expect(kinds.at(-1)).toBe('too-many');
  expect(await requestFrom('192.0.2.2')).toBe('requested');
});

test('rate limits are counted under names that reveal neither the mailbox nor the address', async () => {
  const environment = await createTestEnvironment();
  const names: string[] = [];
  const signIns = {
    ...environment.signIns,
    countHit: async (name: string) => {
      names.push(name);
      return true;
    },
  };
  const request = { mail: 'agent@colleges.example.org', address: '192.0.2.1' };
  await requestCode({ ...environment, signIns }, request);
  expect(names).toHaveLength(3);
  for (const name of names) expect(name).not.toMatch(/agent|192/);
});

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8:0:1:aaaa::1', '2001:db8:0:1'],
  ['2001:0DB8:0000:0001:bbbb:cccc:dddd:eeee', '2001:db8:0:1'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['unknown', 'unknown'],
])('%s is an address of the network %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
