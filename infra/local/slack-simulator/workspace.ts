import type { Shortcut, SlashCommand } from './manifest.ts';

export interface Workspace {
  readonly team: { readonly id: string; readonly domain: string };
  readonly app: SlackApp;
  readonly bot: { readonly id: string; readonly userId: string; readonly name: string };
  readonly members: readonly Member[];
  readonly channels: readonly Channel[];
}

/** The installed app. */
export interface SlackApp {
  readonly id: string;
  readonly name: string;
  readonly commands: readonly SlashCommand[];
  readonly shortcuts: readonly Shortcut[];
}

export interface Member {
  readonly id: string;
  /** `ada.lovelace` */
  readonly handle: string;
  readonly name: string;
  readonly mail: string;
  readonly isGuest: boolean;
  /** Used to act in the name of this member. */
  readonly token: string;
  /** The id of the conversation between this member and the bot. */
  readonly directChannel: string;
}

export interface Channel {
  readonly id: string;
  readonly name: string;
}

/** A member to create. */
export interface MemberOptions {
  readonly handle: string;
  readonly name: string;
  readonly mail: string;
  readonly isGuest?: boolean;
}

export function memberOf(workspace: Workspace, handle: string): Member {
  const found = workspace.members.find((member) => member.handle === handle);
  if (!found) throw new Error(`The workspace has no member ${handle}`);
  return found;
}

export function channelOf(workspace: Workspace, name: string): Channel {
  const found = workspace.channels.find((channel) => channel.name === name);
  if (!found) throw new Error(`The workspace has no channel ${name}`);
  return found;
}

/** The channel of that name; without a name, the direct messages between that member and the bot. */
export function channelFor(workspace: Workspace, handle: string, name?: string): Channel {
  if (name) return channelOf(workspace, name);
  return { id: memberOf(workspace, handle).directChannel, name: 'directmessage' };
}
