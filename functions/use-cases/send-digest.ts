import type { Register } from '../domain/college.ts';
import { mayClaim, type Send, type Sends, withoutSend, withSend } from '../domain/sends.ts';
import type { Clock, DigestStore, DigestVoice, StoredDigest } from './ports.ts';

export interface SendDeps {
  readonly digests: DigestStore;
  readonly voices: readonly DigestVoice[];
  readonly clock: Clock;
  readonly newId: () => string;
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
export function makeSendDigest({ digests, voices, clock, newId }: SendDeps): SendDigest {
  return async (stored, register) => {
    const run = newId();
    let held = stored;

    /** Writes over what was read only, so that a run beside this one is noticed. */
    async function record(sends: Sends): Promise<boolean> {
      if ((await digests.saveSends({ ...held, sends })) === 'stale') return false;
      held = { ...held, sends, version: held.version + 1 };
      return true;
    }

    async function send({ recipient, tell }: DigestVoice): Promise<SendReport> {
      const now = () => clock.now().toISOString();
      if (held.sends[recipient]?.state === 'sent') return { recipient, outcome: 'already-sent' };
      const claim: Send = { state: 'sending', at: now(), run };
      if (!mayClaim(held.sends, recipient, claim.at)) return { recipient, outcome: 'claimed' };
      if (!(await record(withSend(held.sends, recipient, claim)))) {
        return { recipient, outcome: 'claimed' };
      }
      try {
        await tell(held.digest, register);
      } catch (error) {
        await record(withoutSend(held.sends, recipient));
        return { recipient, outcome: 'failed', error };
      }
      const sent: Send = { state: 'sent', at: now(), run };
      const recorded = await record(withSend(held.sends, recipient, sent));
      return { recipient, outcome: recorded ? 'sent' : 'unrecorded' };
    }

    const reports: SendReport[] = [];
    // One after the other: each builds on the record of the one before.
    for (const voice of voices) reports.push(await send(voice));
    return reports;
  };
}
