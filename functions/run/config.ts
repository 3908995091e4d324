import * as z from 'zod';

/** One mail address or several, separated by commas. */
const mailboxes = z
  .string()
  .transform((list) => list.split(',').map((mail) => mail.trim()))
  .pipe(z.array(z.email()).min(1));

const shared = z.object({
  STAGE: z.enum(['local', 'test', 'prod']),
  TABLE_NAME: z.string().min(1),
  /** Three characters, as in the ministry's register: `047`. */
  DEPARTEMENT: z.string().regex(/^[0-9][0-9AB][0-9]$/),
  /** IANA name: the days of a campaign begin and end there. */
  TIME_ZONE: z.string().min(1),
});

/** What each function needs from its environment, and nothing else. Infra is type-checked against it. */
export const environments = {
  web: shared.extend({
    // Until people sign in, whoever opens the page may speak for any collège: only a machine of one's own may run it.
    STAGE: z.literal('local'),
    DEPARTEMENT_NAME: z.string().min(1),
    SERVICE_NAME: z.string().min(1),
    SERVICE_MAIL: z.email(),
  }),
  night: shared.extend({
    SITE_URL: z.url(),
    DEPARTEMENT_NAME: z.string().min(1),
    SERVICE_NAME: z.string().min(1),
    MAIL_FROM: z.email(),
    EDUCATION_MAILBOXES: mailboxes,
    /** Mail goes to these domains and to no other; `*` in production only. */
    MAIL_DOMAINS: z.string().min(1),
    LOT_SIZE: z.coerce.number().int().min(1),
  }),
};

export type FunctionName = keyof typeof environments;
export type Config<F extends FunctionName> = z.output<(typeof environments)[F]>;

/** What infra must set for a function: a missing or an unknown variable does not compile. */
export type EnvironmentOf<F extends FunctionName> = Readonly<
  Record<keyof z.input<(typeof environments)[F]>, string>
>;

/** Throws, naming the variables that are missing or wrong and never their values. */
export function readConfig<F extends FunctionName>(
  name: F,
  environment: NodeJS.ProcessEnv,
): Config<F> {
  const read = environments[name].safeParse(environment);
  if (read.success) return read.data as Config<F>;
  const wrong = read.error.issues.map((issue) => issue.path.join('.'));
  throw new Error(`Function ${name}: wrong or missing ${[...new Set(wrong)].join(', ')}`);
}
