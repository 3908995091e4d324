import type { Deps } from './ports.ts';

/** What the log calls a mailbox or a network: always the same, and computed by the holders of our secret only. */
export async function pseudonymOf(
  { tokenSigner }: Pick<Deps, 'tokenSigner'>,
  text: string,
): Promise<string> {
  return (await tokenSigner.fingerprintOf(`log ${text}`)).slice(0, 16);
}
