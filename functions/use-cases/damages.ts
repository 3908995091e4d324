import type { Channel } from '../domain/act.ts';
import { findCollege } from '../domain/colleges/college.ts';
import {
  changeDamage,
  type Damage,
  type DamageChange,
  type DamageProblem,
  type DamageReport,
  type DamageStatusUpdate,
  damageProblems,
  type FollowUpAnswer,
  newDamage,
} from '../domain/damages/damage.ts';
import { overlappingDamages } from '../domain/damages/triage.ts';
import type { Day } from '../domain/dates.ts';
import { journalVersion } from '../domain/journal.ts';
import { canActFor, isEducation, type Person } from '../domain/people/person.ts';
import { type Photo, type PhotoSource, photoLimits } from '../domain/photo.ts';
import type { Uai } from '../domain/uai.ts';
import type { Clock, DamageStore, DepartementStore } from './ports.ts';

export interface ChangeDamageDeps {
  readonly damages: DamageStore;
  readonly clock: Clock;
}

/** Who acts upon which damage, and what they had before their eyes. */
export interface ChangeDamageCommand {
  readonly uai: Uai;
  readonly id: string;
  readonly by: Person;
  readonly channel: Channel;
  /** Token of the form, view or message they answer: the same token twice is one act. */
  readonly idempotencyKey: string;
  /** Of the last line of the journal they saw. */
  readonly expectedVersion: number;
}

export type ChangeDamageOutcome =
  | { readonly kind: 'done'; readonly damage: Damage }
  /** Somebody else wrote meanwhile: `damage` is what stands now, untouched. */
  | { readonly kind: 'conflict'; readonly damage: Damage }
  /** The damage's state allows no such act. */
  | { readonly kind: 'invalid-transition'; readonly damage: Damage }
  /** There is none of that id, or they may not act upon it: nobody learns which. */
  | { readonly kind: 'forbidden' };

export type ChangeDamage = (
  command: ChangeDamageCommand,
  change: DamageChange,
) => Promise<ChangeDamageOutcome>;

/** Everybody's writes to one damage at the same moment are few. */
const attempts = 5;

/** What every act upon a damage has in common. Who may act is its caller's to judge. */
export function makeChangeDamage({ damages, clock }: ChangeDamageDeps): ChangeDamage {
  return async ({ uai, id, by, channel, idempotencyKey, expectedVersion }, change) => {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const stored = await damages.find(uai, id);
      if (!stored) return { kind: 'forbidden' };
      if (stored.lastIdempotencyKey === idempotencyKey) return { kind: 'done', damage: stored };
      if (journalVersion(stored) !== expectedVersion) return { kind: 'conflict', damage: stored };
      const act = { at: clock.now().toISOString(), who: by.name, channel, idempotencyKey };
      const changed = changeDamage(stored, change, act);
      if (!changed) return { kind: 'invalid-transition', damage: stored };
      if ((await damages.save(changed)) === 'saved') {
        return { kind: 'done', damage: { ...changed, version: changed.version + 1 } };
      }
      // The race was lost between the read and the write; what stands now says whether to a person, a double click or a photo.
    }
    throw new Error('A damage is written to without a pause');
  };
}

export type FollowUpDamage = (
  command: ChangeDamageCommand,
  answer: FollowUpAnswer,
) => Promise<ChangeDamageOutcome>;

/** The collège says whether it is repaired; still broken, it is open again. */
export function makeFollowUpDamage(deps: ChangeDamageDeps): FollowUpDamage {
  const change = makeChangeDamage(deps);
  return async (command, { answer, comment }) => {
    if (!canActFor(command.by, command.uai)) return { kind: 'forbidden' };
    return change(command, { what: answer, note: comment || undefined });
  };
}

export interface UpdateDamageStatusCommand extends ChangeDamageCommand {
  readonly statusUpdate: DamageStatusUpdate;
  /** What the collège will read; the reason of a refusal must be told. */
  readonly note: string;
  /** The day a repair is planned for, once it is known. */
  readonly day?: Day | undefined;
}

export type UpdateDamageStatusResult =
  | ChangeDamageOutcome
  | { readonly kind: 'reason-missing' }
  /** Nothing is planned for a day that is over. */
  | { readonly kind: 'day-over' };

export type UpdateDamageStatus = (
  command: UpdateDamageStatusCommand,
) => Promise<UpdateDamageStatusResult>;

/** The service Éducation's side of a damage: seen, planned, repaired, replaced, or declined with a reason. */
export function createDamageStatusUpdater(deps: ChangeDamageDeps): UpdateDamageStatus {
  const change = makeChangeDamage(deps);
  return async ({ statusUpdate, note, day, ...command }) => {
    if (!isEducation(command.by)) return { kind: 'forbidden' };
    if (statusUpdate === 'declined' && !note) return { kind: 'reason-missing' };
    const planned = statusUpdate === 'planned' ? day : undefined;
    if (planned && planned < deps.clock.today()) return { kind: 'day-over' };
    return change(command, { what: statusUpdate, note: note || undefined, day: planned });
  };
}

export interface ReportDeps {
  readonly departement: DepartementStore;
  readonly damages: DamageStore;
  readonly clock: Pick<Clock, 'now'>;
  /** The same short id for the same token, always: see `reference.ts` for its shape. */
  readonly shortIdFrom: (token: string) => string;
}

export interface ReportCommand {
  readonly uai: Uai;
  readonly by: Person;
  readonly channel: Channel;
  /** Token of the form, view or message: the same token twice is one damage. */
  readonly idempotencyKey: string;
  /** They have seen the open reports of the same lockers, and mean another damage. */
  readonly despiteOverlap?: boolean;
  /** Photos that a chat holds for us, by its own ids: those beyond the limit are left there. */
  readonly photos?: readonly PhotoSource[];
}

export type ReportOutcome =
  | { readonly kind: 'reported'; readonly damage: Damage }
  /** Nothing was filed: these are open, and may well be the same damage. */
  | { readonly kind: 'already-reported'; readonly overlapping: readonly Damage[] }
  | { readonly kind: 'contradictory'; readonly problems: readonly DamageProblem[] }
  /** Not in the register, or not theirs: nobody learns which. */
  | { readonly kind: 'forbidden' };

export type ReportDamage = (command: ReportCommand, report: DamageReport) => Promise<ReportOutcome>;

/** Files a damage, campaign or not: lockers break all year. */
export function makeReportDamage(deps: ReportDeps): ReportDamage {
  const { departement, damages, clock, shortIdFrom } = deps;

  async function save(damage: Damage): Promise<'saved' | 'taken'> {
    if ((await damages.save(damage)) === 'saved') return 'saved';
    const winner = await damages.find(damage.uai, damage.id);
    return winner?.idempotencyKey === damage.idempotencyKey ? 'saved' : 'taken';
  }

  /** Named after the form they came with: the same form twice brings the same photos. */
  const waiting = ({ idempotencyKey, photos = [] }: ReportCommand): readonly Photo[] =>
    photos.slice(0, photoLimits.perThing).map((from, index) => ({
      id: shortIdFrom(`${idempotencyKey} photo ${index}`),
      state: 'waiting',
      from,
    }));

  return async (command, report) => {
    const { uai, by, channel, idempotencyKey, despiteOverlap } = command;
    if (!canActFor(by, uai)) return { kind: 'forbidden' };
    const problems = damageProblems(report);
    if (problems.length > 0) return { kind: 'contradictory', problems };
    const [register, known] = await Promise.all([departement.register(), damages.listOf(uai)]);
    if (!findCollege(register, uai)) return { kind: 'forbidden' };
    const again = known.find((damage) => damage.idempotencyKey === idempotencyKey);
    if (again) return { kind: 'reported', damage: again };
    const overlapping = overlappingDamages(report, known);
    if (overlapping.length > 0 && !despiteOverlap) return { kind: 'already-reported', overlapping };

    const act = {
      at: clock.now().toISOString(),
      who: by.name,
      mail: by.mail,
      channel,
      idempotencyKey,
    };
    // Six characters are said easily and may meet by chance: the next ones of the same token are as good.
    for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
      const id = shortIdFrom(attempt === 1 ? idempotencyKey : `${idempotencyKey} ${attempt}`);
      const damage = newDamage(report, { uai, id, photos: waiting(command) }, act);
      if ((await save(damage)) === 'saved') {
        return { kind: 'reported', damage: { ...damage, version: 1 } };
      }
    }
    throw new Error(`No free damage id in ${mostAttempts} attempts`);
  };
}

const mostAttempts = 5;
