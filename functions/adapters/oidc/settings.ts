import * as z from 'zod';

/**
 * Signing in at an OpenID Connect provider, beside the code by mail. Strict: a setting that is misspelt must be seen.
 * The provider must know `<siteUrl>/connexion/oidc/retour` (return) and `<siteUrl>/connexion/oidc/sortie` (sign-out).
 */
export const oidc = z.lazy(() =>
  z.strictObject({
    /** What people call it: `ProConnect`. */
    label: z.string().trim().min(1),
    issuer: z.url(),
    clientId: z.string().min(1),
    /** Name in Secrets Manager of what the provider gave us to prove that we are this client. */
    secretId: z.string().min(1),
    scopes: z.array(z.string().regex(/^[\w:./-]+$/)).default(['openid', 'email']),
    /** How surely people must have signed in there, one of these; whatever the provider takes when there is none. */
    acrValues: z.array(z.string().min(1)).default([]),
    /** Where the counter is found. */
    siteUrl: z.url(),
  }),
);

export type OidcSetting = z.output<typeof oidc>;

export interface ProviderClients {
  readonly clientSecret: () => Promise<string>;
  /** For each of the two waits of a page: to meet the provider, and to hear who somebody is. */
  readonly patienceMilliseconds?: number | undefined;
  /** For a provider on one's own machine: no function on AWS is wired so. */
  readonly plainHttp?: boolean | undefined;
}
