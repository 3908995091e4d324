import type { HomeView, ModalView } from '@slack/types';
import * as z from 'zod';
import { block } from './blocks.ts';
import { plainText, upTo } from './parts.ts';

/* Messages, modals and Homes. https://docs.slack.dev/reference/views */

/** Options accept mrkdwn, which Slack's types leave out. */
type Named<View> = Omit<View, 'blocks'>;

export const message = z
  .object({
    /** Slack truncates longer texts. */
    text: z.string().max(40_000).optional(),
    blocks: z.array(block).max(50).optional(),
  })
  // Slack accepts a message without text, but screen readers and notifications would have nothing to show.
  .refine(({ text }) => text !== undefined && text.trim() !== '', {
    path: ['text'],
    error: 'missing required field: the text for screen readers and notifications',
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
