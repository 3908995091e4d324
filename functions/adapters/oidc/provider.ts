import * as z from 'zod';
import type { IdentityProvider, ProviderFault } from '../../use-cases/ports.ts';
import { once } from '../node/runtime.ts';
import type { OidcSetting, ProviderClients } from './settings.ts';

const code = z.string().regex(/^[\w.-]{1,60}$/);
/** Where errors keep their code: the answer of the provider, the library, the network. */
const codes = z.union([
  z.object({ error: code }).transform(({ error }) => error),
  z.object({ code }).transform((error) => error.code),
  z.object({ cause: z.object({ code }) }).transform(({ cause }) => cause.code),
  z.object({ name: code }).transform(({ name }) => name),
]);

/** For the log, which keeps names and drops messages: these may quote a token or an address. */
export function faultOf(error: unknown): ProviderFault {
  const failure = new Error('The identity provider', { cause: error });
  failure.name = `ProviderFault ${codes.safeParse(error).data ?? 'unknown'}`;
  return { kind: 'fault', error: failure };
}

/**
 * The provider that the settings name. What speaks its protocol is not awoken before somebody goes there; what it says
 * of itself is asked for once a cold start.
 */
export function createIdentityProvider(
  setting: OidcSetting,
  clients: ProviderClients,
): IdentityProvider {
  const meet = once(async () => {
    const { connectProvider } = await import('./client.ts');
    return connectProvider(setting, clients);
  });
  return {
    findAuthorizationUrl: (checks) =>
      meet()
        .then((provider) => provider.findAuthorizationUrl(checks))
        .catch(faultOf),
    identify: (query, checks) =>
      meet()
        .then((provider) => provider.identify(query, checks))
        .catch(faultOf),
    findLogoutUrl: (idTokenHint, state) =>
      meet()
        .then((provider) => provider.findLogoutUrl(idTokenHint, state))
        .catch(faultOf),
  };
}
