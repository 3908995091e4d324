import { isDeepStrictEqual } from 'node:util';
import type { ConfirmationDialog, OptionGroup, PlainTextOption } from '@slack/types';
import * as z from 'zod';

/*
 * The parts that blocks and elements are made of, each with its limits.
 * https://docs.slack.dev/reference/block-kit/composition-objects
 */

/** Counts UTF-16 units, an emoji as two, which is never less than Slack counts. */
export const upTo = (length: number) => z.string().min(1).max(length);

export const blockId = upTo(255);
export const actionId = upTo(255);
export const url = upTo(3000);
export const style = z.enum(['primary', 'danger']);

export const plainText = (length: number) =>
  z.strictObject({
    type: z.literal('plain_text', { error: 'only plain_text is allowed here' }),
    text: upTo(length),
    emoji: z.boolean().optional(),
  });

const mrkdwn = (length: number) =>
  z.strictObject({
    type: z.literal('mrkdwn'),
    text: upTo(length),
    verbatim: z.boolean().optional(),
  });

export const anyText = (length: number) =>
  z.discriminatedUnion('type', [plainText(length), mrkdwn(length)]);

export const confirm = z.strictObject({
  title: plainText(100).optional(),
  text: anyText(300),
  confirm: plainText(30).optional(),
  deny: plainText(30).optional(),
  style: style.optional(),
}) satisfies z.ZodType<ConfirmationDialog>;

const optionRest = { value: upTo(75), description: plainText(75).optional() };

export const plainOption = z.strictObject({
  text: plainText(75),
  ...optionRest,
}) satisfies z.ZodType<PlainTextOption>;

/** An option of radio buttons or checkboxes: only these may contain mrkdwn. */
export const richOption = z.strictObject({ text: anyText(75), ...optionRest });

/** An option of an overflow menu: only these may have a link. */
export const overflowOption = plainOption.extend({
  url: url.optional(),
}) satisfies z.ZodType<PlainTextOption>;

export const optionGroup = z.strictObject({
  label: plainText(75),
  options: z.array(plainOption).min(1).max(100),
}) satisfies z.ZodType<OptionGroup>;

interface Choices {
  readonly options?: readonly object[] | undefined;
  readonly option_groups?: readonly { readonly options: readonly object[] }[] | undefined;
  readonly initial_option?: object | undefined;
  readonly initial_options?: readonly object[] | undefined;
}

/** An initial option must equal one of the options in all fields. */
export function checkChoices(choices: Choices, context: z.RefinementCtx): void {
  const { options = [], option_groups = [], initial_option, initial_options = [] } = choices;
  const offered = [...options, ...option_groups.flatMap((group) => group.options)];
  const isOffered = (chosen: object) => offered.some((option) => isDeepStrictEqual(option, chosen));
  if (initial_option && !isOffered(initial_option)) {
    context.addIssue({
      code: 'custom',
      path: ['initial_option'],
      message: 'must be one of the options',
    });
  }
  if (!initial_options.every(isOffered)) {
    context.addIssue({
      code: 'custom',
      path: ['initial_options'],
      message: 'must be among the options',
    });
  }
}

/** A menu has either options or groups of options. */
export function checkMenu(choices: Choices, context: z.RefinementCtx): void {
  if (!choices.options === !choices.option_groups) {
    context.addIssue({
      code: 'custom',
      message: 'must define either `options` or `option_groups`',
    });
  }
  checkChoices(choices, context);
}

export type AnyText = z.output<ReturnType<typeof anyText>>;
export type Option = z.output<typeof richOption>;
