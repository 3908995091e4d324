import { expect, test } from 'vitest';
import { codeLimits } from '../../functions/domain/people/sign-in.ts';
import { createCodeRequester } from '../../functions/use-cases/sign-in.ts';
import { createTestEnvironment, type TestEnvironment } from '../shared/test-environment.ts';

function askFrom(environment: TestEnvironment) {
  let asked = 0;
  const newId = () => `challenge ${asked}`;
  const requestCode = createCodeRequester({ ...environment, newId });
  return (address: string) => {
    asked += 1;
    return requestCode({ mail: `agent-${asked}@colleges.example.org`, address });
  };
}

test('one address cannot ask for codes of ever new mailboxes', async () => {
  const intent = askFrom(await createTestEnvironment());
  const kinds: string[] = [];
  for (let count = 0; count <= codeLimits.perAddress.hits; count += 1) {
    kinds.push((await intent('192.0.2.1')).kind);
  }
  expect(new Set(kinds.slice(0, -1))).toEqual(new Set(['asked']));
  expect(kinds.at(-1)).toBe('too-many');
  expect((await intent('192.0.2.2')).kind).toBe('asked');
});

test('neither the mailbox nor the address can be read in what counts them', async () => {
  const environment = await createTestEnvironment();
  const names: string[] = [];
  const signIns = {
    ...environment.signIns,
    countHit: async (name: string) => {
      names.push(name);
      return true;
    },
  };
  const requestCode = createCodeRequester({ ...environment, signIns, newId: () => 'challenge' });
  await requestCode({ mail: 'agent@colleges.example.org', address: '192.0.2.1' });
  expect(names).toHaveLength(2);
  for (const name of names) expect(name).not.toMatch(/agent|192/);
});
