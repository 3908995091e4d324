import type { App } from '@slack/bolt';
import { expect, test } from 'vitest';
import * as z from 'zod';
import {
  registerCommands,
  registerHome,
  registerShortcuts,
} from '../../../functions/channels/slack/app.ts';
import { registerButtons, registerForms } from '../../../functions/channels/slack/interactions.ts';
import { botScopes, slackManifest } from '../../../functions/channels/slack/manifest.ts';
import { registerMessages } from '../../../functions/channels/slack/messages.ts';
import type { SlackDeps } from '../../../functions/channels/slack/respond.ts';

const manifest = slackManifest('https://casiers.example.org');

/** The names that the listeners register with Bolt. */
function listenedTo() {
  const registered = { commands: [], shortcuts: [], events: [] } as Record<string, string[]>;
  const app = {
    command: (name: string) => registered['commands']?.push(name),
    shortcut: ({ callback_id, type }: { callback_id: string; type: string }) =>
      registered['shortcuts']?.push(`${type === 'shortcut' ? 'global' : 'message'} ${callback_id}`),
    event: (name: string) => registered['events']?.push(name),
    action: () => undefined,
    view: () => undefined,
  } as unknown as App;
  const deps = {} as SlackDeps;
  for (const register of [
    ...[registerCommands, registerShortcuts, registerButtons],
    ...[registerForms, registerMessages, registerHome],
  ]) {
    register(app, deps);
  }
  return Object.fromEntries(
    Object.entries(registered).map(([kind, names]) => [kind, names.toSorted()]),
  );
}

test('the manifest and the listeners name the same commands, shortcuts and events', () => {
  const { features, settings } = manifest;
  const events = settings.event_subscriptions.bot_events.map((name) => name.split('.')[0]);
  expect(listenedTo()).toEqual({
    commands: features.slash_commands.map(({ command }) => command),
    shortcuts: features.shortcuts
      .map(({ type, callback_id }) => `${type} ${callback_id}`)
      .toSorted(),
    events: events.toSorted(),
  });
});

test('Slack sends everything to one URL', () => {
  const { features, settings } = manifest;
  const urls = [
    ...features.slash_commands.map(({ url }) => url),
    settings.event_subscriptions.request_url,
    settings.interactivity.request_url,
  ];
  expect(new Set(urls)).toEqual(new Set(['https://casiers.example.org/slack/events']));
});

test('the scopes are those that the events and methods need', () => {
  const needed = {
    app_mention: 'app_mentions:read',
    'message.im': 'im:history',
    app_home_opened: undefined,
  };
  const scopes: readonly string[] = botScopes;
  for (const event of manifest.settings.event_subscriptions.bot_events) {
    const scope = needed[event];
    if (scope) expect(scopes).toContain(scope);
  }
  expect(scopes).toEqual([...scopes].toSorted());
});

/** https://docs.slack.dev/reference/app-manifest */
test('every text is within the limits of Slack', () => {
  const text = (max: number) => z.string().min(1).max(max);
  z.object({
    display_information: z.object({
      name: text(35),
      description: text(140),
      long_description: z.string().min(174).max(4000),
    }),
    features: z.object({
      bot_user: z.object({ display_name: text(80) }),
      shortcuts: z
        .array(z.object({ name: text(24), description: text(150), callback_id: text(255) }))
        .max(10),
      slash_commands: z
        .array(z.object({ description: text(2000), usage_hint: text(1000) }))
        .max(50),
    }),
  }).parse(manifest);
});
