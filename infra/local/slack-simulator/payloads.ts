import { randomBytes } from 'node:crypto';
import type { SeenMessage } from './messages.ts';
import type { ShownView } from './views.ts';
import type { Channel, Member, Workspace } from './workspace.ts';

/* What Slack tells an app, as it writes it. https://docs.slack.dev/reference/interaction-payloads */

/** Who acts, and with what the app may answer. */
export interface Act {
  readonly workspace: Workspace;
  readonly member: Member;
  readonly triggerId: string;
}

export interface Place {
  readonly channel: Channel;
  readonly responseUrl: string;
}

const verificationToken = 'not-used-since-signatures';

const basics = ({ workspace, member }: Pick<Act, 'workspace' | 'member'>) => ({
  team: workspace.team,
  user: {
    id: member.id,
    username: member.handle,
    name: member.handle,
    team_id: workspace.team.id,
  },
  api_app_id: workspace.appId,
  token: verificationToken,
  enterprise: null,
  is_enterprise_install: false,
});

export const commandFields = (act: Act, text: string, { channel, responseUrl }: Place) => ({
  token: verificationToken,
  team_id: act.workspace.team.id,
  team_domain: act.workspace.team.domain,
  channel_id: channel.id,
  channel_name: channel.name,
  user_id: act.member.id,
  user_name: act.member.handle,
  command: '/casiers',
  text,
  api_app_id: act.workspace.appId,
  is_enterprise_install: 'false',
  response_url: responseUrl,
  trigger_id: act.triggerId,
});

export interface PressedInMessage extends Place {
  readonly message: { readonly ts: string; readonly [name: string]: unknown };
  readonly isEphemeral: boolean;
}

export const messageActionsPayload = (act: Act, action: object, where: PressedInMessage) => ({
  type: 'block_actions',
  ...basics(act),
  container: {
    type: 'message',
    message_ts: where.message.ts,
    channel_id: where.channel.id,
    is_ephemeral: where.isEphemeral,
  },
  trigger_id: act.triggerId,
  channel: where.channel,
  // Of an ephemeral message, Slack keeps nothing.
  ...(!where.isEphemeral && { message: where.message }),
  state: { values: {} },
  response_url: where.responseUrl,
  actions: [action],
});

export const viewActionsPayload = (act: Act, action: object, view: ShownView) => ({
  type: 'block_actions',
  ...basics(act),
  container: { type: 'view', view_id: view.id },
  trigger_id: act.triggerId,
  view: inPayload(view, act.workspace),
  actions: [action],
});

export const submissionPayload = (act: Act, view: ShownView) => ({
  type: 'view_submission',
  ...basics(act),
  trigger_id: act.triggerId,
  view: inPayload(view, act.workspace),
  response_urls: [],
});

export const closedPayload = (
  act: Omit<Act, 'triggerId'>,
  view: ShownView,
  isCleared: boolean,
) => ({
  type: 'view_closed',
  ...basics(act),
  // Slack tells nothing of what was typed in it.
  view: inPayload({ ...view, state: { values: {} } }, act.workspace),
  is_cleared: isCleared,
});

export const shortcutPayload = (act: Act, callbackId: string, now: Date) => ({
  type: 'shortcut',
  ...basics(act),
  action_ts: String(now.getTime() / 1000),
  callback_id: callbackId,
  trigger_id: act.triggerId,
});

export const messageShortcutPayload = (
  act: Act,
  callbackId: string,
  { message, channel, responseUrl }: Omit<PressedInMessage, 'isEphemeral'>,
) => ({
  type: 'message_action',
  ...basics(act),
  action_ts: message.ts,
  callback_id: callbackId,
  trigger_id: act.triggerId,
  channel,
  message_ts: message.ts,
  message,
  response_url: responseUrl,
});

export function eventEnvelope(workspace: Workspace, event: object, now: Date) {
  const { team, appId, bot } = workspace;
  return {
    token: verificationToken,
    team_id: team.id,
    context_team_id: team.id,
    context_enterprise_id: null,
    api_app_id: appId,
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

/** What was pressed, and when. */
export const stamped = (pressed: object, now: Date) => ({
  ...pressed,
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
