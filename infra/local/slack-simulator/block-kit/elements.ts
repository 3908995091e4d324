import type {
  ActionsBlockElement,
  ImageElement,
  InputBlockElement,
  SectionBlockAccessory,
} from '@slack/types';
import * as z from 'zod';
import {
  actionId,
  checkChoices,
  checkMenu,
  confirm,
  optionGroup,
  overflowOption,
  plainOption,
  plainText,
  richOption,
  style,
  upTo,
  url,
} from './parts.ts';

/* https://docs.slack.dev/reference/block-kit/block-elements */

const action = { action_id: actionId.optional() };
const confirmable = { ...action, confirm: confirm.optional() };
const focusable = { focus_on_load: z.boolean().optional() };
const placeholder = { placeholder: plainText(150).optional() };
const menu = { ...confirmable, ...focusable, ...placeholder };
const multiple = { max_selected_items: z.int().min(1).optional() };
const ids = z.array(z.string().min(1)).optional();
const id = z.string().min(1).optional();
const day = z.iso.date({ error: 'must be a date, YYYY-MM-DD' });
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time, HH:mm');

const button = z.strictObject({
  type: z.literal('button'),
  text: plainText(75),
  value: upTo(2000).optional(),
  url: url.optional(),
  style: style.optional(),
  accessibility_label: upTo(75).optional(),
  ...confirmable,
});

const optionLists = {
  options: z.array(plainOption).min(1).max(100).optional(),
  option_groups: z.array(optionGroup).min(1).max(100).optional(),
};
const staticSelect = z
  .strictObject({
    type: z.literal('static_select'),
    ...menu,
    ...optionLists,
    initial_option: plainOption.optional(),
  })
  .superRefine(checkMenu);
const multiStaticSelect = z
  .strictObject({
    type: z.literal('multi_static_select'),
    ...menu,
    ...multiple,
    ...optionLists,
    initial_options: z.array(plainOption).min(1).optional(),
  })
  .superRefine(checkMenu);
const usersSelect = z.strictObject({
  type: z.literal('users_select'),
  ...menu,
  initial_user: id,
});
const multiUsersSelect = z.strictObject({
  type: z.literal('multi_users_select'),
  ...menu,
  ...multiple,
  initial_users: ids,
});
const channelsSelect = z.strictObject({
  type: z.literal('channels_select'),
  ...menu,
  initial_channel: id,
  response_url_enabled: z.boolean().optional(),
});

const checkboxes = z
  .strictObject({
    type: z.literal('checkboxes'),
    ...confirmable,
    ...focusable,
    options: z.array(richOption).min(1).max(10),
    initial_options: z.array(richOption).min(1).optional(),
  })
  .superRefine(checkChoices);
const radioButtons = z
  .strictObject({
    type: z.literal('radio_buttons'),
    ...confirmable,
    ...focusable,
    options: z.array(richOption).min(1).max(10),
    initial_option: richOption.optional(),
  })
  .superRefine(checkChoices);
const overflow = z.strictObject({
  type: z.literal('overflow'),
  ...confirmable,
  options: z.array(overflowOption).min(1).max(5),
});

const datepicker = z.strictObject({
  type: z.literal('datepicker'),
  ...menu,
  initial_date: day.optional(),
});
const timepicker = z.strictObject({
  type: z.literal('timepicker'),
  ...menu,
  initial_time: time.optional(),
  timezone: z.string().optional(),
});

const input = {
  ...action,
  ...focusable,
  ...placeholder,
  dispatch_action_config: z
    .strictObject({
      trigger_actions_on: z
        .array(z.enum(['on_enter_pressed', 'on_character_entered']))
        .min(1)
        .max(2),
    })
    .optional(),
};
const plainTextInput = z
  .strictObject({
    type: z.literal('plain_text_input'),
    ...input,
    initial_value: z.string().max(3000).optional(),
    multiline: z.boolean().optional(),
    min_length: z.int().min(0).max(3000).optional(),
    max_length: z.int().min(1).max(3000).optional(),
  })
  .refine(({ min_length = 0, max_length = min_length }) => min_length <= max_length, {
    error: '`min_length` cannot be greater than `max_length`',
  });
const emailInput = z.strictObject({
  type: z.literal('email_text_input'),
  ...input,
  initial_value: z.string().optional(),
});
const urlInput = z.strictObject({
  type: z.literal('url_text_input'),
  ...input,
  initial_value: z.string().optional(),
});

const decimal = z.string().regex(/^-?\d+(\.\d+)?$/, 'must be a number, as text');
const numberInput = z
  .strictObject({
    type: z.literal('number_input'),
    ...input,
    is_decimal_allowed: z.boolean(),
    initial_value: decimal.optional(),
    min_value: decimal.optional(),
    max_value: decimal.optional(),
  })
  .refine(
    ({ min_value, max_value }) =>
      Number(min_value ?? '-Infinity') <= Number(max_value ?? 'Infinity'),
    {
      error: '`min_value` cannot be greater than `max_value`',
    },
  )
  .refine(
    ({ initial_value: value, min_value, max_value }) =>
      value === undefined ||
      (Number(value) >= Number(min_value ?? value) && Number(value) <= Number(max_value ?? value)),
    { path: ['initial_value'], error: 'must be between `min_value` and `max_value`' },
  )
  .refine(
    ({ is_decimal_allowed, initial_value = '' }) =>
      is_decimal_allowed || !initial_value.includes('.'),
    {
      path: ['initial_value'],
      error: 'must be a whole number',
    },
  );

const fileInput = z.strictObject({
  type: z.literal('file_input'),
  ...action,
  filetypes: z.array(z.string().min(1)).min(1).optional(),
  max_files: z.int().min(1).max(10).optional(),
});

export const imageElement = z.strictObject({
  type: z.literal('image'),
  image_url: url,
  alt_text: upTo(2000),
}) satisfies z.ZodType<ImageElement>;

const choosers = [
  staticSelect,
  multiStaticSelect,
  usersSelect,
  multiUsersSelect,
  channelsSelect,
  checkboxes,
  radioButtons,
  datepicker,
  timepicker,
] as const;

export const actionsElement = z.discriminatedUnion('type', [
  ...choosers,
  button,
  overflow,
]) satisfies z.ZodType<{ type: ActionsBlockElement['type'] }>;

export const accessory = z.discriminatedUnion('type', [
  ...choosers,
  button,
  overflow,
  imageElement,
]) satisfies z.ZodType<{ type: SectionBlockAccessory['type'] }>;

export const inputElement = z.discriminatedUnion('type', [
  ...choosers,
  plainTextInput,
  emailInput,
  urlInput,
  numberInput,
  fileInput,
]) satisfies z.ZodType<{ type: InputBlockElement['type'] }>;

export type ActionsElement = z.output<typeof actionsElement>;
export type InputElement = z.output<typeof inputElement>;
