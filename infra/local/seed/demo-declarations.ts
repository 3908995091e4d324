import type { createStores } from '../../../functions/adapters/dynamodb/stores.ts';
import { shortIdFrom } from '../../../functions/adapters/node/crypto.ts';
import type { College } from '../../../functions/domain/colleges/college.ts';
import type { DamageReport } from '../../../functions/domain/damages/damage.ts';
import { dayIn } from '../../../functions/domain/dates.ts';
import { campaignOf } from '../../../functions/domain/declarations/campaign.ts';
import type { Needs } from '../../../functions/domain/declarations/needs.ts';
import { type KnownPerson, newPerson } from '../../../functions/domain/people/person.ts';
import { reportDamage } from '../../../functions/use-cases/damages.ts';
import { fileDeclaration, saveDraft } from '../../../functions/use-cases/declarations.ts';
import type { Departement } from '../../config/departement.ts';
import { officialMailboxes } from '../../tools/load/fill-table.ts';

type Stores = ReturnType<typeof createStores>;

const people = ['Claire Durand', 'Omar Petit', 'Inès Garcia', 'Paul Lambert', 'Léa Fournier'];
const places = ['Bâtiment A, rez-de-chaussée', 'Bâtiment B, 1er étage', 'Hall de la demi-pension'];

/** Invented declarations of about half of the collèges, and three damages. */
export async function declareDemo(stores: Stores, settings: Departement, now: Date): Promise<void> {
  await reportDamages(stores, settings.timeZone, now);
  await declareNeeds(stores, settings, now);
}

/** One dangerous damage, one of a new locker (a claim on the workshop), one ordinary. */
async function reportDamages(stores: Stores, timeZone: string, now: Date): Promise<void> {
  const clock = { now: () => now, today: () => dayIn(timeZone, now) };
  const deps = { ...stores, clock, shortIdFrom };
  const register = await stores.departement.register();
  for (const [index, damage] of demoDamages.entries()) {
    const college = register[(index * 3) % register.length];
    if (!college) return;
    const { uai } = college;
    const by = { name: people[index % people.length] ?? '', memberOf: [uai] };
    const command = { uai, by, channel: 'web', idempotencyKey: `demo damage ${index}` } as const;
    await reportDamage(deps, command, damage);
  }
}

const demoDamages: readonly DamageReport[] = [
  {
    building: 'Bâtiment B',
    level: '1er étage',
    corridor: 'Couloir des 6e',
    lockers: [{ prefix: '', first: 101, last: 104, digits: 1 }],
    lockersUnnumbered: 0,
    parts: ['door', 'hinge'],
    dangerous: true,
    maker: 'old',
    description: 'Une porte pend par une seule charnière, le bord est coupant.',
  },
  {
    building: 'Hall de la demi-pension',
    level: '',
    corridor: '',
    lockers: [{ prefix: 'A', first: 7, last: 8, digits: 2 }],
    lockersUnnumbered: 0,
    parts: ['lock'],
    dangerous: false,
    maker: 'programme',
    description: 'La serrure tourne dans le vide.',
  },
  {
    building: 'Bâtiment A',
    level: 'Rez-de-chaussée',
    corridor: 'Près de la vie scolaire',
    lockers: [],
    lockersUnnumbered: 3,
    parts: ['paint', 'shelf'],
    dangerous: false,
    maker: 'old',
    description: 'Tags sur les portes, une tablette manque.',
  },
];

/** Files needs and états néants and saves drafts; the other collèges have not declared. */
async function declareNeeds(stores: Stores, settings: Departement, now: Date): Promise<void> {
  const today = dayIn(settings.timeZone, now);
  const clock = { now: () => now, today: () => today };
  const deps = { ...stores, clock };
  const campaign = campaignOf(await stores.departement.campaigns(), today)?.campaign;
  if (!campaign) return;
  const register = await stores.departement.register();
  for (const [index, college] of register.entries()) {
    const { uai } = college;
    const name = people[index % people.length] ?? '';
    const command = {
      uai,
      campaignId: campaign.id,
      by: { name, memberOf: [uai] },
      channel: 'web',
      idempotencyKey: `demo ${uai}`,
      expectedVersion: 0,
    } as const;
    // Every seventh needs nothing, every fifth has a draft, every second of the rest has filed needs.
    if (index % 7 === 3) await fileDeclaration(deps, command, { kind: 'nothing-needed' });
    else if (index % 5 === 1) await saveDraft(deps, command, { lockersToReplace: '24' });
    else if (index % 2 === 0) {
      const needs = plausibleNeeds(college, index, name);
      await fileDeclaration(deps, command, { kind: 'needs', needs });
    }
  }
}

function plausibleNeeds({ pupils = 400, commune }: College, index: number, name: string): Needs {
  const lockersInService = Math.round(pupils / 3);
  const lockersUnusable = Math.round(lockersInService / (6 + (index % 4)));
  return {
    lockersInService,
    lockersUnusable,
    lockersDangerous: index % 6 === 0 ? 2 + (index % 4) : 0,
    lockersToReplace: lockersUnusable + 6 * (1 + (index % 5)),
    pupils: index % 3 === 0 ? ['6e', 'half-board'] : ['6e', '5e'],
    place: places[index % places.length] ?? '',
    accessConstraints: index % 4 === 0 ? ['stairs'] : [],
    accessNotes: '',
    lockersToTakeBack: lockersUnusable,
    contactName: name,
    contactRole: 'secretaire-general',
    contactMail: `gestion.${index}@colleges.example.org`,
    contactPhone: '',
    comment: index % 4 === 2 ? `Livraison possible pendant les vacances à ${commune}.` : '',
  };
}

/** Staff of two collèges. */
export const demoStaff = [
  { name: 'Claire Durand', mail: 'claire.durand@colleges.example.org', of: ['0470678G'] },
  { name: 'Omar Petit', mail: 'omar.petit@colleges.example.org', of: ['0470103G', '0470678G'] },
];

export const demoEducation = { name: 'Service Éducation', mail: 'education@casiers.example.org' };

/** Invented people to sign in as: the mailbox of each collège, two staff members, the service Éducation. */
export function demoPeople(register: readonly College[]): readonly KnownPerson[] {
  const mailboxes = officialMailboxes(
    register.map((college) => ({
      ...college,
      mail: `ce.${college.uai.toLowerCase()}@colleges.example.org`,
    })),
  );
  const agents = demoStaff.map(({ name, mail, of }) => ({
    ...newPerson(mail, name),
    memberOf: register.map(({ uai }) => uai).filter((uai) => of.some((code) => code === uai)),
  }));
  const education = {
    ...newPerson(demoEducation.mail, demoEducation.name),
    education: true,
  };
  return [education, ...agents.filter(({ memberOf }) => memberOf.length > 0), ...mailboxes];
}
