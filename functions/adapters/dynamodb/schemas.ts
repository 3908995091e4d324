import * as z from 'zod';
import { channels, chatChannels } from '../../domain/act.ts';
import type { LockerRange } from '../../domain/lockers.ts';
import { type Photo, type PhotoSource, photoStates } from '../../domain/photo.ts';
import { isUai, type Uai } from '../../domain/uai.ts';

/**
 * The fields of a stored schema, as the domain type has them. `{ … } satisfies Shape<Damage>` does not compile when the
 * schema lacks a field of `Damage`, even an optional one, when it has one too many, when a type differs, or when it
 * demands a field that may be absent.
 */
export type Shape<T> = {
  [K in keyof Required<T>]: undefined extends T[K]
    ? z.ZodOptional<z.ZodType<T[K]>>
    : z.ZodType<T[K]>;
};

/** The same for a union with a `kind`: one shape per kind, so that a kind without a schema does not compile. */
export type Variants<T extends { readonly kind: string }> = {
  [K in T['kind']]: Shape<Extract<T, { readonly kind: K }>>;
};

/**
 * Each item carries the schema version of its kind. Raise one when readers must tell two shapes apart; a new optional
 * field needs no new version.
 */
export const schemaVersions = {
  announcedChange: 1,
  campaign: 1,
  challenge: 1,
  chatUser: 1,
  codeRound: 1,
  damage: 1,
  declaration: 1,
  delivery: 1,
  digest: 1,
  digestCursor: 1,
  draft: 1,
  guesses: 1,
  hits: 1,
  person: 1,
  postedMessage: 1,
  register: 1,
  sendRecord: 1,
  session: 1,
  spent: 1,
  subscriber: 1,
  subscriberHealth: 1,
  webhookMessage: 1,
} as const;

export const storedUai = z.lazy(() => z.custom<Uai>(isUai, 'not a UAI'));
export const storedFormInput = z.lazy(() =>
  z.record(z.string(), z.union([z.string(), z.array(z.string())])),
);
export const storedChannel = z.lazy(() => z.enum(channels));
export const storedChatChannel = z.lazy(() => z.enum(chatChannels));
export const storedCount = z.lazy(() => z.int().min(0));

/** The fields of a journal entry that records one of these acts. */
export const journalEntryShape = <const Act extends string>(acts: readonly Act[]) => ({
  at: z.string(),
  who: z.string(),
  channel: storedChannel,
  what: z.enum(acts),
  version: z.int(),
});

export const storedRange = z.lazy(() =>
  z.looseObject({
    prefix: z.string(),
    first: storedCount,
    last: storedCount,
    digits: z.int(),
  } satisfies Shape<LockerRange>),
);

export const storedPhotos = z.lazy(() =>
  z.array(
    z.looseObject({
      id: z.string(),
      state: z.enum(photoStates),
      from: z
        .looseObject({ channel: storedChatChannel, file: z.string() } satisfies Shape<PhotoSource>)
        .optional(),
    } satisfies Shape<Photo>),
  ),
);
