import * as z from 'zod';
import type { Intent, IntentToConfirm, PlainIntent } from '../../content/model/intent.ts';
import { maxFileLength, photoLimits } from '../../domain/photo.ts';
import { parseJson } from '../../domain/text.ts';
import { isUai, type Uai } from '../../domain/uai.ts';
import type { FormState } from './views.ts';

/*
 * The JSON that chats keep in buttons and open forms and give back. It may be old or forged: it says what is asked, and
 * never grants a right.
 */

export const uai = z.lazy(() => z.custom<Uai>(isUai, 'not a UAI'));
const key = z.lazy(() => z.string().min(1).max(128));
const version = z.lazy(() => z.int().min(0));
const answers = z.lazy(() => z.record(z.string(), z.union([z.string(), z.array(z.string())])));
const maybeUai = z.lazy(() => uai.optional());
/** Ids, or addresses in Teams: those of SharePoint are long, because they include an access token. */
const files = z.lazy(() =>
  z.array(z.string().min(1).max(maxFileLength)).min(1).max(photoLimits.perSubject),
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
    kind: z.enum(['overview', 'home', 'status', 'deliveries', 'declare-nothing']),
    uai: maybeUai,
  }),
);
const ofThing = z.lazy(() =>
  z.object({
    kind: z.enum(['damage', 'follow-up', 'update-damage-status', 'delivery', 'receive']),
    uai,
    id: key,
  }),
);

const plainIntent: z.ZodType<PlainIntent> = z.lazy(() =>
  z.union([
    ofCollege,
    declare,
    report,
    photos,
    ofThing,
    z.object({ kind: z.literal('help'), input: z.string().optional() }),
    z.object({
      kind: z.literal('file-nothing'),
      uai,
      campaignId: key,
      expectedVersion: version,
      idempotencyKey: key,
    }),
    z.object({ kind: z.literal('request-correction'), uai, campaignId: key }),
  ]),
);
const intentToConfirm: z.ZodType<IntentToConfirm> = z.lazy(() =>
  z.object({
    kind: z.literal('confirm'),
    intent: z.union([declare, report]),
  }),
);
const intent: z.ZodType<Intent> = z.lazy(() =>
  z.union([
    plainIntent,
    intentToConfirm,
    z.object({
      kind: z.literal('link-account'),
      next: z.union([plainIntent, intentToConfirm]).optional(),
    }),
  ]),
);

const formState: z.ZodType<FormState> = z.lazy(() =>
  z.object({
    form: key,
    uai: maybeUai,
    id: key.optional(),
    expectedVersion: version,
    idempotencyKey: key,
    step: z.int().min(0),
    despiteOverlap: z.boolean().optional(),
    intent: intent.optional(),
    prefill: answers.optional(),
    files: files.optional(),
  }),
);

/** The intent of a button; `undefined` for any other JSON or text. */
export function parseIntent(json: string): Intent | undefined {
  return intent.safeParse(parseJson(json)).data;
}

/** The state of an open form; `undefined` for any other JSON or text. */
export function parseFormState(json: string): FormState | undefined {
  return formState.safeParse(parseJson(json)).data;
}
