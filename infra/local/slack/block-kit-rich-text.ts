import type { RichTextBlock } from '@slack/types';
import * as z from 'zod';
import { blockId, url } from './block-kit-parts.ts';

/* As much of rich text as a bot writes. https://docs.slack.dev/reference/block-kit/blocks/rich-text-block */

const style = z
  .strictObject({
    bold: z.boolean().optional(),
    italic: z.boolean().optional(),
    strike: z.boolean().optional(),
    code: z.boolean().optional(),
    underline: z.boolean().optional(),
  })
  .optional();

const text = z.strictObject({ type: z.literal('text'), text: z.string().min(1), style });
const link = z.strictObject({
  type: z.literal('link'),
  url,
  text: z.string().optional(),
  unsafe: z.boolean().optional(),
  style,
});
const user = z.strictObject({ type: z.literal('user'), user_id: z.string().min(1), style });
const channel = z.strictObject({
  type: z.literal('channel'),
  channel_id: z.string().min(1),
  style,
});
const emoji = z.strictObject({ type: z.literal('emoji'), name: z.string().min(1), style });
const piece = z.discriminatedUnion('type', [text, link, user, channel, emoji]);

const border = z.union([z.literal(0), z.literal(1)]).optional();
const section = z.strictObject({
  type: z.literal('rich_text_section'),
  elements: z.array(piece),
});
const list = z.strictObject({
  type: z.literal('rich_text_list'),
  style: z.enum(['bullet', 'ordered']),
  elements: z.array(section),
  indent: z.int().min(0).max(8).optional(),
  border,
});
const quote = z.strictObject({
  type: z.literal('rich_text_quote'),
  elements: z.array(piece),
  border,
});
const preformatted = z.strictObject({
  type: z.literal('rich_text_preformatted'),
  elements: z.array(z.discriminatedUnion('type', [text, link])),
  border,
});

export const richText = z.strictObject({
  type: z.literal('rich_text'),
  block_id: blockId.optional(),
  elements: z.array(z.discriminatedUnion('type', [section, list, quote, preformatted])),
}) satisfies z.ZodType<RichTextBlock>;
