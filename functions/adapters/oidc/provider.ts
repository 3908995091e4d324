import * as z from 'zod';
import type { IdentityProvider, ProviderFault } from '../../use-cases/ports.ts';
import { once } from '../node/runtime.ts';
import type { OidcSetting, ProviderClients } from './settings.ts';

const code = z.string().regex(/^[\w.-]{1,60}$/);
/** Where errors keep their code: those of the provider, of the library, of the network. */
const codes = z.union([
  z.object({ error: code }).transform(({ error }) => error),
  z.object({ code }).transform((error) => error.code),
  z.object({ cause: z.object({ code }) }).transform(({ cause }) => cause.code),
  z.object({ name: code }).transform(({ name }) => name),
]);

/** The code goes into the name, because the log drops messages, which may quote a token or an address. */
function faultOf(error: unknown): ProviderFault {
  const fault = new Error('The identity provider', { cause: error });
  fault.name = `ProviderFault ${codes.safeParse(error).data ?? 'unknown'}`;
  return { kind: 'fault', error: fault };
}

/**
 * The provider of the settings. The OpenID Connect library loads at the first use, because most requests do not need it;
 * the provider's metadata are fetched once per cold start.
 */
export function createIdentityProvider(
  setting: OidcSetting,
  clients: ProviderClients,
): IdentityProvider {
  const connect = once(async () => {
    const { connectProvider } = await import('./client.ts');
    return connectProvider(setting, clients);
  });
  return {
    findAuthorizationUrl: (checks) =>
      connect()
        .then((provider) => provider.findAuthorizationUrl(checks))
        .catch(faultOf),
    identify: (query, checks) =>
      connect()
        .then((provider) => provider.identify(query, checks))
        .catch(faultOf),
    findLogoutUrl: (idTokenHint, state) =>
      connect()
        .then((provider) => provider.findLogoutUrl(idTokenHint, state))
        .catch(faultOf),
  };
}
