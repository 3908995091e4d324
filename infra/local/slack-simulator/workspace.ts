/** A small Slack workspace, as the local world and the tests have it. */
export interface Workspace {
  readonly team: { readonly id: string; readonly domain: string };
  readonly appId: string;
  readonly bot: { readonly id: string; readonly userId: string; readonly name: string };
  readonly members: readonly Member[];
  readonly channels: readonly Channel[];
}

export interface Member {
  readonly id: string;
  /** `claire.durand` */
  readonly handle: string;
  readonly name: string;
  readonly mail: string;
  readonly isGuest: boolean;
  /** With it the console speaks as them. */
  readonly token: string;
  /** Where they and the bot are alone. */
  readonly directChannel: string;
}

export interface Channel {
  readonly id: string;
  readonly name: string;
}

/** Whom to make. */
export interface Newcomer {
  readonly handle: string;
  readonly name: string;
  readonly mail: string;
  readonly isGuest?: boolean;
}

export function memberOf(workspace: Workspace, handle: string): Member {
  const found = workspace.members.find((member) => member.handle === handle);
  if (!found) throw new Error(`Nobody is called ${handle} in this workspace`);
  return found;
}

export function channelOf(workspace: Workspace, name: string): Channel {
  const found = workspace.channels.find((channel) => channel.name === name);
  if (!found) throw new Error(`This workspace has no channel ${name}`);
  return found;
}

/** By its name; without one, where that person and the bot are alone. */
export function channelFor(workspace: Workspace, handle: string, name?: string): Channel {
  if (name) return channelOf(workspace, name);
  return { id: memberOf(workspace, handle).directChannel, name: 'directmessage' };
}
