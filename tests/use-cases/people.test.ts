import { expect, test } from 'vitest';
import { addMember, closeSessions } from '../../functions/use-cases/people.ts';
import { chaumie, durand, inspector, jeanMoulin } from '../shared/examples.ts';
import { createTestEnvironment } from '../shared/test-environment.ts';

test('simultaneous acts on one person are all recorded', async () => {
  const environment = await createTestEnvironment();
  const command = { mail: durand.mail, by: inspector };
  const results = await Promise.all([
    addMember(environment, { ...command, uai: chaumie.uai, idempotencyKey: 'a' }, durand.name),
    addMember(environment, { ...command, uai: jeanMoulin.uai, idempotencyKey: 'b' }, durand.name),
    closeSessions(environment, { ...command, idempotencyKey: 'c' }),
  ]);
  expect(results.map(({ kind }) => kind)).toEqual(['done', 'done', 'done']);
  const person = await environment.persons.find(durand.mail);
  expect(person?.memberOf.toSorted()).toEqual(
    [...durand.memberOf, chaumie.uai, jeanMoulin.uai].toSorted(),
  );
  expect(person?.journal.map(({ what }) => what).toSorted()).toEqual([
    'member-added',
    'member-added',
    'signed-out',
  ]);
});
