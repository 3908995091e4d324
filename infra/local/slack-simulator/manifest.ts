import * as z from 'zod';

const shortcut = z.object({
  type: z.enum(['global', 'message']),
  name: z.string(),
  callback_id: z.string(),
});

const slashCommand = z.object({
  /** With its slash: `/remind`. */
  command: z.string().startsWith('/'),
  usage_hint: z.string().optional(),
});

/**
 * What the simulator reads of an app's manifest; the rest is ignored.
 * https://docs.slack.dev/reference/app-manifest
 */
export const appManifest = z.object({
  display_information: z.object({ name: z.string() }),
  features: z.object({
    bot_user: z.object({ display_name: z.string() }),
    shortcuts: z.array(shortcut).default([]),
    slash_commands: z.array(slashCommand).default([]),
  }),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
});

export type AppManifest = z.output<typeof appManifest>;
export type Shortcut = z.output<typeof shortcut>;
export type SlashCommand = z.output<typeof slashCommand>;

/** The name by which users mention the bot: `Deploy Bot` is `@deploybot`. */
export const botHandle = ({ features }: AppManifest): string =>
  features.bot_user.display_name
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]/g, '');
