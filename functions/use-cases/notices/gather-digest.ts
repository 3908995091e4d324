import { campaignOf } from '../../domain/declarations/campaign.ts';
import {
  buildDigest,
  type Digest,
  firstReadsFrom,
  readsFrom,
} from '../../domain/notices/digest.ts';
import type { DeclareDeps } from '../declarations/declare.ts';
import type { DamageStore, DeliveryStore, DigestStore } from '../ports.ts';

export interface GatherDeps extends DeclareDeps {
  readonly damages: DamageStore;
  readonly deliveries: DeliveryStore;
  readonly digests: DigestStore;
}

export type GatherOutcome =
  | { readonly kind: 'gathered'; readonly digest: Digest }
  /** Nothing was filed, reported or received since `last`, and nothing became late, or another run gathered it at the same moment and it is `last`. */
  | { readonly kind: 'nothing-new'; readonly last?: Digest | undefined };

export type GatherDigest = () => Promise<GatherOutcome>;

/** Stores what changed since the last digest as the next one. Starts where the last ended, so a missed night is caught up. */
export function makeGatherDigest(deps: GatherDeps): GatherDigest {
  const { departement, declarations, damages, deliveries, digests, clock } = deps;
  return async () => {
    const until = clock.now().toISOString();
    const today = clock.today();
    const [previous, campaigns] = await Promise.all([digests.last(until), departement.campaigns()]);
    const campaign = campaignOf(campaigns, today)?.campaign;
    const from = previous ? readsFrom(previous) : firstReadsFrom(campaign, until);
    const [changed, changedDamages, changedDeliveries] = await Promise.all([
      declarations.listChanged(from, until),
      damages.listChanged(from, until),
      deliveries.listChanged(from, until),
    ]);
    const digest = buildDigest({
      ...{ previous, from, until, campaign, today },
      ...{ changed, changedDamages, changedDeliveries },
    });
    if (!digest) return { kind: 'nothing-new', last: previous };
    if ((await digests.add(digest)) === 'stale') {
      return { kind: 'nothing-new', last: await digests.last(until) };
    }
    return { kind: 'gathered', digest };
  };
}
