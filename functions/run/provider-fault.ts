import * as z from 'zod';
import type { ProviderFault } from '../use-cases/ports.ts';

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
