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
import { type Shape, schemaVersions, storedUai } from './schemas.ts';
import type { Table } from './table.ts';
import { createVersionedStore, readItem } from './versioned-store.ts';

export const storedChallenge = z.lazy(() =>
  z.looseObject({
    id: z.string(),
    mail: z.string(),
    askedAt: z.string(),
    triesLeft: z.int(),
    met: z.boolean(),
    accountLink: z
      .looseObject({
        mail: z.string(),
        name: z.string(),
        uai: storedUai.optional(),
      } satisfies Shape<AccountLink>)
      .optional(),
    version: z.int(),
  } satisfies Shape<Challenge>),
);
const storedSession = z.lazy(() =>
  z.looseObject({
    id: z.string(),
    mail: z.string(),
    openedAt: z.string(),
    idTokenHint: z.string().optional(),
  } satisfies Shape<Session>),
);
const storedHits = z.lazy(() => z.object({ version: z.int() }));

/** How often a hit is counted again when others are counted at the same moment. */
const countAttempts = 10;

export function createSignInStore(table: Table, now: () => Date): SignInStore {
  /** DynamoDB deletes an item some time after that second, so readers decide by the dates in it and not by its absence. */
  const expiresIn = (minutes: number) => Math.ceil(now().getTime() / 1000 + minutes * 60);

  const challenges = createVersionedStore<Challenge>(table, {
    schema: storedChallenge,
    schemaVersion: schemaVersions.challenge,
    keyOf: ({ id }) => challengeKey(id),
    expiresAtOf: () => expiresIn(codeMinutes),
  });

  return {
    findChallenge: (id) => challenges.find(challengeKey(id)),
    saveChallenge: challenges.save,

    async findSession(id) {
      const item = await table.get(sessionKey(id));
      return item && readItem<Session>(storedSession, item);
    },

    async addSession(session) {
      const expiresAt = expiresIn(sessionHours * 60);
      const schemaVersion = schemaVersions.session;
      await table.put({ ...sessionKey(session.id), ...session, schemaVersion, expiresAt });
    },

    endSession: (id) => table.remove(sessionKey(id)),

    async spend(name, minutes) {
      const schemaVersion = schemaVersions.spent;
      const item = { ...spentKey(name), version: 1, schemaVersion, expiresAt: expiresIn(minutes) };
      return (await table.putNext(item)) === 'put';
    },

    async countHit(name, { hits, minutes }) {
      const key = hitsKey(name, Math.floor(now().getTime() / 60_000 / minutes));
      for (let attempt = 0; attempt < countAttempts; attempt += 1) {
        const item = await table.get(key);
        // The version of the item is the count, because each write adds one.
        const counted = item ? storedHits.parse(item).version : 0;
        if (counted >= hits) return false;
        const next = { ...key, version: counted + 1, schemaVersion: schemaVersions.hits };
        const outcome = await table.putNext({ ...next, expiresAt: expiresIn(minutes) });
        if (outcome === 'put') return true;
      }
      // Ten lost races in a row are a flood, which is what the limit is for.
      return false;
    },
  };
}
