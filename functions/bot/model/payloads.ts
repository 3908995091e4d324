import * as z from 'zod';
import type { Ask, PlainAsk, UnderstoodAsk } from '../../content/model/intent.ts';
import { longestFile, photoLimits } from '../../domain/photo.ts';
import { readUai, type Uai } from '../../domain/uai.ts';
import type { Bookmark } from './views.ts';

/*
 * What chats carry for us, in buttons and in open forms, and give back. It may be old, or somebody else's: it says what
 * is asked, never what is allowed.
 */

const uai = z.lazy(() =>
  z.string().transform((text, context): Uai => {
    const reading = readUai(text);
    if (reading.kind === 'uai') return reading.uai;
    context.issues.push({ code: 'custom', message: 'no UAI', input: text });
    return z.NEVER;
  }),
);
const key = z.lazy(() => z.string().min(1).max(128));
const version = z.lazy(() => z.int().min(0));
const answers = z.lazy(() => z.record(z.string(), z.union([z.string(), z.array(z.string())])));
const maybeUai = z.lazy(() => uai.optional());
/** Addresses, in Teams: those of SharePoint carry what lets one in. */
const files = z.lazy(() =>
  z.array(z.string().min(1).max(longestFile)).min(1).max(photoLimits.perThing),
);

const declare = z.lazy(() =>
  z.object({
    kind: z.literal('declare'),
    uai: maybeUai,
    answers: answers.optional(),
  }),
);
const report = z.lazy(() =>
  z.object({
    kind: z.literal('report'),
    uai: maybeUai,
    answers: answers.optional(),
    files: files.optional(),
  }),
);
const photos = z.lazy(() =>
  z.object({ kind: z.literal('photos'), uai: maybeUai, answers: answers.optional(), files }),
);
const ofCollege = z.lazy(() =>
  z.object({
    kind: z.enum(['overview', 'home', 'standing', 'deliveries', 'declare-nothing']),
    uai: maybeUai,
  }),
);
const ofThing = z.lazy(() =>
  z.object({
    kind: z.enum(['damage', 'follow-up', 'move-damage', 'delivery', 'receive']),
    uai,
    id: key,
  }),
);

const plainAsk: z.ZodType<PlainAsk> = z.lazy(() =>
  z.union([
    ofCollege,
    declare,
    report,
    photos,
    ofThing,
    z.object({ kind: z.literal('help'), typed: z.string().optional() }),
    z.object({
      kind: z.literal('file-nothing'),
      uai,
      campaignId: key,
      seenVersion: version,
      opening: key,
    }),
    z.object({ kind: z.literal('ask-correction'), uai, campaignId: key }),
  ]),
);
const understood: z.ZodType<UnderstoodAsk> = z.lazy(() =>
  z.object({
    kind: z.literal('understood'),
    ask: z.union([declare, report]),
  }),
);
const ask: z.ZodType<Ask> = z.lazy(() =>
  z.union([
    plainAsk,
    understood,
    z.object({ kind: z.literal('bind'), next: z.union([plainAsk, understood]).optional() }),
  ]),
);

const bookmark: z.ZodType<Bookmark> = z.lazy(() =>
  z.object({
    form: key,
    uai: maybeUai,
    id: key.optional(),
    seenVersion: version,
    opening: key,
    step: z.int().min(0),
    despiteOverlap: z.boolean().optional(),
    ask: ask.optional(),
    prefill: answers.optional(),
    files: files.optional(),
  }),
);

/** The ask of a button, as its JSON says; `undefined` for what is none of ours. */
export function readCarriedAsk(json: string): Ask | undefined {
  return ask.safeParse(parsed(json)).data;
}

/** The bookmark of an open form, as its JSON says; `undefined` for what is none of ours. */
export function readCarriedBookmark(json: string): Bookmark | undefined {
  return bookmark.safeParse(parsed(json)).data;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
