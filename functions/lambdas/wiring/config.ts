import * as z from 'zod';
import { oidc } from '../../adapters/oidc/settings.ts';
import type { LegalSetting } from '../../content/legal/legal-page.ts';
import { chatChannels } from '../../domain/act.ts';
import { type SchoolZone, schoolHolidays } from '../../domain/deliveries/planning.ts';
import { parseJson } from '../../domain/text.ts';

// Re-exported for infra, which imports nothing else of the functions.
export { oidc };

const hasDates = (zone: string): zone is SchoolZone => Object.hasOwn(schoolHolidays, zone);

/** How lockers are delivered in a Département. */
export const deliverySetting = z.lazy(() =>
  z.strictObject({
    /** The team that installs lockers, as people call it there. */
    installers: z.string().min(1),
    /** Zone of the school calendar; absent, plans are not checked against holidays. */
    schoolZone: z.string().refine(hasDates, 'no dates in planning.ts').optional(),
    /** Capacity of the workshop; absent, plans are not checked against it. */
    lotsPerMonth: z.int().min(1).optional(),
  }),
);

const text = z.lazy(() => z.string().trim().min(1).optional());
const page = z.lazy(() => z.url({ protocol: /^https?$/ }).optional());

/** Strict, so that a misspelt setting is an error. Each may be absent: the pages then say what is missing. */
export const legal = z.lazy(() =>
  z
    .strictObject({
      address: text,
      dpoMail: z.email().optional(),
      legalBasis: z.enum(['public-task', 'legal-obligation']).default('public-task'),
      retention: text,
      host: text,
      chats: z.array(z.enum(chatChannels)).default([]),
      chatSafeguards: text,
      accessibility: z
        .strictObject({ statedOn: z.iso.date().optional(), planUrl: page, actionsUrl: page })
        .prefault({}),
    })
    .prefault({}),
) satisfies z.ZodType<LegalSetting>;

const origin = z.lazy(() => z.string().regex(/^https?:\/\/(\*\.)?[\w.-]+(:\d+)?$/));

/** Addresses of Microsoft's public cloud, which the tests and the local environment redirect. */
const teamsAddresses = z.lazy(() =>
  z
    .strictObject({
      /** Where the signing keys of Teams are published. */
      metadataUrl: z
        .url()
        .default('https://login.botframework.com/v1/.well-known/openidconfiguration'),
      /** Where the bot gets its own token. */
      loginUrl: z.url().default('https://login.microsoftonline.com'),
      /** Where that token may be sent. `https://*.example.org` is every host below it. */
      serviceOrigins: z
        .array(origin)
        .min(1)
        .default(['https://smba.trafficmanager.net', 'https://*.botframework.com']),
      /** Where Teams keeps the files that people send. */
      fileOrigins: z.array(origin).default(['https://*.sharepoint.com']),
    })
    .prefault({}),
);

/** One or several, separated by commas. */
const list = z.lazy(() =>
  z.string().transform((text) => text.split(',').map((part) => part.trim())),
);

/** Mail is sent to these domains only; `*`, every domain, in production only. */
const mailDomains = z.lazy(() => list.pipe(z.array(z.string().min(1)).min(1)));

/** Any number, separated by commas; none in an empty text. */
const optionalList = z.lazy(() =>
  z.string().transform((text) => text.split(',').flatMap((part) => part.trim() || [])),
);
const schemes = z.lazy(() => list.pipe(z.array(z.enum(['https', 'http'])).min(1)));
/** Lockers that the workshop makes at a time. */
const lotSize = z.lazy(() => z.coerce.number().int().min(1));

/** Environment variables are text; nested settings are JSON. */
const json = z.lazy(() =>
  z.string().transform((text, context): unknown => {
    const value = parseJson(text);
    if (value !== undefined) return value;
    context.issues.push({ code: 'custom', message: 'not JSON', input: text });
    return z.NEVER;
  }),
);

const shared = () => ({
  STAGE: z.enum(['local', 'test', 'prod']),
  TABLE_NAME: z.string().min(1),
  /** Three characters, as in the ministry's register: `047`. */
  DEPARTEMENT: z.string().regex(/^(\d{3}|02[AB])$/),
  /** IANA name: the days of a campaign begin and end there. */
  TIME_ZONE: z.string().min(1),
});

/** Of the functions whose output people read. */
const speaking = () => ({
  ...shared(),
  SITE_URL: z.url(),
  DEPARTEMENT_NAME: z.string().min(1),
  SERVICE_NAME: z.string().min(1),
  SERVICE_MAIL: z.email(),
});

/** The environment variables of each function, by the name of its file. Infra is type-checked against it. */
export const environments = {
  web: z.lazy(() =>
    z.object({
      ...speaking(),
      SIGN_IN_SECRET_ID: z.string().min(1),
      LEGAL: json.pipe(legal).prefault('{}'),
      LOT_SIZE: lotSize,
      DELIVERY: json.pipe(deliverySetting),
      PHOTO_BUCKET: z.string().min(1),
      /** `null` without an OpenID Connect provider. */
      OIDC: json
        .pipe(oidc.nullable().transform((setting) => setting ?? undefined))
        .prefault('null'),
      WEBHOOK_QUEUE_URL: z.url(),
      WEBHOOK_SECRET_ID: z.string().min(1),
      WEBHOOK_SCHEMES: schemes,
      /** Empty: any. */
      WEBHOOK_PORTS: optionalList.pipe(z.array(z.string().regex(/^\d+$/).transform(Number))),
    }),
  ),
  'sign-in-codes': z.lazy(() =>
    z.object({
      ...speaking(),
      SIGN_IN_SECRET_ID: z.string().min(1),
      MAIL_FROM: z.email(),
      MAIL_DOMAINS: mailDomains,
    }),
  ),
  'table-stream': z.lazy(() =>
    z.object({
      ...speaking(),
      MAIL_QUEUE_URL: z.url(),
      /** Queues of the jobs for each chat. */
      SLACK_QUEUE_URL: z.url(),
      TEAMS_QUEUE_URL: z.url(),
      WEBHOOK_QUEUE_URL: z.url(),
    }),
  ),
  'mail-outbound': z.lazy(() =>
    z.object({
      ...speaking(),
      MAIL_FROM: z.email(),
      MAIL_DOMAINS: mailDomains,
      MAIL_QUEUE_URL: z.url(),
    }),
  ),
  'webhooks-inbound': z.lazy(() =>
    z.object({
      ...shared(),
      DELIVERY: json.pipe(deliverySetting),
      SOURCES_SECRET_ID: z.string().min(1),
    }),
  ),
  'webhooks-outbound': z.lazy(() =>
    z.object({
      ...shared(),
      WEBHOOK_QUEUE_URL: z.url(),
      WEBHOOK_FAILURES_URL: z.url(),
      WEBHOOK_SECRET_ID: z.string().min(1),
      /** CIDR blocks of private networks that may be reached, also over http; none on AWS. */
      WEBHOOK_ALLOWED_NETWORKS: optionalList,
      WEBHOOK_PATIENCE_SECONDS: z.coerce.number().min(1).max(30),
    }),
  ),
  'nightly-digest': z.lazy(() =>
    z.object({
      ...shared(),
      SITE_URL: z.url(),
      DEPARTEMENT_NAME: z.string().min(1),
      SERVICE_NAME: z.string().min(1),
      MAIL_FROM: z.email(),
      EDUCATION_MAILBOXES: list.pipe(z.array(z.email()).min(1)),
      MAIL_DOMAINS: mailDomains,
      LOT_SIZE: lotSize,
      /** No run of the function lasts longer. */
      RUN_SECONDS: z.coerce.number().int().min(1),
      /** Queues of the jobs for each chat. */
      SLACK_QUEUE_URL: z.url(),
      TEAMS_QUEUE_URL: z.url(),
    }),
  ),
  'slack-inbound': z.lazy(() =>
    z.object({
      ...speaking(),
      SIGN_IN_SECRET_ID: z.string().min(1),
      /** JSON, as `channels/slack/secrets.ts` reads it. */
      SLACK_SECRET_ID: z.string().min(1),
      SLACK_API_URL: z.url(),
    }),
  ),
  'teams-inbound': z.lazy(() =>
    z.object({
      ...speaking(),
      SIGN_IN_SECRET_ID: z.string().min(1),
      /** JSON, as `channels/teams/secrets.ts` reads it. */
      TEAMS_SECRET_ID: z.string().min(1),
      TEAMS_ADDRESSES: json.pipe(teamsAddresses).prefault('{}'),
    }),
  ),
  'teams-outbound': z.lazy(() =>
    z.object({
      ...shared(),
      TEAMS_SECRET_ID: z.string().min(1),
      TEAMS_ADDRESSES: json.pipe(teamsAddresses).prefault('{}'),
      TEAMS_QUEUE_URL: z.url(),
      PHOTO_BUCKET: z.string().min(1),
    }),
  ),
  'photo-uploads': z.lazy(() => z.object({ ...shared(), PHOTO_BUCKET: z.string().min(1) })),
  'slack-outbound': z.lazy(() =>
    z.object({
      ...shared(),
      SLACK_SECRET_ID: z.string().min(1),
      SLACK_API_URL: z.url(),
      SLACK_QUEUE_URL: z.url(),
      PHOTO_BUCKET: z.string().min(1),
    }),
  ),
};

export type FunctionName = keyof typeof environments;
export type Config<F extends FunctionName> = z.output<(typeof environments)[F]>;

/** What infra sets for a function: a missing or unknown variable does not compile. */
export type EnvironmentOf<F extends FunctionName> = Readonly<
  Record<Exclude<keyof z.input<(typeof environments)[F]>, 'TEAMS_ADDRESSES'>, string>
>;

const schemas: { readonly [F in FunctionName]: z.ZodType<Config<F>> } = environments;

/** Throws an error that names the missing or wrong variables, never their values. */
export function parseConfig<F extends FunctionName>(
  name: F,
  environment: NodeJS.ProcessEnv,
): Config<F> {
  const read = schemas[name].safeParse(environment);
  if (read.success) return read.data;
  const wrong = read.error.issues.map((issue) => issue.path.join('.'));
  throw new Error(`Function ${name}: wrong or missing ${[...new Set(wrong)].join(', ')}`);
}
