import type { IdentityProvider, ProviderFault, Seals, SignInStore } from '../ports.ts';

export interface SignOutDeps {
  readonly signIns: SignInStore;
  readonly seals: Seals;
  /** Long and impossible to guess. */
  readonly newId: () => string;
  readonly provider: IdentityProvider | undefined;
}

export type SignOutOutcome =
  | { readonly kind: 'signed-out' }
  /** Here they are; the session at the provider ends at `url`. */
  | { readonly kind: 'signed-out-here'; readonly url: string }
  /** Here they are; there they cannot be. */
  | ProviderFault;

export type SignOut = (token: string) => Promise<SignOutOutcome>;

/** Ends one session. Does nothing to one that is over. */
export function makeSignOut({ signIns, seals, newId, provider }: SignOutDeps): SignOut {
  return async (token) => {
    const id = await seals.fingerprintOf(`session ${token}`);
    const session = provider && (await signIns.findSession(id));
    await signIns.endSession(id);
    if (!provider || !session?.hint) return { kind: 'signed-out' };
    const exit = await provider.findExit(session.hint, newId());
    switch (exit.kind) {
      case 'open':
        return { kind: 'signed-out-here', url: exit.url };
      case 'none':
        return { kind: 'signed-out' };
      case 'fault':
        return exit;
    }
  };
}
