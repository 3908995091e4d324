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
  DigestStore,
  DigestVoice,
} from './ports.ts';
import type { SendOnce, SendReport } from './send-once.ts';

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

export type SendDigest = (digest: Digest, register: Register) => Promise<readonly SendReport[]>;

/** Sends a digest to every recipient that has not had it. One that fails hides no other, and is tried again by the next run. */
export function makeSendDigest(voices: readonly DigestVoice[], sendOnce: SendOnce): SendDigest {
  return (digest, register) =>
    Promise.all(
      voices.map(({ recipient, tell }) =>
        sendOnce({ noticeId: `digest-${digest.number}`, recipient }, () => tell(digest, register)),
      ),
    );
}

export interface NightReport {
  readonly kind: 'gathered' | 'nothing-new';
  /** Number of collèges that filed or withdrew; 0 when none did. */
  readonly changes: number;
  /** Number of damages that a collège reported or followed up. */
  readonly damages: number;
  /** Number of deliveries that somebody else told of, or that are late. */
  readonly deliveries: number;
  readonly campaign?: string | undefined;
  readonly sends: readonly { readonly recipient: string; readonly outcome: string }[];
}

export interface NightDeps {
  readonly gatherDigest: GatherDigest;
  readonly sendDigest: SendDigest;
  readonly departement: DepartementStore;
}

/** Some recipients did not get the digest: the function must fail, so that it is run again and the alarm rings. */
export class NightIncomplete extends AggregateError {
  override name = 'NightIncomplete';
}

/** One night: gather what is new, then send what is not sent yet, last night's included if it failed. */
export function makeSpendNight({ gatherDigest, sendDigest, departement }: NightDeps) {
  return async (): Promise<NightReport> => {
    const gathered = await gatherDigest();
    const isNew = gathered.kind === 'gathered';
    const digest = isNew ? gathered.digest : gathered.last;
    if (!digest) return { kind: 'nothing-new', changes: 0, damages: 0, deliveries: 0, sends: [] };
    const reports = await sendDigest(digest, await departement.register());
    throwIfFailed(reports);
    const { changes, damages, deliveries, lateDeliveries, campaign } = digest;
    return {
      kind: gathered.kind,
      changes: isNew ? changes.length : 0,
      damages: isNew ? damages.length : 0,
      deliveries: isNew ? deliveries.length + lateDeliveries.length : 0,
      campaign: campaign?.name,
      sends: reports.map(({ recipient, outcome }) => ({ recipient, outcome })),
    };
  };
}

function throwIfFailed(reports: readonly SendReport[]): void {
  const failed = reports.filter(({ outcome }) => outcome === 'failed');
  if (failed.length === 0) return;
  const names = failed.map(({ recipient }) => recipient).join(', ');
  throw new NightIncomplete(
    failed.map(({ error }) => error),
    `The digest did not reach ${names}`,
  );
}
