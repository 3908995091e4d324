import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { type ProblemKind, problems } from '../../content/webhooks/reference.ts';
import { dayIn } from '../../domain/dates.ts';
import { parseDeliveryReference } from '../../domain/reference.ts';
import { parseJson } from '../../domain/text.ts';
import type { Cache } from '../../use-cases/cache.ts';
import {
  type RecordDeliveryUpdateDeps,
  type RecordDeliveryUpdateResult,
  recordDeliveryUpdate,
} from '../../use-cases/deliveries.ts';
import type { Deps } from '../../use-cases/ports.ts';
import { deliveryUpdate, statusUpdateOf } from './delivery-update.ts';
import { type Received, verifyWebhook, type WebhookVerification } from './signature.ts';

/** The secrets of each source, by its name: two while a source changes from one to the other. */
export type WebhookSources = Readonly<Record<string, readonly string[]>>;

export interface WebhookSourceDeps extends Pick<Deps, 'clock' | 'isSame'> {
  readonly sources: Cache<WebhookSources>;
}

export interface InboundDeps
  extends WebhookSourceDeps,
    RecordDeliveryUpdateDeps,
    Pick<Deps, 'signIns'> {
  readonly timeZone: string;
  readonly logError: (error: Error) => void;
}

const maxBodyBytes = 16 * 1024;
const path = '/hooks/deliveries';

/** Receives what other systems report about deliveries, as Standard Webhooks (https://www.standardwebhooks.com). */
export function createInboundApp(deps: InboundDeps): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    c.header('X-Content-Type-Options', 'nosniff');
  });
  app.use(bodyLimit({ maxSize: maxBodyBytes, onError: (c) => showProblem(c, 'too-large') }));
  app.post(path, (c) => handleMessage(deps, c));
  app.all(path, (c) => {
    c.header('Allow', 'POST');
    return showProblem(c, 'wrong-method');
  });
  app.notFound((c) => showProblem(c, 'no-such-path'));
  app.onError((error, c) => {
    deps.logError(error);
    return showProblem(c, 'broken');
  });
  return app;
}

/** The signature is verified before the body is parsed. */
async function handleMessage(deps: InboundDeps, c: Context): Promise<Response> {
  if (!/^application\/json\s*(;|$)/i.test(c.req.header('content-type') ?? '')) {
    return showProblem(c, 'wrong-type');
  }
  const body = decodeUtf8(await c.req.arrayBuffer());
  if (body === undefined) return showProblem(c, 'not-json');
  const authenticated = await authenticateSource(deps, c.req.header(), body);
  if (authenticated.kind !== 'authenticated') return showProblem(c, authenticated.kind);
  const { source, messageId } = authenticated;
  if (!(await deps.signIns.countHit(`webhooks of ${source}`, sourceLimit))) {
    return refuseFlood(deps, c);
  }
  const json = parseJson(body);
  if (json === undefined) return showProblem(c, 'not-json');
  const parsed = deliveryUpdate.safeParse(json);
  if (!parsed.success) {
    const pointers = parsed.error.issues.map((issue) => `/${issue.path.join('/')}`);
    return showProblem(c, 'not-the-schema', [...new Set(pointers)]);
  }
  const { reference, on, team, note } = parsed.data.data;
  const key = parseDeliveryReference(reference);
  if (!key) return showProblem(c, 'unknown-delivery');
  const result = await recordDeliveryUpdate(deps, {
    ...key,
    ...{ source, messageId, team, note },
    statusUpdate: statusUpdateOf(parsed.data),
    on: on ?? dayIn(deps.timeZone, new Date(parsed.data.timestamp)),
  });
  return showResult(c, result);
}

/** A year of deliveries is a few hundred messages; sending all of them again must still be possible within the hour. */
const sourceLimit = { hits: 120, minutes: 10 };

/** Hits are counted in windows of the clock, so that the end of the limit is known. */
function refuseFlood({ clock }: Pick<Deps, 'clock'>, c: Context): Response {
  const windowSeconds = sourceLimit.minutes * 60;
  const elapsed = Math.floor(clock.now().getTime() / 1000) % windowSeconds;
  c.header('Retry-After', String(windowSeconds - elapsed));
  return showProblem(c, 'too-many');
}

function showResult(c: Context, result: RecordDeliveryUpdateResult): Response {
  switch (result.kind) {
    case 'done':
      return c.json({
        outcome: result.isUnchanged ? 'already-so' : 'done',
        state: result.delivery.state,
      });
    case 'invalid-transition':
      // Not an error for the source: messages may come out of order, and the delivery is further along.
      return c.json({ outcome: 'already-further', state: result.delivery.state });
    case 'repeated':
      return c.json({ outcome: 'repeated' });
    case 'forbidden':
      return showProblem(c, 'unknown-delivery');
    case 'conflict':
    case 'busy':
      return showProblem(c, 'busy');
    case 'reason-missing':
    case 'day-to-come':
      return showProblem(c, result.kind);
  }
}

type AuthenticateSourceResult =
  | { readonly kind: 'authenticated'; readonly source: string; readonly messageId: string }
  | { readonly kind: 'bad-id' }
  | Exclude<WebhookVerification, { readonly kind: 'verified' }>;

/** The source is the one whose secret signed the message; nothing in the message names it. */
async function authenticateSource(
  deps: WebhookSourceDeps,
  headers: Received['headers'],
  body: string,
): Promise<AuthenticateSourceResult> {
  const { sources, clock } = deps;
  const received = { headers, body, now: clock.now() };
  const verify: Verify = (secrets) => verifyWebhook(deps, secrets, received);
  const result = findSource(await sources.current(), verify);
  // The source may have been given a new secret since the cached ones were fetched.
  return result.kind === 'not-theirs' ? findSource(await sources.renewed(), verify) : result;
}

type Verify = (secrets: readonly string[]) => WebhookVerification;

function findSource(sources: WebhookSources, verify: Verify): AuthenticateSourceResult {
  let last: AuthenticateSourceResult = { kind: 'not-theirs' };
  for (const [source, secrets] of Object.entries(sources)) {
    const verification = verify(secrets);
    if (verification.kind !== 'verified') {
      last = { kind: verification.kind };
      continue;
    }
    const { id } = verification;
    return /^[\w:-]{1,128}$/.test(id)
      ? { kind: 'authenticated', source, messageId: id }
      : { kind: 'bad-id' };
  }
  return last;
}

const statuses: Readonly<Record<ProblemKind, ContentfulStatusCode>> = {
  unsigned: 401,
  'bad-timestamp': 401,
  'too-old': 401,
  'too-new': 401,
  'not-theirs': 401,
  'bad-id': 400,
  'not-json': 400,
  'not-the-schema': 422,
  'unknown-delivery': 404,
  'reason-missing': 422,
  'day-to-come': 422,
  busy: 409,
  'too-many': 429,
  'too-large': 413,
  'wrong-type': 415,
  'wrong-method': 405,
  'no-such-path': 404,
  broken: 500,
};

/** Problem Details (RFC 9457). `fields`: JSON pointers to what does not follow the schema. */
function showProblem(c: Context, kind: ProblemKind, fields?: readonly string[]): Response {
  const status = statuses[kind];
  const problem = {
    type: `urn:casiers:problem:${kind}`,
    title: problems[kind],
    status,
    ...(fields && { errors: fields.map((pointer) => ({ pointer })) }),
  };
  return c.body(JSON.stringify(problem), status, { 'Content-Type': 'application/problem+json' });
}

/** `undefined`: not UTF-8. A lenient decoder would read other text than the bytes that were signed. */
function decodeUtf8(bytes: ArrayBuffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
