import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { type ProblemKind, problems } from '../../content/webhooks/reference.ts';
import { dayIn } from '../../domain/dates.ts';
import { parseDeliveryReference } from '../../domain/reference.ts';
import type { Cache } from '../../use-cases/cache.ts';
import type { RecordDeliveryUpdate } from '../../use-cases/deliveries.ts';
import type { Clock } from '../../use-cases/ports.ts';
import { type DeliveryUpdate, deliveryUpdate, statusUpdateOf } from './delivery-report.ts';
import { verifyWebhook, type WebhookVerification } from './signature.ts';

/** The secrets of each sender: two while it changes from one to the other. */
export type WebhookSources = Readonly<Record<string, readonly string[]>>;

export interface WebhookSourceDeps {
  readonly sources: Cache<WebhookSources>;
  readonly clock: Pick<Clock, 'now'>;
}

export type AuthenticateSourceResult =
  | { readonly kind: 'authenticated'; readonly source: string; readonly messageId: string }
  | { readonly kind: 'bad-id' }
  | Exclude<WebhookVerification, { readonly kind: 'verified' }>;

export type AuthenticateSource = (
  headers: Readonly<Record<string, string | undefined>>,
  body: string,
) => Promise<AuthenticateSourceResult>;

/** Whose message it is: that of the one whose secret signed it. It says nothing of itself that is believed. */
export function createSourceAuthenticator({
  sources,
  clock,
}: WebhookSourceDeps): AuthenticateSource {
  return async (headers, body) => {
    const received = { headers, body, now: clock.now() };
    const parsed = parseSource(await sources.current(), received);
    // It may have been given a new secret since ours were fetched.
    return parsed.kind === 'not-theirs' ? parseSource(await sources.renewed(), received) : parsed;
  };
}

function parseSource(
  sources: WebhookSources,
  received: Parameters<typeof verifyWebhook>[1],
): AuthenticateSourceResult {
  let last: AuthenticateSourceResult = { kind: 'not-theirs' };
  for (const [source, secrets] of Object.entries(sources)) {
    const verification = verifyWebhook(secrets, received);
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
  'too-large': 413,
  'wrong-type': 415,
  'wrong-method': 405,
  'no-such-path': 404,
  broken: 500,
};

/** RFC 9457. `fields`: where the message does not follow its schema, as JSON pointers. */
export function showProblem(c: Context, kind: ProblemKind, fields?: readonly string[]) {
  const status = statuses[kind];
  const problem = {
    type: `urn:casiers:problem:${kind}`,
    title: problems[kind],
    status,
    ...(fields && { errors: fields.map((pointer) => ({ pointer })) }),
  };
  return c.body(JSON.stringify(problem), status, { 'Content-Type': 'application/problem+json' });
}

export interface InboundDeps {
  readonly authenticateSource: AuthenticateSource;
  readonly recordDeliveryUpdate: RecordDeliveryUpdate;
  readonly timeZone: string;
  /** For the people who look after the service; the sender is told in other words. */
  readonly logError: (error: Error) => void;
}

const mostBodyBytes = 16 * 1024;
const path = '/hooks/deliveries';

/** Where machines tell us of deliveries: whose it is first, then what it says. */
export function createInboundApp(deps: InboundDeps): Hono {
  const app = new Hono();
  app.use(bodyLimit({ maxSize: mostBodyBytes, onError: (c) => showProblem(c, 'too-large') }));

  app.post(path, async (c) => {
    if (!/^application\/json\s*(;|$)/i.test(c.req.header('content-type') ?? '')) {
      return showProblem(c, 'wrong-type');
    }
    const body = textOf(await c.req.arrayBuffer());
    if (body === undefined) return showProblem(c, 'not-json');
    const source = await deps.authenticateSource(c.req.header(), body);
    if (source.kind !== 'authenticated') return showProblem(c, source.kind);
    const json = jsonOf(body);
    if (!json) return showProblem(c, 'not-json');
    const parsed = deliveryUpdate.safeParse(json.value);
    if (!parsed.success) {
      const pointers = parsed.error.issues.map(({ path: at }) => `/${at.join('/')}`);
      return showProblem(c, 'not-the-schema', [...new Set(pointers)]);
    }
    return handleDeliveryUpdate(c, source, parsed.data);
  });

  app.all(path, (c) => {
    c.header('Allow', 'POST');
    return showProblem(c, 'wrong-method');
  });
  app.notFound((c) => showProblem(c, 'no-such-path'));
  app.onError((error, c) => {
    deps.logError(error);
    return showProblem(c, 'broken');
  });

  interface AuthenticatedSource {
    readonly source: string;
    readonly messageId: string;
  }

  async function handleDeliveryUpdate(
    c: Context,
    { source, messageId }: AuthenticatedSource,
    report: DeliveryUpdate,
  ) {
    const { reference, on, team, note } = report.data;
    const key = parseDeliveryReference(reference);
    if (!key) return showProblem(c, 'unknown-delivery');
    const outcome = await deps.recordDeliveryUpdate({
      ...key,
      ...{ source, messageId, team, note },
      statusUpdate: statusUpdateOf(report),
      on: on ?? dayIn(deps.timeZone, new Date(report.timestamp)),
    });
    switch (outcome.kind) {
      case 'done':
        return c.json({ outcome: 'done', state: outcome.delivery.state });
      case 'invalid-transition':
        // Late news: what is further along has been believed already.
        return c.json({ outcome: 'already-further', state: outcome.delivery.state });
      case 'repeated':
        return c.json({ outcome: 'repeated' });
      case 'forbidden':
        return showProblem(c, 'unknown-delivery');
      case 'conflict':
      case 'busy':
        return showProblem(c, 'busy');
      case 'reason-missing':
      case 'day-to-come':
        return showProblem(c, outcome.kind);
    }
  }

  return app;
}

/** Bytes that are no UTF-8 could be signed as one text and read as another. */
function textOf(bytes: ArrayBuffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function jsonOf(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
