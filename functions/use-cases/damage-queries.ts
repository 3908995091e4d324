import { type College, findCollege } from '../domain/colleges/college.ts';
import { type Damage, isOpen } from '../domain/damages/damage.ts';
import { compareUrgency } from '../domain/damages/triage.ts';
import { canRead, isEducation, type KnownPerson, type Person } from '../domain/people/person.ts';
import { isFull } from '../domain/photo.ts';
import type { DamageFilter, DamagesView } from '../domain/read-models/lists.ts';
import type { Uai } from '../domain/uai.ts';
import { makeShowPhotos, type ShownPhoto } from './photos.ts';
import type { Clock, DamageStore, DepartementStore, PhotoStore } from './ports.ts';

/** `undefined`: not of the service Éducation. */
export type ListDamages = (by: Person, filter: DamageFilter) => Promise<DamagesView | undefined>;

/** The damages of every collège, for the service Éducation. */
export function makeListDamages(deps: {
  readonly departement: DepartementStore;
  readonly damages: DamageStore;
}): ListDamages {
  return async (by, filter) => {
    if (!isEducation(by)) return undefined;
    const register = await deps.departement.register();
    const files = await Promise.all(
      register.map(async (college) =>
        (await deps.damages.listOf(college.uai)).map((damage) => ({ college, damage })),
      ),
    );
    const all = files.flat().toSorted((a, b) => compareUrgency(a.damage, b.damage));
    const those = (wanted: DamageFilter) =>
      all.filter(({ damage }) => matchesFilter(damage, wanted));
    return { rows: those(filter), count: (wanted) => those(wanted).length };
  };
}

function matchesFilter(damage: Damage, filter: DamageFilter): boolean {
  return filter === 'open' ? isOpen(damage) : damage.state === filter;
}

export interface OpenedDamage {
  readonly college: College;
  readonly damage: Damage;
}

/** `undefined`: there is none, or it is not theirs to see. */
export type OpenDamage = (
  key: { readonly uai: Uai; readonly id: string },
  by: Person,
) => Promise<OpenedDamage | undefined>;

/** One damage as it stands, for its collège and for the service Éducation. */
export function makeOpenDamage(deps: {
  readonly departement: DepartementStore;
  readonly damages: DamageStore;
}): OpenDamage {
  return async ({ uai, id }, by) => {
    if (!canRead(by, uai)) return undefined;
    const [register, damage] = await Promise.all([
      deps.departement.register(),
      deps.damages.find(uai, id),
    ]);
    const college = findCollege(register, uai);
    return college && damage && { college, damage };
  };
}

export interface RecentDamagesDeps {
  readonly damages: Pick<DamageStore, 'listOf'>;
  readonly clock: Pick<Clock, 'now'>;
}

export type RecentDamages = (by: KnownPerson) => Promise<readonly Damage[]>;

/** Whoever reported something goes on thinking of it for as long. */
const recentMilliseconds = 30 * 60_000;

/** What somebody reported just now and may still add photos to; of each collège the last first. */
export function makeRecentDamages({ damages, clock }: RecentDamagesDeps): RecentDamages {
  const isRecent = ({ journal: [reported] }: Damage): boolean =>
    reported !== undefined && clock.now().getTime() - Date.parse(reported.at) <= recentMilliseconds;

  return async ({ memberOf, mail }) => {
    const all = await Promise.all(memberOf.map((uai) => damages.listOf(uai)));
    return all
      .flat()
      .filter(
        (damage) =>
          damage.reportedBy === mail && isRecent(damage) && !isFull({ ...damage, isOver: false }),
      );
  };
}

export interface DamageFile extends OpenedDamage {
  readonly photos: readonly ShownPhoto[];
}

/** `undefined`: there is none, or it is not theirs to see. */
export type ViewDamage = (
  key: { readonly uai: Uai; readonly id: string },
  by: Person,
) => Promise<DamageFile | undefined>;

/** One damage with its photos, for its collège and for the service Éducation. */
export function makeViewDamage(deps: {
  readonly departement: DepartementStore;
  readonly damages: DamageStore;
  readonly photos: PhotoStore;
}): ViewDamage {
  const openDamage = makeOpenDamage(deps);
  const showPhotos = makeShowPhotos(deps.photos);

  return async (key, by) => {
    const opened = await openDamage(key, by);
    if (!opened) return undefined;
    const { uai, id: damageId, photos } = opened.damage;
    return { ...opened, photos: await showPhotos({ uai, damageId }, photos) };
  };
}
