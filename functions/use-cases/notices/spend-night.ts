import type { DepartementStore } from '../ports.ts';
import type { GatherDigest } from './gather-digest.ts';
import type { SendDigest } from './send-digest.ts';
import type { SendReport } from './send-once.ts';

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
