import { beforeEach, expect, test } from 'vitest';
import {
  addPeople,
  addToEducation,
  officialMailboxes,
} from '../../../../infra/tools/load/fill-table.ts';
import { chaumie, crochepierre, durand, jeanMoulin } from '../../../shared/examples.ts';
import { makeWorld, type World } from '../../../shared/world.ts';

let world: World;
beforeEach(async () => {
  world = await makeWorld();
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
      boundTo: [crochepierre.uai],
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
  await addPeople(world.persons, mailboxes);
  const [added] = mailboxes;
  if (!added) throw new Error('nobody was added');
  const unbound = { ...added, version: 1, boundTo: [], lastOpening: 'a' };
  await world.persons.save(unbound);
  await addPeople(world.persons, mailboxes);
  expect(await world.persons.find(added.mail)).toMatchObject({ boundTo: [], version: 2 });
});

test('who joins the service Éducation keeps their name and their collèges', async () => {
  await addToEducation(world.persons, { mail: durand.mail.toUpperCase(), name: 'Service' });
  await addToEducation(world.persons, { mail: 'new@example.org', name: 'Service' });
  expect(await world.persons.find(durand.mail)).toMatchObject({
    name: 'Claire Durand',
    boundTo: durand.boundTo,
    education: true,
  });
  expect(await world.persons.find('new@example.org')).toMatchObject({
    name: 'Service',
    education: true,
  });
});
