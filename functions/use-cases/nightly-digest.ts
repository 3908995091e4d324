import type { Instant } from '../domain/dates.ts';
import { campaignOf } from '../domain/declarations/campaign.ts';
import {
  type Digest,
  firstReadsFrom,
  nextDigest,
  readsFrom,
} from '../domain/notifications/digest.ts';
import { parseDamageReference, parseDeliveryReference } from '../domain/reference.ts';
import { parseUai, type Uai } from '../domain/uai.ts';
import type { Deps, SetAside } from './ports.ts';
import {
  listRecipients,
  type SendDigestDeps,
  type SendDigestResult,
  sendDigests,
} from './send-digest.ts';

export interface NightlyDigestDeps extends SendDigestDeps, Pick<Deps, 'declarations'> {}

export interface NightlyDigestResult {
  readonly kind: BuildDigestResult['kind'];
  /** Number of collèges that filed or withdrew; 0 when none did. */
  readonly changes: number;
  /** Number of damages that a collège reported or followed up. */
  readonly damages: number;
  /** Number of deliveries that a collège or another system reported on, or that are late. */
  readonly deliveries: number;
  readonly campaign?: string | undefined;
  readonly results: readonly Pick<SendDigestResult, 'recipient' | 'outcome'>[];
}

/**
 * Not every recipient has the digest for certain. The Lambda must fail, so that it is retried and the alarm goes off when
 * the retries fail too.
 */
class NightlyDigestIncomplete extends AggregateError {
  override name = 'NightlyDigestIncomplete';
}

/** Builds the next digest, and sends to every recipient what they have not had. */
export async function runNightlyDigest(deps: NightlyDigestDeps): Promise<NightlyDigestResult> {
  const until = deps.clock.now().toISOString();
  const previous = await deps.digests.last(until);
  const senders = await listRecipients(deps, previous);
  const built = await buildDigest(deps, { previous, until });
  const isNew = built.kind === 'built';
  const digest = isNew ? built.digest : built.last;
  const results = await sendDigests(deps, senders, digest);
  throwIfIncomplete(results);
  return {
    kind: built.kind,
    changes: isNew ? built.digest.changes.length : 0,
    damages: isNew ? built.digest.damages.length : 0,
    deliveries: isNew ? built.digest.deliveries.length + built.digest.lateDeliveries.length : 0,
    ...(digest && { campaign: digest.campaign?.name }),
    results: results.map(({ recipient, outcome }) => ({ recipient, outcome })),
  };
}

type BuildDigestResult =
  | { readonly kind: 'built'; readonly digest: Digest }
  /** `last` reports everything: nothing changed since, or a concurrent run has just built it. */
  | { readonly kind: 'nothing-new'; readonly last?: Digest | undefined };

/** Stores the changes since the last digest as the next one. It starts where the last ended, so that it also covers nights that failed. */
async function buildDigest(
  deps: NightlyDigestDeps,
  { previous, until }: { readonly previous: Digest | undefined; readonly until: Instant },
): Promise<BuildDigestResult> {
  const { departement, declarations, damages, deliveries, digests, clock } = deps;
  const today = clock.today();
  const campaigns = await departement.campaigns();
  const campaign = campaignOf(campaigns, today)?.campaign;
  const from = previous ? readsFrom(previous) : firstReadsFrom(campaign, until);
  const unreadable: string[] = [];
  const setAside = (reference: string) => void unreadable.push(reference);
  const [changedDeclarations, changedDamages, changedDeliveries, readable] = await Promise.all([
    declarations.listChanged(from, until, setAside),
    damages.listChanged(from, until, setAside),
    deliveries.listChanged(from, until, setAside),
    readAgain(deps, previous?.unreadable ?? [], setAside),
  ]);
  const digest = nextDigest({
    ...{ previous, from, until, campaign, today },
    changed: withoutTwins([...changedDeclarations, ...readable.declarations]),
    changedDamages: withoutTwins([...changedDamages, ...readable.damages]),
    changedDeliveries: withoutTwins([...changedDeliveries, ...readable.deliveries]),
    unreadable,
  });
  if (!digest) return { kind: 'nothing-new', last: previous };
  if ((await digests.add(digest)) === 'conflict') {
    return { kind: 'nothing-new', last: await digests.last(until) };
  }
  return { kind: 'built', digest };
}

/** What an earlier digest could not read: a new version of the application may read it without a new write. */
async function readAgain(
  { declarations, damages, deliveries }: NightlyDigestDeps,
  references: readonly string[],
  setAside: SetAside,
) {
  const of = <T>(find: (reference: string) => Promise<T | undefined>) =>
    Promise.all(references.map(find)).then((found) => found.flatMap((thing) => thing ?? []));
  const [readDeclarations, readDamages, readDeliveries] = await Promise.all([
    of(async (reference) => {
      const [campaignId = '', code = ''] = reference.split(/-(?=[^-]*$)/);
      const parsed = parseUai(code);
      return parsed.kind === 'uai'
        ? declarations.find(parsed.uai, campaignId, setAside)
        : undefined;
    }),
    of(async (reference) => {
      const key = parseDamageReference(reference);
      return key && damages.find(key.uai, key.id, setAside);
    }),
    of(async (reference) => {
      const key = parseDeliveryReference(reference);
      return key && deliveries.find(key.uai, key.id, setAside);
    }),
  ]);
  return { declarations: readDeclarations, damages: readDamages, deliveries: readDeliveries };
}

/** Of a thing that was read twice, the later version. */
function withoutTwins<T extends { readonly uai: Uai; readonly version: number }>(
  things: readonly (T & ({ readonly id: string } | { readonly campaignId: string }))[],
): readonly T[] {
  const found = new Map<string, T>();
  for (const thing of things.toSorted((a, b) => a.version - b.version))
    found.set(`${thing.uai} ${'id' in thing ? thing.id : thing.campaignId}`, thing);
  return [...found.values()];
}

/** A lease that another run holds is no success either: that run may have died. */
function throwIfIncomplete(results: readonly SendDigestResult[]): void {
  const missing = results.filter(({ outcome }) => outcome !== 'sent' && outcome !== 'already-sent');
  if (missing.length === 0) return;
  throw new NightlyDigestIncomplete(
    missing.flatMap(({ error }) => error ?? []),
    `The digest did not reach ${missing.map(({ recipient, outcome }) => `${recipient} (${outcome})`).join(', ')}`,
  );
}
