import { beforeEach, expect, test } from 'vitest';
import {
  addPeople,
  addToEducation,
  officialMailboxes,
} from '../../../../infra/tools/load/fill-table.ts';
import { chaumie, crochepierre, durand, jeanMoulin } from '../../../shared/examples.ts';
import { createTestEnvironment, type TestEnvironment } from '../../../shared/test-environment.ts';

let environment: TestEnvironment;
beforeEach(async () => {
  environment = await createTestEnvironment();
});

test('each collège with a mailbox in the register gets its official mailbox', () => {
  const mailboxes = officialMailboxes([
    { ...crochepierre, mail: 'Ce.0470678G@colleges.example.org' },
    jeanMoulin,
  ]);
  expect(mailboxes).toEqual([
    {
      name: 'Collège André Crochepierre',
      mail: 'ce.0470678g@colleges.example.org',
      memberOf: [crochepierre.uai],
      mailboxOf: [crochepierre.uai],
      version: 0,
      journal: [],
    },
  ]);
});

test('two collèges that share a mailbox share its person', () => {
  const mail = 'cite@colleges.example.org';
  const [shared, ...others] = officialMailboxes([
    { ...jeanMoulin, mail },
    { ...chaumie, mail },
  ]);
  expect(others).toEqual([]);
  expect(shared?.mailboxOf).toEqual([jeanMoulin.uai, chaumie.uai]);
});

test('whoever is known stays as they are, however often the register is loaded', async () => {
  const mailboxes = officialMailboxes([{ ...jeanMoulin, mail: 'jm@colleges.example.org' }]);
  await addPeople(environment.persons, mailboxes);
  const [added] = mailboxes;
  if (!added) throw new Error('nobody was added');
  const unbound = { ...added, version: 1, memberOf: [], lastIdempotencyKey: 'a' };
  await environment.persons.save(unbound);
  await addPeople(environment.persons, mailboxes);
  expect(await environment.persons.find(added.mail)).toMatchObject({ memberOf: [], version: 2 });
});

test('who joins the service Éducation keeps their name and their collèges', async () => {
  await addToEducation(environment.persons, { mail: durand.mail.toUpperCase(), name: 'Service' });
  await addToEducation(environment.persons, { mail: 'new@example.org', name: 'Service' });
  expect(await environment.persons.find(durand.mail)).toMatchObject({
    name: 'Claire Durand',
    memberOf: durand.memberOf,
    education: true,
  });
  expect(await environment.persons.find('new@example.org')).toMatchObject({
    name: 'Service',
    education: true,
  });
});
