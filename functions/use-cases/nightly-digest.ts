import type { Instant } from '../domain/dates.ts';
import { campaignOf } from '../domain/declarations/campaign.ts';
import {
  type Digest,
  firstReadsFrom,
  nextDigest,
  readsFrom,
} from '../domain/notifications/digest.ts';
import type { Deps } from './ports.ts';
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
  const [changed, changedDamages, changedDeliveries] = await Promise.all([
    declarations.listChanged(from, until),
    damages.listChanged(from, until),
    deliveries.listChanged(from, until),
  ]);
  const digest = nextDigest({
    ...{ previous, from, until, campaign, today },
    ...{ changed, changedDamages, changedDeliveries },
  });
  if (!digest) return { kind: 'nothing-new', last: previous };
  if ((await digests.add(digest)) === 'conflict') {
    return { kind: 'nothing-new', last: await digests.last(until) };
  }
  return { kind: 'built', digest };
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
