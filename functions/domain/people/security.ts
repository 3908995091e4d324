import type { Channel } from '../act.ts';
import type { Uai } from '../uai.ts';
import type { PersonAct } from './person.ts';

export const securityActions = [
  'signed-in',
  /** A wrong code, or one that is over. */
  'sign-in-failed',
  /** The provider, the settings or our own store said no. */
  'sign-in-refused',
  /** Too many codes were requested. */
  'sign-in-limited',
  /** Codes of a mailbox were guessed at too often: they have ten characters from now on. */
  'codes-lengthened',
  /** A membership, or the sessions of a person. */
  'membership-changed',
  'role-changed',
  /** A signed-in person asked for a page or an act that is not theirs, or that does not exist. */
  'access-refused',
] as const;

/** What the security log tells. Persons and networks are pseudonyms; no line holds a code, a token, a name or an address. */
export interface SecurityEvent {
  readonly action: (typeof securityActions)[number];
  readonly channel: Channel;
  readonly way?: 'code' | 'link-code' | 'magic-link' | 'oidc' | undefined;
  readonly why?: string | undefined;
  /** Pseudonym of the person concerned. */
  readonly person?: string | undefined;
  /** Pseudonym of the person who did it. */
  readonly by?: string | undefined;
  /** Pseudonym of the network of the request. */
  readonly network?: string | undefined;
  readonly act?: PersonAct | undefined;
  readonly uai?: Uai | undefined;
  /** Pattern of the page, without what stands for its parameters. */
  readonly route?: string | undefined;
  /** Failed tries that led to it. */
  readonly failures?: number | undefined;
}
