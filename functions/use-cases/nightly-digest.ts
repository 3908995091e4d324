import type { Register } from '../domain/colleges/college.ts';
import { campaignOf } from '../domain/declarations/campaign.ts';
import {
  buildDigest,
  type Digest,
  firstReadsFrom,
  readsFrom,
} from '../domain/notifications/digest.ts';
import type { DeclareDeps } from './declarations.ts';
import type {
  DamageStore,
  DeliveryStore,
  DepartementStore,
  DigestSender,
  DigestStore,
} from './ports.ts';
import { type SendOnceDeps, type SendOnceResult, sendOnce } from './send-once.ts';

export interface BuildDigestDeps extends DeclareDeps {
  readonly damages: DamageStore;
  readonly deliveries: DeliveryStore;
  readonly digests: DigestStore;
}

export type BuildDigestResult =
  | { readonly kind: 'built'; readonly digest: Digest }
  /** Nothing was filed, reported or received since `last`, and nothing became late, or another run gathered it at the same moment and it is `last`. */
  | { readonly kind: 'nothing-new'; readonly last?: Digest | undefined };

export type BuildDigest = () => Promise<BuildDigestResult>;

/** Stores what changed since the last digest as the next one. Starts where the last ended, so a missed night is caught up. */
export function createDigestBuilder(deps: BuildDigestDeps): BuildDigest {
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
    if ((await digests.add(digest)) === 'conflict') {
      return { kind: 'nothing-new', last: await digests.last(until) };
    }
    return { kind: 'built', digest };
  };
}

export type SendDigest = (digest: Digest, register: Register) => Promise<readonly SendOnceResult[]>;

/** Sends a digest to every recipient that has not had it. One that fails hides no other, and is tried again by the next run. */
export function createDigestDelivery(
  deps: SendOnceDeps,
  notifiers: readonly DigestSender[],
): SendDigest {
  return (digest, register) =>
    Promise.all(
      notifiers.map(({ recipient, send }) =>
        sendOnce(deps, { notificationId: `digest-${digest.number}`, recipient }, () =>
          send(digest, register),
        ),
      ),
    );
}

export interface NightlyDigestResult {
  readonly kind: 'built' | 'nothing-new';
  /** Number of collèges that filed or withdrew; 0 when none did. */
  readonly changes: number;
  /** Number of damages that a collège reported or followed up. */
  readonly damages: number;
  /** Number of deliveries that somebody else told of, or that are late. */
  readonly deliveries: number;
  readonly campaign?: string | undefined;
  readonly results: readonly { readonly recipient: string; readonly outcome: string }[];
}

export interface NightlyDigestDeps {
  readonly buildDigest: BuildDigest;
  readonly sendDigest: SendDigest;
  readonly departement: DepartementStore;
}

/** Some recipients did not get the digest: the function must fail, so that it is run again and the alarm rings. */
export class NightlyDigestIncomplete extends AggregateError {
  override name = 'NightlyDigestIncomplete';
}

/** One night: gather what is new, then send what is not sent yet, last night's included if it failed. */
export function createNightlyDigest({ buildDigest, sendDigest, departement }: NightlyDigestDeps) {
  return async (): Promise<NightlyDigestResult> => {
    const built = await buildDigest();
    const isNew = built.kind === 'built';
    const digest = isNew ? built.digest : built.last;
    if (!digest) return { kind: 'nothing-new', changes: 0, damages: 0, deliveries: 0, results: [] };
    const results = await sendDigest(digest, await departement.register());
    throwIfFailed(results);
    const { changes, damages, deliveries, lateDeliveries, campaign } = digest;
    return {
      kind: built.kind,
      changes: isNew ? changes.length : 0,
      damages: isNew ? damages.length : 0,
      deliveries: isNew ? deliveries.length + lateDeliveries.length : 0,
      campaign: campaign?.name,
      results: results.map(({ recipient, outcome }) => ({ recipient, outcome })),
    };
  };
}

function throwIfFailed(results: readonly SendOnceResult[]): void {
  const failed = results.filter(({ outcome }) => outcome === 'failed');
  if (failed.length === 0) return;
  const names = failed.map(({ recipient }) => recipient).join(', ');
  throw new NightlyDigestIncomplete(
    failed.map(({ error }) => error),
    `The digest did not reach ${names}`,
  );
}
