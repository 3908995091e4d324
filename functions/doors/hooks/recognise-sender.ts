import { type HookVerification, verifyHook } from '../../hooks/signature.ts';
import type { Clock } from '../../use-cases/ports.ts';

/** The secrets of each sender: two while it changes from one to the other. */
export type Senders = Readonly<Record<string, readonly string[]>>;

export interface SenderDeps {
  /** `renewed`: not what is held already, unless that is new. */
  readonly senders: (renewed: boolean) => Promise<Senders>;
  readonly clock: Pick<Clock, 'now'>;
}

export type SenderReading =
  | { readonly kind: 'known'; readonly sender: string; readonly messageId: string }
  | { readonly kind: 'bad-id' }
  | Exclude<HookVerification, { readonly kind: 'verified' }>;

export type RecogniseSender = (
  headers: Readonly<Record<string, string | undefined>>,
  body: string,
) => Promise<SenderReading>;

/** Whose message it is: that of the one whose secret signed it. It says nothing of itself that is believed. */
export function makeRecogniseSender({ senders, clock }: SenderDeps): RecogniseSender {
  return async (headers, body) => {
    const received = { headers, body, now: clock.now() };
    const reading = readSender(await senders(false), received);
    // It may have been given a new secret since ours were fetched.
    return reading.kind === 'not-theirs' ? readSender(await senders(true), received) : reading;
  };
}

function readSender(senders: Senders, received: Parameters<typeof verifyHook>[1]): SenderReading {
  let last: SenderReading = { kind: 'not-theirs' };
  for (const [sender, secrets] of Object.entries(senders)) {
    const verification = verifyHook(secrets, received);
    if (verification.kind !== 'verified') {
      last = { kind: verification.kind };
      continue;
    }
    const { id } = verification;
    return /^[\w:-]{1,128}$/.test(id)
      ? { kind: 'known', sender, messageId: id }
      : { kind: 'bad-id' };
  }
  return last;
}
