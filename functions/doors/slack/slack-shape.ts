import * as z from 'zod';

const user = z.looseObject({ id: z.string() });
const view = z.looseObject({
  id: z.string(),
  type: z.string(),
  private_metadata: z.string(),
  state: z.looseObject({ values: z.record(z.string(), z.record(z.string(), z.looseObject({}))) }),
  blocks: z.array(z.looseObject({ type: z.string() })),
});
const interaction = { user, trigger_id: z.string() };

/**
 * What Slack sends us, as far as we rest on it: whatever else it holds is let through. They are tried in that order: what
 * people do comes first.
 */
export const slackShape = z.union([
  z.looseObject({
    command: z.string(),
    text: z.string(),
    user_id: z.string(),
    trigger_id: z.string(),
  }),
  z.looseObject({
    type: z.literal('event_callback'),
    event_id: z.string(),
    event: z.looseObject({ type: z.string() }),
  }),
  z.looseObject({
    ...interaction,
    type: z.literal('block_actions'),
    actions: z.array(z.looseObject({ type: z.string(), action_id: z.string() })).min(1),
    view: view.optional(),
  }),
  z.looseObject({ ...interaction, type: z.literal('view_submission'), view }),
  z.looseObject({ user, type: z.literal('view_closed'), view: z.looseObject({ id: z.string() }) }),
  z.looseObject({ ...interaction, type: z.literal('shortcut'), callback_id: z.string() }),
  z.looseObject({
    ...interaction,
    type: z.literal('message_action'),
    callback_id: z.string(),
    message: z.looseObject({ text: z.string().optional() }),
  }),
  z.looseObject({ ssl_check: z.string() }),
  z.looseObject({ type: z.literal('url_verification'), challenge: z.string() }),
]);

export type SlackBody = z.output<typeof slackShape>;
