import * as z from 'zod';
import type { LegalSetting } from '../words/pages/legal/legal-page.ts';

const words = z.lazy(() => z.string().trim().min(1).optional());
const page = z.lazy(() => z.url({ protocol: /^https?$/ }).optional());

/** Strict: a setting that is misspelt must be seen, not ignored. All may be absent; the pages then say what is missing. */
export const legal = z.lazy(() =>
  z
    .strictObject({
      address: words,
      dpoMail: z.email().optional(),
      legalBasis: z.enum(['public-task', 'legal-obligation']).default('public-task'),
      retention: words,
      host: words,
      chats: z.array(z.enum(['slack', 'teams'])).default([]),
      chatSafeguards: words,
      accessibility: z
        .strictObject({ statedOn: z.iso.date().optional(), planUrl: page, actionsUrl: page })
        .prefault({}),
    })
    .prefault({}),
) satisfies z.ZodType<LegalSetting>;
