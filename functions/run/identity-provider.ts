import type { IdentityProvider } from '../use-cases/ports.ts';
import type { OidcSetting } from './oidc.ts';
import { once } from './once.ts';
import { faultOf } from './provider-fault.ts';

export interface ProviderEngines {
  readonly clientSecret: () => Promise<string>;
  /** For each of the two waits of a page: to meet the provider, and to hear who somebody is. */
  readonly patienceMilliseconds?: number | undefined;
  /** For a provider on one's own machine: no function on AWS is wired so. */
  readonly plainHttp?: boolean | undefined;
}

/**
 * The provider that the settings name. What speaks its protocol is not awoken before somebody goes there; what it says
 * of itself is asked for once a cold start.
 */
export function makeIdentityProvider(
  setting: OidcSetting,
  engines: ProviderEngines,
): IdentityProvider {
  const meet = once(async () => {
    const { meetProvider } = await import('./open-id-connect.ts');
    return meetProvider(setting, engines);
  });
  return {
    findEntrance: (proofs) =>
      meet()
        .then((provider) => provider.findEntrance(proofs))
        .catch(faultOf),
    identify: (query, proofs) =>
      meet()
        .then((provider) => provider.identify(query, proofs))
        .catch(faultOf),
    findExit: (hint, state) =>
      meet()
        .then((provider) => provider.findExit(hint, state))
        .catch(faultOf),
  };
}
