import * as z from 'zod';

const origin = z.lazy(() => z.string().regex(/^https?:\/\/(\*\.)?[\w.-]+(:\d+)?$/));

/**
 * Where Microsoft's cloud is: the public one, unless a setting says otherwise (government clouds have their own
 * addresses). Strict: a setting that is misspelt must be seen.
 */
export const teamsCloud = z.lazy(() =>
  z
    .strictObject({
      /** Who signs what Teams sends us, and where it publishes its keys. */
      issuer: z.url().default('https://api.botframework.com'),
      metadataUrl: z
        .url()
        .default('https://login.botframework.com/v1/.well-known/openidconfiguration'),
      /** Where the bot gets its own token, and for what. */
      loginUrl: z.url().default('https://login.microsoftonline.com'),
      scope: z.string().min(1).default('https://api.botframework.com/.default'),
      /** Where that token may go. `https://*.example.org` is everything below it. */
      serviceOrigins: z
        .array(origin)
        .min(1)
        .default(['https://smba.trafficmanager.net', 'https://*.botframework.com']),
      /** Where the files are that people send in Teams: fetched by an address that lets in whoever has it. */
      fileOrigins: z.array(origin).default(['https://*.sharepoint.com']),
    })
    .prefault({}),
);

export type TeamsCloud = z.output<typeof teamsCloud>;
