import type { Challenge } from '../../functions/domain/people/sign-in.ts';

/** A challenge of six digits, in a round of its own. */
export function newChallenge(id: string, mail: string, askedAt: string): Challenge {
  return { id, mail, askedAt, strength: 'digits', roundId: `round of ${id}`, version: 0 };
}
