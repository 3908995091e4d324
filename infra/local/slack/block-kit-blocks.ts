import type { KnownBlock } from '@slack/types';
import * as z from 'zod';
import { accessory, actionsElement, imageElement, inputElement } from './block-kit-elements.ts';
import { anyText, blockId, plainText, upTo, url } from './block-kit-parts.ts';
import { richText } from './block-kit-rich-text.ts';

/*
 * Slack knows more kinds than these: one that is not here is refused, so that nobody sends blocks whose limits
 * nothing checks. https://docs.slack.dev/reference/block-kit/blocks
 */

const id = { block_id: blockId.optional() };

const section = z
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
  section,
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
