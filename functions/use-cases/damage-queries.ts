import { type College, findCollege } from '../domain/colleges/college.ts';
import { type Damage, isOpen } from '../domain/damages/damage.ts';
import { compareUrgency } from '../domain/damages/triage.ts';
import { canRead, isEducation, type KnownPerson, type Person } from '../domain/people/person.ts';
import { isFull } from '../domain/photo.ts';
import type { DamageFilter, DamagesView } from '../domain/read-models/lists.ts';
import type { Uai } from '../domain/uai.ts';
import { type ShownPhoto, showPhotos } from './photos.ts';
import type { Deps } from './ports.ts';

export interface DamageKey {
  readonly uai: Uai;
  readonly id: string;
}

export interface OpenedDamage {
  readonly college: College;
  readonly damage: Damage;
}

export interface DamageWithPhotos extends OpenedDamage {
  readonly photos: readonly ShownPhoto[];
}

/** The damages of every collège, the most urgent first; `undefined` for a person outside the service Éducation. */
export async function listDamages(
  { departement, damages }: Pick<Deps, 'departement' | 'damages'>,
  by: Person,
  filter: DamageFilter,
): Promise<DamagesView | undefined> {
  if (!isEducation(by)) return undefined;
  const register = await departement.register();
  const unreadable: string[] = [];
  const setAside = (reference: string) => void unreadable.push(reference);
  const perCollege = await Promise.all(
    register.map(async (college) =>
      (await damages.listOf(college.uai, setAside)).map((damage) => ({ college, damage })),
    ),
  );
  const all = perCollege.flat().toSorted((a, b) => compareUrgency(a.damage, b.damage));
  const rowsOf = (wanted: DamageFilter) =>
    all.filter(({ damage }) => matchesFilter(damage, wanted));
  return { rows: rowsOf(filter), count: (wanted) => rowsOf(wanted).length, unreadable };
}

function matchesFilter(damage: Damage, filter: DamageFilter): boolean {
  return filter === 'open' ? isOpen(damage) : damage.state === filter;
}

/** One damage; `undefined` if it does not exist or the person may not read it. */
export async function openDamage(
  { departement, damages }: Pick<Deps, 'departement' | 'damages'>,
  { uai, id }: DamageKey,
  by: Person,
): Promise<OpenedDamage | undefined> {
  if (!canRead(by, uai)) return undefined;
  const [register, damage] = await Promise.all([departement.register(), damages.find(uai, id)]);
  const college = findCollege(register, uai);
  return college && damage && { college, damage };
}

/** As `openDamage`, with links to the photos. */
export async function viewDamage(
  deps: Pick<Deps, 'departement' | 'damages' | 'photos'>,
  key: DamageKey,
  by: Person,
): Promise<DamageWithPhotos | undefined> {
  const opened = await openDamage(deps, key, by);
  if (!opened) return undefined;
  const { uai, id: damageId, photos } = opened.damage;
  return { ...opened, photos: await showPhotos(deps, { uai, damageId }, photos) };
}

/** A photo sent without a word to the bot is about a damage that its author reported at most this long ago. */
const recentMilliseconds = 30 * 60_000;

/** The damages that a person has just reported and that still take photos; of each collège the last first. */
export async function recentDamages(
  { damages, clock }: Pick<Deps, 'damages' | 'clock'>,
  { memberOf, mail }: KnownPerson,
): Promise<readonly Damage[]> {
  const isRecent = ({ journal: [reported] }: Damage): boolean =>
    reported !== undefined && clock.now().getTime() - Date.parse(reported.at) <= recentMilliseconds;
  const all = await Promise.all(memberOf.map((uai) => damages.listOf(uai)));
  return all
    .flat()
    .filter(
      (damage) =>
        damage.reportedBy === mail && isRecent(damage) && !isFull({ ...damage, isOver: false }),
    );
}
