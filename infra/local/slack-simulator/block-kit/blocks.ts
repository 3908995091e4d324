import type { KnownBlock, RichTextBlock } from '@slack/types';
import * as z from 'zod';
import { accessory, actionsElement, imageElement, inputElement } from './elements.ts';
import { anyText, blockId, plainText, upTo, url } from './parts.ts';

/* The rich text that bots write. https://docs.slack.dev/reference/block-kit/blocks/rich-text-block */

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

/*
 * Slack has more kinds of blocks. A kind that is not here is refused, because its limits would not be checked.
 * https://docs.slack.dev/reference/block-kit/blocks
 */

const id = { block_id: blockId.optional() };

const sectionBlock = z
  .strictObject({
    type: z.literal('section'),
    ...id,
    text: anyText(3000).optional(),
    fields: z.array(anyText(2000)).min(1).max(10).optional(),
    accessory: accessory.optional(),
    expand: z.boolean().optional(),
  })
  .refine(({ text, fields }) => text !== undefined || fields !== undefined, {
    error: 'must define either `fields` or `text`',
  });

const actions = z.strictObject({
  type: z.literal('actions'),
  ...id,
  elements: z.array(actionsElement).min(1).max(25),
});

const context = z.strictObject({
  type: z.literal('context'),
  ...id,
  elements: z
    .array(z.discriminatedUnion('type', [anyText(3000), imageElement]))
    .min(1)
    .max(10),
});

const input = z.strictObject({
  type: z.literal('input'),
  ...id,
  label: plainText(2000),
  hint: plainText(2000).optional(),
  element: inputElement,
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
});

const header = z.strictObject({ type: z.literal('header'), ...id, text: plainText(150) });
const divider = z.strictObject({ type: z.literal('divider'), ...id });
const image = z.strictObject({
  type: z.literal('image'),
  ...id,
  image_url: url,
  alt_text: upTo(2000),
  title: plainText(2000).optional(),
});
const markdown = z.strictObject({ type: z.literal('markdown'), ...id, text: upTo(12_000) });

const cell = z.discriminatedUnion('type', [
  richText,
  z.strictObject({ type: z.literal('raw_text'), text: z.string().min(1) }),
  z.strictObject({ type: z.literal('raw_number'), value: z.number(), text: z.string().min(1) }),
]);
const table = z.strictObject({
  type: z.literal('table'),
  ...id,
  rows: z.array(z.array(cell).min(1).max(20)).min(1).max(100),
  column_settings: z
    .array(
      z.strictObject({
        align: z.enum(['left', 'center', 'right']).optional(),
        is_wrapped: z.boolean().optional(),
      }),
    )
    .max(20)
    .optional(),
});

export const block = z.discriminatedUnion('type', [
  sectionBlock,
  actions,
  context,
  input,
  header,
  divider,
  image,
  markdown,
  richText,
  table,
]) satisfies z.ZodType<{ type: KnownBlock['type'] }>;

export type CheckedBlock = z.output<typeof block>;
