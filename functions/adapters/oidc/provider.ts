import * as z from 'zod';
import type { IdentityProvider, ProviderFault } from '../../use-cases/ports.ts';
import { once } from '../node/runtime.ts';
import type { OidcSetting, ProviderEngines } from './settings.ts';

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
  const told = new Error('The identity provider', { cause: error });
  told.name = `ProviderFault ${codes.safeParse(error).data ?? 'unknown'}`;
  return { kind: 'fault', error: told };
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
    const { meetProvider } = await import('./client.ts');
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
