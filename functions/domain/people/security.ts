import type { Channel } from '../act.ts';

/** What the security log tells. Persons and networks are pseudonyms; no line holds a code, a token, a name or an address. */
export interface SecurityEvent {
  readonly action: /** Codes of a mailbox were guessed at too often: they have ten characters from now on. */
  'codes-lengthened';
  readonly channel: Channel;
  /** Pseudonym of the person concerned. */
  readonly person?: string | undefined;
  /** Failed tries that led to it. */
  readonly failures?: number | undefined;
}
