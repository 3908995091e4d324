import type { Instant } from '../calendar.ts';

/** What became of one message for one recipient. */
export interface Send {
  readonly noticeId: string;
  readonly recipient: string;
  /** `failed` may be tried again at once, `sending` once its run has surely died. */
  readonly state: 'sending' | 'sent' | 'failed';
  readonly at: Instant;
  /** The run that claimed it: two runs at the same millisecond are still two. */
  readonly run: string;
  /** 0 = not stored yet. */
  readonly version: number;
}

/** The longest that a Lambda can run. */
const longestRunMinutes = 15;

/**
 * Whether a run may send what stands so: nobody has, and nobody is doing it now. A function that died while sending left
 * no word of whether the message went; once its run has surely ended it is sent again: twice is a nuisance, never is a loss.
 */
export function mayClaim(
  { state, at }: Pick<Send, 'state' | 'at'>,
  now: Instant,
  runMinutes = longestRunMinutes,
): boolean {
  if (state === 'sent') return false;
  return state === 'failed' || Date.parse(now) - Date.parse(at) > runMinutes * 60_000;
}
