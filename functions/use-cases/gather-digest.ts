import { earliestInstantOf } from '../domain/calendar.ts';
import { campaignOf } from '../domain/campaign.ts';
import { buildDigest, type Digest, readsFrom } from '../domain/digest.ts';
import type { DeclareDeps } from './declare.ts';
import type { DigestStore } from './ports.ts';

export interface GatherDeps extends DeclareDeps {
  readonly digests: DigestStore;
}

export type GatherOutcome =
  | { readonly kind: 'gathered'; readonly digest: Digest }
  /** Nothing was filed since `last`, or another run gathered it at the same moment and it is `last`. */
  | { readonly kind: 'nothing-new'; readonly last?: Digest | undefined };

export type GatherDigest = () => Promise<GatherOutcome>;

/** Stores what changed since the last digest as the next one. Starts where the last ended, so a missed night is caught up. */
export function makeGatherDigest(deps: GatherDeps): GatherDigest {
  const { departement, declarations, digests, clock } = deps;
  return async () => {
    const until = clock.now().toISOString();
    const [previous, campaigns] = await Promise.all([digests.last(until), departement.campaigns()]);
    const campaign = campaignOf(campaigns, clock.today())?.campaign;
    if (!campaign) return { kind: 'nothing-new', last: previous };
    const from = previous ? readsFrom(previous) : earliestInstantOf(campaign.opensOn);
    const changed = await declarations.listChanged(from, until);
    const digest = buildDigest({ previous, from, until, campaign, changed });
    if (!digest) return { kind: 'nothing-new', last: previous };
    if ((await digests.add(digest)) === 'stale') {
      return { kind: 'nothing-new', last: await digests.last(until) };
    }
    return { kind: 'gathered', digest };
  };
}
