import type { Act, Channel } from '../domain/act.ts';
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
import { canActFor, isEducation, type Person } from '../domain/people/person.ts';
import { type PhotoSource, photoLimits } from '../domain/photo.ts';
import type { Uai } from '../domain/uai.ts';
import { changeStored } from './change.ts';
import { waitingPhotos } from './chat-photos.ts';
import type { Deps } from './ports.ts';

export interface ReportDamageCommand {
  readonly uai: Uai;
  readonly by: Person;
  readonly channel: Channel;
  /** Names the form, view or message that is answered: the same key twice is one damage. */
  readonly idempotencyKey: string;
  /** The author has seen the open reports of the same lockers and means another damage. */
  readonly despiteOverlap?: boolean;
  /** Photos that a chat holds. Those beyond the limit stay there. */
  readonly photos?: readonly PhotoSource[];
}

export type ReportDamageResult =
  | { readonly kind: 'reported'; readonly damage: Damage }
  /** Nothing was filed: these damages are open and may be the same one. */
  | { readonly kind: 'already-reported'; readonly overlapping: readonly Damage[] }
  | { readonly kind: 'contradictory'; readonly problems: readonly DamageProblem[] }
  | { readonly kind: 'forbidden' };

export interface ChangeDamageCommand {
  readonly uai: Uai;
  readonly id: string;
  readonly by: Person;
  readonly channel: Channel;
  /** Names the form, view or message that is answered: the same key twice is one act. */
  readonly idempotencyKey: string;
  /** Version of the last line of the journal that the author saw. */
  readonly expectedVersion: number;
}

export type ChangeDamageResult =
  | { readonly kind: 'done'; readonly damage: Damage }
  /** Another person wrote since the author looked; `damage` is what stands now, untouched. */
  | { readonly kind: 'conflict'; readonly damage: Damage }
  | { readonly kind: 'invalid-transition'; readonly damage: Damage }
  | { readonly kind: 'forbidden' };

export interface UpdateDamageStatusCommand extends ChangeDamageCommand {
  readonly statusUpdate: DamageStatusUpdate;
  /** A message to the collège; required for `declined`, as the reason. */
  readonly note: string;
  /** The day a repair is planned for, once it is known. */
  readonly day?: Day | undefined;
}

export type UpdateDamageStatusResult =
  | ChangeDamageResult
  | { readonly kind: 'reason-missing' }
  /** A repair cannot be planned for a past day. */
  | { readonly kind: 'day-over' };

type ChangeDamageDeps = Pick<Deps, 'damages' | 'clock'>;

/** Files a damage, all year: no campaign needs to be open. */
export async function reportDamage(
  deps: Pick<Deps, 'departement' | 'damages' | 'clock' | 'shortIdFrom'>,
  command: ReportDamageCommand,
  report: DamageReport,
): Promise<ReportDamageResult> {
  const { departement, damages, clock, shortIdFrom } = deps;
  const { uai, by, channel, idempotencyKey, despiteOverlap, photos = [] } = command;
  if (!canActFor(by, uai)) return { kind: 'forbidden' };
  const problems = damageProblems(report);
  if (problems.length > 0) return { kind: 'contradictory', problems };
  const [register, stored] = await Promise.all([departement.register(), damages.listOf(uai)]);
  // "Not in the register" and "not theirs" give the same answer, so that neither can be probed.
  if (!findCollege(register, uai)) return { kind: 'forbidden' };
  const same = stored.find((damage) => damage.idempotencyKey === idempotencyKey);
  if (same) return { kind: 'reported', damage: same };
  const overlapping = overlappingDamages(report, stored);
  if (overlapping.length > 0 && !despiteOverlap) return { kind: 'already-reported', overlapping };

  const sources = photos.slice(0, photoLimits.perSubject);
  const waiting = waitingPhotos(deps, idempotencyKey, sources);
  const at = clock.now().toISOString();
  const act: Act = { at, who: by.name, mail: by.mail, channel, idempotencyKey };
  // A short id is easy to dictate and may be taken by chance; then the next one of the same key is tried.
  for (let attempt = 1; attempt <= maxIdAttempts; attempt += 1) {
    const id = shortIdFrom(attempt === 1 ? idempotencyKey : `${idempotencyKey} ${attempt}`);
    const damage = newDamage(report, { uai, id, photos: waiting }, act);
    if (await saveNew(deps, damage)) return { kind: 'reported', damage: { ...damage, version: 1 } };
  }
  throw new Error(`No free damage id in ${maxIdAttempts} attempts`);
}

const maxIdAttempts = 5;

/** False if another damage has the id. The same report, saved twice at once, is true both times. */
async function saveNew({ damages }: Pick<Deps, 'damages'>, damage: Damage): Promise<boolean> {
  if ((await damages.save(damage)) === 'saved') return true;
  const stored = await damages.find(damage.uai, damage.id);
  return stored?.idempotencyKey === damage.idempotencyKey;
}

/** Records the answer of the collège: repaired, or still broken, which opens the damage again. */
export async function followUpDamage(
  deps: ChangeDamageDeps,
  command: ChangeDamageCommand,
  { answer, comment }: FollowUpAnswer,
): Promise<ChangeDamageResult> {
  if (!canActFor(command.by, command.uai)) return { kind: 'forbidden' };
  return change(deps, command, { what: answer, note: comment || undefined });
}

/** Records what the service Éducation does: acknowledged, planned, repaired, replaced, or declined with a reason. */
export async function updateDamageStatus(
  deps: ChangeDamageDeps,
  command: UpdateDamageStatusCommand,
): Promise<UpdateDamageStatusResult> {
  const { by, statusUpdate, note, day } = command;
  if (!isEducation(by)) return { kind: 'forbidden' };
  if (statusUpdate === 'declined' && !note) return { kind: 'reason-missing' };
  const planned = statusUpdate === 'planned' ? day : undefined;
  if (planned && planned < deps.clock.today()) return { kind: 'day-over' };
  return change(deps, command, { what: statusUpdate, note: note || undefined, day: planned });
}

/** The caller has checked that the author may do this. */
async function change(
  { damages, clock }: ChangeDamageDeps,
  { uai, id, by, channel, idempotencyKey, expectedVersion }: ChangeDamageCommand,
  damageChange: DamageChange,
): Promise<ChangeDamageResult> {
  const result = await changeStored({
    find: () => damages.find(uai, id),
    save: damages.save,
    apply: (stored) => {
      const at = clock.now().toISOString();
      return changeDamage(stored, damageChange, { at, who: by.name, channel, idempotencyKey });
    },
    idempotencyKey,
    expectedVersion,
  });
  // "No such damage" and "not theirs" give the same answer, so that neither can be probed.
  if (result.kind === 'missing') return { kind: 'forbidden' };
  return { kind: result.kind, damage: result.value };
}
