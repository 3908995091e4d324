import type { Register } from '../domain/college.ts';
import { mayClaim, type Send, withoutSend, withSend } from '../domain/sends.ts';
import type { Clock, DigestStore, DigestVoice, StoredDigest } from './ports.ts';

export interface SendDeps {
  readonly digests: DigestStore;
  readonly voices: readonly DigestVoice[];
  readonly clock: Clock;
}

export type SendReport = {
  readonly recipient: string;
  /** `claimed`: another run is sending it at this moment. `unrecorded`: it went, and its record could not be written. */
  readonly outcome: 'sent' | 'already-sent' | 'claimed' | 'failed' | 'unrecorded';
  readonly error?: unknown;
};

export type SendDigest = (
  stored: StoredDigest,
  register: Register,
) => Promise<readonly SendReport[]>;

/** Sends a digest to every recipient that has not had it. One that fails hides no other, and is tried again by the next run. */
export function makeSendDigest({ digests, voices, clock }: SendDeps): SendDigest {
  return async (stored, register) => {
    const reports: SendReport[] = [];
    let held = stored;

    /** Writes one recipient's state over what was read, so that a run beside this one is seen and not overwritten. */
    async function record(recipient: string, send: Send | undefined): Promise<boolean> {
      const sends = send
        ? withSend(held.sends, recipient, send)
        : withoutSend(held.sends, recipient);
      if ((await digests.saveSends({ ...held, sends })) === 'stale') return false;
      held = { ...held, sends, version: held.version + 1 };
      return true;
    }

    for (const { recipient, tell } of voices) {
      const now = clock.now().toISOString();
      if (!mayClaim(held.sends, recipient, now)) {
        const sent = held.sends[recipient]?.state === 'sent';
        reports.push({ recipient, outcome: sent ? 'already-sent' : 'claimed' });
        continue;
      }
      if (!(await record(recipient, { state: 'sending', at: now }))) {
        reports.push({ recipient, outcome: 'claimed' });
        continue;
      }
      try {
        await tell(held.digest, register);
      } catch (error) {
        await record(recipient, undefined);
        reports.push({ recipient, outcome: 'failed', error });
        continue;
      }
      const recorded = await record(recipient, { state: 'sent', at: clock.now().toISOString() });
      reports.push({ recipient, outcome: recorded ? 'sent' : 'unrecorded' });
    }
    return reports;
  };
}
