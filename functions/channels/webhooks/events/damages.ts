import * as z from 'zod';
import {
  type Damage,
  type DamageEntry,
  damageActs,
  damageParts,
  isStatusUpdate,
  lockerMakes,
} from '../../../domain/damages/damage.ts';
import { printLockers } from '../../../domain/lockers.ts';
import { damageReference } from '../../../domain/reference.ts';
import type { WebhookEvent } from '../../../domain/webhooks/event.ts';
import { count, day, uai, versions, webhookEventFrom } from './envelope.ts';

/** Without the place and the description: they are free text. */
export const damageData = z.object({
  reference: z.string().describe('Names the collège and the damage.'),
  uai,
  ...versions,
  act: z.enum(damageActs).describe('What has just happened to it.'),
  state: z
    .enum(['reported', 'acknowledged', 'planned', 'repaired', 'replaced', 'declined'])
    .describe('Where the damage stands.'),
  lockers: z
    .string()
    .describe('The numbers of the lockers, as ranges: `101-112, 115`. May be empty.'),
  lockersCount: count.describe('How many lockers, with and without a number.'),
  parts: z.array(z.enum(damageParts)).describe('What is broken.'),
  dangerous: z.boolean().describe('Whether it may hurt people.'),
  made: z
    .enum(lockerMakes)
    .describe('Who made the lockers: for `programme` it is a claim on the workshop.'),
  plannedOn: day.nullable().describe('The day a repair is planned for, once it is known.'),
});

/** One event for each entry of the journal after that version. */
export function damageEvents(damage: Damage, previousVersion: number): WebhookEvent[] {
  const reference = damageReference(damage);
  return damage.journal
    .filter(({ version }) => version > previousVersion)
    .map((entry) =>
      webhookEventFrom({
        type: typeOf(entry),
        thing: `damage ${reference}`,
        entry,
        data: dataOf(damage, entry),
      }),
    );
}

function typeOf({ what }: DamageEntry) {
  if (what === 'reported') return 'damage.reported';
  return isStatusUpdate(what) ? 'damage.moved' : 'damage.followed_up';
}

function dataOf(damage: Damage, { what, version }: DamageEntry): z.input<typeof damageData> {
  const { uai, state, lockers, lockersCount, parts, dangerous, maker: made, journal } = damage;
  const planned = journal.findLast((entry) => entry.what === 'planned');
  return {
    reference: damageReference(damage),
    uai,
    version,
    asOf: damage.version,
    act: what,
    state,
    lockers: printLockers(lockers),
    lockersCount,
    parts: [...parts],
    dangerous,
    made,
    plannedOn: planned?.day ?? null,
  };
}
