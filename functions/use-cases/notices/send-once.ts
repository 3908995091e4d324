import { mayClaim, type Send } from '../../domain/notices/sends.ts';
import type { Clock, SendStore } from '../ports.ts';

export interface SendOnceDeps {
  readonly sends: SendStore;
  readonly clock: Clock;
  readonly newId: () => string;
  /** How long a run that sends can last; when absent, as long as any can. */
  readonly runMinutes?: number;
}

export interface SendReport {
  readonly recipient: string;
  /** `claimed`: another run is sending it at this moment. `unrecorded`: it went, and its record could not be written. */
  readonly outcome: 'sent' | 'already-sent' | 'claimed' | 'failed' | 'unrecorded';
  readonly error?: unknown;
}

export type SendOnce = (
  what: { readonly noticeId: string; readonly recipient: string },
  send: () => Promise<void>,
) => Promise<SendReport>;

/** Sends one notice to one recipient, once, however often and by however many it is asked. A failure is told, not thrown. */
export function makeSendOnce({ sends, clock, newId, runMinutes }: SendOnceDeps): SendOnce {
  return async ({ noticeId, recipient }, send) => {
    const now = () => clock.now().toISOString();
    const stored = await sends.find(noticeId, recipient);
    if (stored?.state === 'sent') return { recipient, outcome: 'already-sent' };
    if (stored && !mayClaim(stored, now(), runMinutes)) return { recipient, outcome: 'claimed' };

    const version = stored?.version ?? 0;
    const claim: Send = { noticeId, recipient, state: 'sending', at: now(), run: newId(), version };
    if ((await sends.save(claim)) === 'stale') return { recipient, outcome: 'claimed' };
    const claimed = { ...claim, version: version + 1 };
    try {
      await send();
    } catch (error) {
      await sends.save({ ...claimed, state: 'failed', at: now() });
      return { recipient, outcome: 'failed', error };
    }
    const recorded = await sends.save({ ...claimed, state: 'sent', at: now() });
    return { recipient, outcome: recorded === 'saved' ? 'sent' : 'unrecorded' };
  };
}
