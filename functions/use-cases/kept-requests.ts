import type { ChatUser, KeptRequest } from '../domain/people/person.ts';
import type { Deps } from './ports.ts';

type UserKey = Pick<ChatUser, 'channel' | 'account'>;

/** Older requests are not offered any more: their author has probably asked again. */
const keptDays = 7;

/** A simultaneous request may write the same chat user. More writers than that are a fault. */
const maxAttempts = 3;

/** Keeps what a chat user asked where it could not be answered. False for an account that the bot does not answer. */
export function keepRequest(
  deps: Pick<Deps, 'chatUsers' | 'clock'>,
  user: UserKey,
  intent: string,
): Promise<boolean> {
  const at = deps.clock.now().toISOString();
  return saveRequest(deps, user, { intent, at });
}

/** The request that is still to be offered, if any. */
export async function findKeptRequest(
  { chatUsers, clock }: Pick<Deps, 'chatUsers' | 'clock'>,
  { channel, account }: UserKey,
): Promise<KeptRequest | undefined> {
  const request = (await chatUsers.find(channel, account))?.keptRequest;
  const oldest = clock.now().getTime() - keptDays * 24 * 3_600_000;
  return request && Date.parse(request.at) >= oldest ? request : undefined;
}

/** Once it was offered. */
export async function dropKeptRequest(deps: Pick<Deps, 'chatUsers'>, user: UserKey): Promise<void> {
  await saveRequest(deps, user, undefined);
}

async function saveRequest(
  { chatUsers }: Pick<Deps, 'chatUsers'>,
  { channel, account }: UserKey,
  keptRequest: KeptRequest | undefined,
): Promise<boolean> {
  for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
    const chatUser = await chatUsers.find(channel, account);
    if (!chatUser) return false;
    if ((await chatUsers.save({ ...chatUser, keptRequest })) === 'saved') return true;
  }
  throw new Error(`Lost the race for a chat user ${maxAttempts} times`);
}
