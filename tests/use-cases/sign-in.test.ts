import { expect, test } from 'vitest';
import { codeLimits } from '../../functions/domain/people/sign-in.ts';
import { makeAskCode } from '../../functions/use-cases/sign-in.ts';
import { makeWorld, type World } from '../shared/world.ts';

function askFrom(world: World) {
  let asked = 0;
  const newId = () => `challenge ${asked}`;
  const askCode = makeAskCode({ ...world, newId });
  return (address: string) => {
    asked += 1;
    return askCode({ mail: `agent-${asked}@colleges.example.org`, address });
  };
}

test('one address cannot ask for codes of ever new mailboxes', async () => {
  const ask = askFrom(await makeWorld());
  const kinds: string[] = [];
  for (let count = 0; count <= codeLimits.perAddress.hits; count += 1) {
    kinds.push((await ask('192.0.2.1')).kind);
  }
  expect(new Set(kinds.slice(0, -1))).toEqual(new Set(['asked']));
  expect(kinds.at(-1)).toBe('too-many');
  expect((await ask('192.0.2.2')).kind).toBe('asked');
});

test('neither the mailbox nor the address can be read in what counts them', async () => {
  const world = await makeWorld();
  const names: string[] = [];
  const signIns = {
    ...world.signIns,
    countHit: async (name: string) => {
      names.push(name);
      return true;
    },
  };
  const askCode = makeAskCode({ ...world, signIns, newId: () => 'challenge' });
  await askCode({ mail: 'agent@colleges.example.org', address: '192.0.2.1' });
  expect(names).toHaveLength(2);
  for (const name of names) expect(name).not.toMatch(/agent|192/);
});
