import { slackApp } from '../../content/chats.ts';

/** Names that the manifest and the listeners share. */
export const slackNames = {
  command: '/casiers',
  shortcuts: {
    report: 'report-damage',
    reportMessage: 'report-damage-of-message',
    declare: 'declare',
  },
  events: ['app_mention', 'message.im', 'app_home_opened'],
} as const;

/** Why each is needed: see docs/slack.md. */
export const botScopes = [
  'app_mentions:read',
  'chat:write',
  'commands',
  'files:read',
  'im:history',
  'users:read',
  'users:read.email',
] as const;

export const eventsPath = '/slack/events';

/**
 * The manifest to paste into Slack when the app is created or changed.
 * https://docs.slack.dev/reference/app-manifest
 */
export function slackManifest(siteUrl: string) {
  const url = new URL(eventsPath, siteUrl).href;
  const { report, reportMessage, declare } = slackNames.shortcuts;
  const { shortcuts, command } = slackApp;
  return {
    display_information: {
      name: slackApp.name,
      description: slackApp.description,
      long_description: slackApp.longDescription,
      background_color: '#14506e',
    },
    features: {
      app_home: {
        home_tab_enabled: true,
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: false,
      },
      bot_user: { display_name: slackApp.name, always_online: true },
      shortcuts: [
        { type: 'global', callback_id: report, ...shortcuts.report },
        { type: 'message', callback_id: reportMessage, ...shortcuts.reportMessage },
        { type: 'global', callback_id: declare, ...shortcuts.declare },
      ],
      slash_commands: [
        {
          command: slackNames.command,
          url,
          description: command.description,
          usage_hint: command.usage,
          should_escape: false,
        },
      ],
    },
    oauth_config: { scopes: { bot: [...botScopes] } },
    settings: {
      event_subscriptions: { request_url: url, bot_events: [...slackNames.events] },
      interactivity: { is_enabled: true, request_url: url },
      org_deploy_enabled: false,
      socket_mode_enabled: false,
      token_rotation_enabled: false,
    },
  };
}
