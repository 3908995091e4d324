import { randomBytes } from 'node:crypto';
import type { SeenMessage } from './messages.ts';
import type { ShownView } from './views.ts';
import type { Channel, Member, Workspace } from './workspace.ts';

/* The payloads that Slack sends to an app. https://docs.slack.dev/reference/interaction-payloads */

/** A member's action, and the trigger with which the app may open a modal. */
export interface UserAction {
  readonly workspace: Workspace;
  readonly member: Member;
  readonly triggerId: string;
}

export interface ResponseChannel {
  readonly channel: Channel;
  readonly responseUrl: string;
}

/** Deprecated by Slack in favour of signatures, and still sent. */
const verificationToken = 'deprecated';

const commonFields = ({ workspace, member }: Pick<UserAction, 'workspace' | 'member'>) => ({
  team: workspace.team,
  user: {
    id: member.id,
    username: member.handle,
    name: member.handle,
    team_id: workspace.team.id,
  },
  api_app_id: workspace.app.id,
  token: verificationToken,
  enterprise: null,
  is_enterprise_install: false,
});

export interface CommandText {
  /** With its slash. */
  readonly command: string;
  readonly text: string;
}

export const commandFields = (
  by: UserAction,
  { command, text }: CommandText,
  { channel, responseUrl }: ResponseChannel,
) => ({
  token: verificationToken,
  team_id: by.workspace.team.id,
  team_domain: by.workspace.team.domain,
  channel_id: channel.id,
  channel_name: channel.name,
  user_id: by.member.id,
  user_name: by.member.handle,
  command,
  text,
  api_app_id: by.workspace.app.id,
  is_enterprise_install: 'false',
  response_url: responseUrl,
  trigger_id: by.triggerId,
});

export interface MessageContext extends ResponseChannel {
  readonly message: { readonly ts: string; readonly [name: string]: unknown };
  readonly isEphemeral: boolean;
}

export const messageActionsPayload = (by: UserAction, action: object, context: MessageContext) => ({
  type: 'block_actions',
  ...commonFields(by),
  container: {
    type: 'message',
    message_ts: context.message.ts,
    channel_id: context.channel.id,
    is_ephemeral: context.isEphemeral,
  },
  trigger_id: by.triggerId,
  channel: context.channel,
  // Slack does not store ephemeral messages, so the payload cannot contain one.
  ...(!context.isEphemeral && { message: context.message }),
  state: { values: {} },
  response_url: context.responseUrl,
  actions: [action],
});

export const viewActionsPayload = (by: UserAction, action: object, view: ShownView) => ({
  type: 'block_actions',
  ...commonFields(by),
  container: { type: 'view', view_id: view.id },
  trigger_id: by.triggerId,
  view: inPayload(view, by.workspace),
  actions: [action],
});

export const submissionPayload = (by: UserAction, view: ShownView) => ({
  type: 'view_submission',
  ...commonFields(by),
  trigger_id: by.triggerId,
  view: inPayload(view, by.workspace),
  response_urls: [],
});

export const closedPayload = (
  by: Omit<UserAction, 'triggerId'>,
  view: ShownView,
  isCleared: boolean,
) => ({
  type: 'view_closed',
  ...commonFields(by),
  // Slack leaves out the typed values.
  view: inPayload({ ...view, state: { values: {} } }, by.workspace),
  is_cleared: isCleared,
});

export const shortcutPayload = (by: UserAction, callbackId: string, now: Date) => ({
  type: 'shortcut',
  ...commonFields(by),
  action_ts: String(now.getTime() / 1000),
  callback_id: callbackId,
  trigger_id: by.triggerId,
});

export const messageShortcutPayload = (
  by: UserAction,
  callbackId: string,
  { message, channel, responseUrl }: Omit<MessageContext, 'isEphemeral'>,
) => ({
  type: 'message_action',
  ...commonFields(by),
  action_ts: message.ts,
  callback_id: callbackId,
  trigger_id: by.triggerId,
  channel,
  message_ts: message.ts,
  message,
  response_url: responseUrl,
});

export function eventEnvelope(workspace: Workspace, event: object, now: Date) {
  const { team, app, bot } = workspace;
  return {
    token: verificationToken,
    team_id: team.id,
    context_team_id: team.id,
    context_enterprise_id: null,
    api_app_id: app.id,
    event,
    type: 'event_callback',
    event_id: `Ev${randomBytes(5).toString('hex').toUpperCase()}`,
    event_time: Math.floor(now.getTime() / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: team.id,
        user_id: bot.userId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
  };
}

const inPayload = (view: ShownView, workspace: Workspace) => ({
  private_metadata: '',
  callback_id: '',
  external_id: '',
  title: null,
  submit: null,
  close: null,
  clear_on_close: false,
  notify_on_close: false,
  ...view,
  app_installed_team_id: workspace.team.id,
});

/** The action with its time. */
export const stamped = (action: object, now: Date) => ({
  ...action,
  action_ts: String(now.getTime() / 1000),
});

export const messageInPayload = (
  { ts, user, text, blocks, threadTs }: SeenMessage,
  { team, bot }: Workspace,
) => ({
  type: 'message',
  user,
  ts,
  text,
  team: team.id,
  ...(user === bot.userId && { bot_id: bot.id, blocks }),
  ...(threadTs && { thread_ts: threadTs }),
});
