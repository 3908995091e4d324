import type { HomeView, ModalView } from '@slack/types';
import * as z from 'zod';
import { block } from './blocks.ts';
import { plainText, upTo } from './parts.ts';

/* What blocks are drawn on. https://docs.slack.dev/reference/views */

/** Options may be richer than their types say. */
type Named<View> = Omit<View, 'blocks'>;

export const message = z
  .object({
    /** Above, Slack cuts it. */
    text: z.string().max(40_000).optional(),
    blocks: z.array(block).max(50).optional(),
  })
  // Slack would take it; those who hear a screen reader, or see a notification, would get nothing.
  .refine(({ text }) => text !== undefined && text.trim() !== '', {
    path: ['text'],
    error: 'missing required field: what screen readers and notifications say',
  });

const view = {
  blocks: z.array(block).min(1).max(100),
  private_metadata: z.string().max(3000).optional(),
  callback_id: upTo(255).optional(),
  external_id: z.string().max(255).optional(),
};
export const modal = z
  .strictObject({
    type: z.literal('modal'),
    ...view,
    title: plainText(24),
    submit: plainText(24).optional(),
    close: plainText(24).optional(),
    clear_on_close: z.boolean().optional(),
    notify_on_close: z.boolean().optional(),
  })
  .refine(({ submit, blocks }) => submit || !blocks.some(({ type }) => type === 'input'), {
    path: ['submit'],
    error: '`submit` is required when there is an input block',
  }) satisfies z.ZodType<Named<ModalView>>;
export const home = z.strictObject({
  type: z.literal('home'),
  ...view,
}) satisfies z.ZodType<Named<HomeView>>;

export type Modal = z.output<typeof modal>;
export type Home = z.output<typeof home>;
