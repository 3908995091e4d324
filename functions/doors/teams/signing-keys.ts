import * as z from 'zod';

/** As much as we read of what the issuer publishes of itself. */
const metadata = z.object({ jwks_uri: z.url() });
const signingKey = z.looseObject({
  kid: z.string(),
  kty: z.literal('RSA'),
  n: z.string(),
  e: z.string(),
  /** The chats that tokens of this key may speak for. */
  endorsements: z.array(z.string()).default([]),
});
const keySet = z.object({ keys: z.array(z.unknown()) });

export type SigningKey = z.output<typeof signingKey>;

export interface SigningKeysDeps {
  readonly metadataUrl: string;
  /** Rejects for what is not an answer of JSON. */
  readonly getJson: (url: string) => Promise<unknown>;
  readonly now: () => Date;
}

/** Nobody can be let in for now, whoever they are. */
export class SigningKeysMissing extends Error {
  override readonly name = 'SigningKeysMissing';
}

/** Rejects with `SigningKeysMissing` where they cannot be had. */
export type FindSigningKey = (kid: string) => Promise<SigningKey | undefined>;

/** The issuer changes its keys at most once a day. */
const keptMilliseconds = 24 * 3_600_000;
/** Whoever sends unknown keys makes us ask no more often. */
const patienceMilliseconds = 5 * 60_000;

/** The keys that the issuer publishes, by their id: asked for once a day, and when an unknown one turns up. */
export function makeFindSigningKey({ metadataUrl, getJson, now }: SigningKeysDeps): FindSigningKey {
  let held: { readonly keys: Promise<readonly SigningKey[]>; readonly at: number } | undefined;

  async function load(): Promise<readonly SigningKey[]> {
    const { jwks_uri } = metadata.parse(await getJson(metadataUrl));
    const { keys } = keySet.parse(await getJson(jwks_uri));
    return keys.flatMap((key) => signingKey.safeParse(key).data ?? []);
  }

  function keysOf(olderThan: number): Promise<readonly SigningKey[]> {
    const at = now().getTime();
    if (!held || at - held.at >= olderThan) {
      const keys = load().catch((cause: unknown) => {
        throw new SigningKeysMissing('The issuer gives no keys', { cause });
      });
      held = { keys, at };
      // A failure is not held: the next one asks again.
      keys.catch(() => {
        held = undefined;
      });
    }
    return held.keys;
  }

  return async (kid) => {
    const isIt = (key: SigningKey) => key.kid === kid;
    const known = (await keysOf(keptMilliseconds)).find(isIt);
    return known ?? (await keysOf(patienceMilliseconds)).find(isIt);
  };
}
