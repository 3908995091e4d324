import type { Session } from '../../domain/sign-in/sign-in.ts';
import type { Seals, SignInStore } from '../ports.ts';

export interface OpenSessionDeps {
  readonly signIns: SignInStore;
  readonly seals: Seals;
  /** Long and impossible to guess. */
  readonly newId: () => string;
}

/** Opens a session for whoever has proved who they are. Gives its token, which the browser keeps and nobody else. */
export async function openSession(
  { signIns, seals, newId }: OpenSessionDeps,
  session: Omit<Session, 'id'>,
): Promise<string> {
  const token = newId();
  await signIns.addSession({ ...session, id: await seals.fingerprintOf(`session ${token}`) });
  return token;
}
