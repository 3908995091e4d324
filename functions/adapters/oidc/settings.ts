import * as z from 'zod';

/**
 * Settings of an OpenID Connect provider, where people can sign in besides the mailed code. Strict: a misspelt name fails.
 * The provider must know `<siteUrl>/connexion/oidc/retour` (return) and `<siteUrl>/connexion/oidc/sortie` (sign-out).
 */
export const oidc = z.lazy(() =>
  z.strictObject({
    /** The name that people know it by: `ProConnect`. */
    label: z.string().trim().min(1),
    issuer: z.url(),
    clientId: z.string().min(1),
    /** Name of the client secret in Secrets Manager. */
    secretId: z.string().min(1),
    scopes: z.array(z.string().regex(/^[\w:./-]+$/)).default(['openid', 'email']),
    /** Accepted authentication levels (`acr`); empty: any level that the provider accepts. */
    acrValues: z.array(z.string().min(1)).default([]),
    /**
     * The provider has mails that it verified, and no others, and says so nowhere: it sends no `email_verified` (ProConnect).
     * Otherwise that claim must be true.
     */
    verifiedMailsOnly: z.boolean().default(false),
    /** Members of the service Éducation sign in here only: neither by a code nor by a link from a chat. */
    requiredForEducation: z.boolean().default(false),
    /** The URL of this site. */
    siteUrl: z.url(),
  }),
);

export type OidcSetting = z.output<typeof oidc>;

export interface ProviderClients {
  readonly clientSecret: () => Promise<string>;
  /** Timeout of each of the two exchanges of a page: discovery, then the tokens and the profile. */
  readonly timeoutMilliseconds?: number | undefined;
  /** Allows HTTP, for a provider on the developer's machine. Never set on AWS. */
  readonly allowHttp?: boolean | undefined;
}
