import type { College } from '../../../functions/domain/colleges/college.ts';
import { type KnownPerson, newPerson } from '../../../functions/domain/people/person.ts';
import { officialMailboxes } from '../../load/add-people.ts';

/** Of two collèges. */
export const demoStaff = [
  { name: 'Claire Durand', mail: 'claire.durand@colleges.example.org', of: ['0470678G'] },
  { name: 'Omar Petit', mail: 'omar.petit@colleges.example.org', of: ['0470103G', '0470678G'] },
];

export const demoEducation = { name: 'Service Éducation', mail: 'education@casiers.example.org' };

/** Whom a newcomer may sign in as: the mailbox of each collège, two of their staff, the service Éducation. All invented. */
export function demoPeople(register: readonly College[]): readonly KnownPerson[] {
  const mailboxes = officialMailboxes(
    register.map((college) => ({
      ...college,
      mail: `ce.${college.uai.toLowerCase()}@colleges.example.org`,
    })),
  );
  const agents = demoStaff.map(({ name, mail, of }) => ({
    ...newPerson(mail, name),
    boundTo: register.map(({ uai }) => uai).filter((uai) => of.some((code) => code === uai)),
  }));
  const education = {
    ...newPerson(demoEducation.mail, demoEducation.name),
    education: true,
  };
  return [education, ...agents.filter(({ boundTo }) => boundTo.length > 0), ...mailboxes];
}
