import type { Register } from '../domain/colleges/college.ts';
import { campaignOf } from '../domain/declarations/campaign.ts';
import {
  type Digest,
  firstReadsFrom,
  nextDigest,
  readsFrom,
} from '../domain/notifications/digest.ts';
import type { Deps } from './ports.ts';
import { type SendOnceDeps, type SendOnceResult, sendOnce } from './send-once.ts';

/** Sends digests to one mailbox or one channel of a chat. */
export interface DigestSender {
  /** Must never change: the record of what was sent is stored under it, e.g. `mail:service@example.org`. */
  readonly recipient: string;
  /** Rejects if the digest could not be handed over. */
  send(digest: Digest, register: Register): Promise<void>;
}

export interface NightlyDigestDeps
  extends SendOnceDeps,
    Pick<Deps, 'departement' | 'declarations' | 'damages' | 'deliveries' | 'digests'> {
  readonly digestSenders: readonly DigestSender[];
}

export interface NightlyDigestResult {
  readonly kind: BuildDigestResult['kind'];
  /** Number of collèges that filed or withdrew; 0 when none did. */
  readonly changes: number;
  /** Number of damages that a collège reported or followed up. */
  readonly damages: number;
  /** Number of deliveries that a collège or another system reported on, or that are late. */
  readonly deliveries: number;
  readonly campaign?: string | undefined;
  readonly results: readonly Pick<SendOnceResult, 'recipient' | 'outcome'>[];
}

/** Some recipients did not get the digest. The Lambda must fail, so that it is retried and the alarm goes off. */
class NightlyDigestIncomplete extends AggregateError {
  override name = 'NightlyDigestIncomplete';
}

/** Builds the next digest, and sends it or the last one to every recipient that has not had it. */
export async function runNightlyDigest(deps: NightlyDigestDeps): Promise<NightlyDigestResult> {
  const built = await buildDigest(deps);
  const isNew = built.kind === 'built';
  const digest = isNew ? built.digest : built.last;
  if (!digest) return { kind: 'nothing-new', changes: 0, damages: 0, deliveries: 0, results: [] };
  const results = await sendDigest(deps, digest);
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
}

type BuildDigestResult =
  | { readonly kind: 'built'; readonly digest: Digest }
  /** `last` reports everything: nothing changed since, or a concurrent run has just built it. */
  | { readonly kind: 'nothing-new'; readonly last?: Digest | undefined };

/** Stores the changes since the last digest as the next one. It starts where the last ended, so that it also covers nights that failed. */
async function buildDigest(deps: NightlyDigestDeps): Promise<BuildDigestResult> {
  const { departement, declarations, damages, deliveries, digests, clock } = deps;
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

/** A recipient that fails holds up no other, and is tried again by the next run. */
async function sendDigest(
  deps: NightlyDigestDeps,
  digest: Digest,
): Promise<readonly SendOnceResult[]> {
  const register = await deps.departement.register();
  const notificationId = `digest-${digest.number}`;
  return Promise.all(
    deps.digestSenders.map(({ recipient, send }) =>
      sendOnce(deps, { notificationId, recipient }, () => send(digest, register)),
    ),
  );
}

function throwIfFailed(results: readonly SendOnceResult[]): void {
  const failed = results.filter(({ outcome }) => outcome === 'failed');
  if (failed.length === 0) return;
  const recipients = failed.map(({ recipient }) => recipient).join(', ');
  throw new NightlyDigestIncomplete(
    failed.map(({ error }) => error),
    `The digest did not reach ${recipients}`,
  );
}
