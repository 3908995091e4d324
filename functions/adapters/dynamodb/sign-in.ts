import * as z from 'zod';
import {
  type AccountLink,
  type Challenge,
  type CodeRound,
  codeMinutes,
  codeStrengths,
  type GuessCount,
  guessBudget,
  type IssuedCode,
  type Session,
  sessionHours,
} from '../../domain/people/sign-in.ts';
import type { SignInStore } from '../../use-cases/ports.ts';
import { challengeKey, codeRoundKey, guessesKey, hitsKey, sessionKey, spentKey } from './keys.ts';
import { type Shape, schemaVersions, storedChatChannel, storedUai } from './schemas.ts';
import type { Table } from './table.ts';
import { createVersionedStore, readItem } from './versioned-store.ts';

export const storedChallenge = z.lazy(() =>
  z.looseObject({
    id: z.string(),
    mail: z.string(),
    askedAt: z.string(),
    strength: z.enum(codeStrengths),
    roundId: z.string(),
    accountLink: z
      .looseObject({
        channel: storedChatChannel,
        account: z.string(),
        mail: z.string(),
        name: z.string(),
        uai: storedUai.optional(),
      } satisfies Shape<AccountLink>)
      .optional(),
    warning: z.boolean().optional(),
    version: z.int(),
  } satisfies Shape<Challenge>),
);
const storedRound = z.lazy(() =>
  z.looseObject({
    id: z.string(),
    codes: z.array(
      z.looseObject({
        id: z.string(),
        askedAt: z.string(),
        strength: z.enum(codeStrengths),
      } satisfies Shape<IssuedCode>),
    ),
    triesLeft: z.int(),
    met: z.boolean(),
    version: z.int(),
  } satisfies Shape<CodeRound>),
);
const storedGuesses = z.lazy(() =>
  z.looseObject({
    name: z.string(),
    failures: z.int(),
    since: z.string(),
    version: z.int(),
  } satisfies Shape<GuessCount>),
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

  const rounds = createVersionedStore<CodeRound>(table, {
    schema: storedRound,
    schemaVersion: schemaVersions.codeRound,
    keyOf: ({ id }) => codeRoundKey(id),
    expiresAtOf: () => expiresIn(codeMinutes),
  });
  const guesses = createVersionedStore<GuessCount>(table, {
    schema: storedGuesses,
    schemaVersion: schemaVersions.guesses,
    keyOf: ({ name }) => guessesKey(name),
    expiresAtOf: () => expiresIn(guessBudget.days * 24 * 60),
  });

  return {
    findChallenge: (id) => challenges.find(challengeKey(id)),

    async addChallenge(challenge) {
      // Its id is new: a conflict is this write, repeated by the client after a lost answer.
      await challenges.save(challenge);
    },

    findRound: (id) => rounds.find(codeRoundKey(id)),
    saveRound: rounds.save,
    findGuesses: (name) => guesses.find(guessesKey(name)),
    saveGuesses: guesses.save,

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
