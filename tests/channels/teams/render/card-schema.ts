import * as z from 'zod';

/*
 * The elements of Adaptive Cards 1.5 that our cards use, with the properties that we set. Another property is an error until
 * it is added here, after a look at how Teams shows it.
 */

const text = z.string().min(1);
const look = {
  spacing: z.enum(['None', 'Small', 'Default', 'Medium']).optional(),
  separator: z.literal(true).optional(),
};

const textBlock = z.strictObject({
  type: z.literal('TextBlock'),
  text,
  wrap: z.literal(true),
  size: z.enum(['Small', 'Large']).optional(),
  weight: z.literal('Bolder').optional(),
  color: z.literal('Attention').optional(),
  isSubtle: z.literal(true).optional(),
  style: z.literal('heading').optional(),
  ...look,
});

const richText = z.strictObject({
  type: z.literal('RichTextBlock'),
  inlines: z.array(z.strictObject({ type: z.literal('TextRun'), text })).min(1),
  ...look,
});

const factSet = z.strictObject({
  type: z.literal('FactSet'),
  facts: z.array(z.strictObject({ title: text, value: z.string() })).min(1),
});

const columnSet = z.strictObject({
  type: z.literal('ColumnSet'),
  columns: z
    .array(
      z.strictObject({
        type: z.literal('Column'),
        width: z.enum(['stretch', 'auto']),
        items: z.array(textBlock).min(1),
      }),
    )
    .min(1)
    .max(2),
  ...look,
});

const container = z.strictObject({
  type: z.literal('Container'),
  style: z.literal('attention'),
  items: z.array(textBlock).min(1),
});

const input = {
  /** A key beside our own data, which it must not overwrite. */
  id: z
    .string()
    .regex(/^[a-zA-Z][\w-]*$/)
    .refine((id) => !['intent', 'formState', 'fields', 'lists'].includes(id)),
  label: text,
  isRequired: z.literal(true).optional(),
  errorMessage: text.optional(),
  value: text.optional(),
  ...look,
};
const inputs = [
  z.strictObject({
    type: z.literal('Input.Text'),
    ...input,
    isMultiline: z.literal(true).optional(),
    style: z.enum(['Email', 'Tel']).optional(),
  }),
  z.strictObject({ type: z.literal('Input.Date'), ...input, value: z.iso.date().optional() }),
  z.strictObject({
    type: z.literal('Input.ChoiceSet'),
    ...input,
    style: z.enum(['expanded', 'compact']),
    isMultiSelect: z.literal(true).optional(),
    wrap: z.literal(true),
    choices: z
      // Several values come back as one text, separated by commas.
      .array(z.strictObject({ title: text, value: z.string().regex(/^[^,]+$/) }))
      .min(1),
  }),
] as const;

const actionLook = {
  title: z.string().min(1).max(30),
  mode: z.literal('secondary').optional(),
  style: z.enum(['positive', 'destructive']).optional(),
};
const action = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('Action.Execute'),
    verb: z.enum(['intent', 'next', 'back']),
    data: z.union([
      z.strictObject({ intent: z.looseObject({ kind: text }) }),
      z.strictObject({
        formState: z.looseObject({ form: text, idempotencyKey: text }),
        fields: z.array(text).min(1),
        lists: z.array(text),
      }),
    ]),
    associatedInputs: z.literal('none').optional(),
    ...actionLook,
  }),
  z.strictObject({ type: z.literal('Action.OpenUrl'), url: z.url(), ...actionLook }),
]);

export const cardSchema = z.strictObject({
  type: z.literal('AdaptiveCard'),
  version: z.literal('1.5'),
  lang: z.literal('fr'),
  fallbackText: text,
  speak: text,
  body: z
    .array(
      z.discriminatedUnion('type', [textBlock, richText, factSet, columnSet, container, ...inputs]),
    )
    .min(1),
  actions: z.array(action),
});
