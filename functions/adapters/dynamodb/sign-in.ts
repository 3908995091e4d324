import * as z from 'zod';
import {
  type AccountLink,
  type Challenge,
  codeMinutes,
  type Session,
  sessionHours,
} from '../../domain/people/sign-in.ts';
import type { SignInStore } from '../../use-cases/ports.ts';
import { challengeKey, hitsKey, sessionKey, spentKey } from './keys.ts';
import { type Shape, storedUai } from './schemas.ts';
import type { Table } from './table.ts';

export const storedChallenge = z.lazy(() =>
  z.object({
    id: z.string(),
    mail: z.string(),
    askedAt: z.string(),
    triesLeft: z.int(),
    met: z.boolean(),
    accountLink: z
      .object({
        mail: z.string(),
        name: z.string(),
        uai: storedUai.optional(),
      } satisfies Shape<AccountLink>)
      .optional(),
    version: z.int(),
  } satisfies Shape<Challenge>),
);
const storedSession = z.lazy(() =>
  z.object({
    id: z.string(),
    mail: z.string(),
    openedAt: z.string(),
    idTokenHint: z.string().optional(),
  } satisfies Shape<Session>),
);
const storedHits = z.lazy(() => z.object({ version: z.int() }));

/** How often a count is tried again when others count at the same moment. */
const countAttempts = 10;

export function createSignInStore(table: Table, now: () => Date): SignInStore {
  /** DynamoDB deletes it some time after; what is read is judged by its own dates, never by its absence. */
  const expiresIn = (minutes: number) => Math.ceil(now().getTime() / 1000 + minutes * 60);

  return {
    async findChallenge(id) {
      const item = await table.get(challengeKey(id));
      return item && storedChallenge.parse(item);
    },

    async saveChallenge(challenge) {
      const version = challenge.version + 1;
      const item = { ...challengeKey(challenge.id), ...challenge, version };
      const kept = { ...item, expiresAt: expiresIn(codeMinutes) };
      return (await table.putNext(kept)) === 'put' ? 'saved' : 'conflict';
    },

    async findSession(id) {
      const item = await table.get(sessionKey(id));
      return item && storedSession.parse(item);
    },

    async addSession(session) {
      const expiresAt = expiresIn(sessionHours * 60);
      await table.put({ ...sessionKey(session.id), ...session, expiresAt });
    },

    endSession: (id) => table.remove(sessionKey(id)),

    async spend(name, minutes) {
      const item = { ...spentKey(name), version: 1, expiresAt: expiresIn(minutes) };
      return (await table.putNext(item)) === 'put';
    },

    async countHit(name, { hits, minutes }) {
      const key = hitsKey(name, Math.floor(now().getTime() / 60_000 / minutes));
      for (let attempt = 0; attempt < countAttempts; attempt += 1) {
        const item = await table.get(key);
        // The version of the item is the count: each write adds one.
        const counted = item ? storedHits.parse(item).version : 0;
        if (counted >= hits) return false;
        const next = { ...key, version: counted + 1, expiresAt: expiresIn(minutes) };
        if ((await table.putNext(next)) === 'put') return true;
      }
      // Ten others were faster, ten times: that is the flood that the limit is for.
      return false;
    },
  };
}
