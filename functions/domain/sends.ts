import type { Instant } from './calendar.ts';

/** What became of one message for each recipient it is meant for. */
export type Sends = Readonly<Record<string, Send>>;

export interface Send {
  readonly state: 'sending' | 'sent';
  readonly at: Instant;
  /** The run that claimed it: two runs at the same millisecond are still two. */
  readonly run: string;
}

/**
 * How long a claim holds. A function that died while sending left no word of whether the message went; past this time
 * (the longest a Lambda can run) it is sent again: twice is a nuisance, never is a loss.
 */
const claimMinutes = 15;

/** Whether this run may send to that recipient: nobody did, and nobody is doing it now. */
export function mayClaim(sends: Sends, recipient: string, now: Instant): boolean {
  const send = sends[recipient];
  if (!send) return true;
  if (send.state === 'sent') return false;
  return Date.parse(now) - Date.parse(send.at) > claimMinutes * 60_000;
}

export function withSend(sends: Sends, recipient: string, send: Send): Sends {
  return { ...sends, [recipient]: send };
}

export function withoutSend(sends: Sends, recipient: string): Sends {
  return Object.fromEntries(Object.entries(sends).filter(([name]) => name !== recipient));
}
