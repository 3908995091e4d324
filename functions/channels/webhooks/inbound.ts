import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { type ProblemKind, problems } from '../../content/webhooks/reference.ts';
import { dayIn } from '../../domain/dates.ts';
import { readDeliveryReference } from '../../domain/reference.ts';
import type { HearDelivery } from '../../use-cases/deliveries.ts';
import type { Clock } from '../../use-cases/ports.ts';
import { type DeliveryReport, deliveryReport, moveOf } from './delivery-report.ts';
import { type HookVerification, verifyHook } from './signature.ts';

/** The secrets of each sender: two while it changes from one to the other. */
export type Senders = Readonly<Record<string, readonly string[]>>;

export interface SenderDeps {
  /** `renewed`: not what is held already, unless that is new. */
  readonly senders: (renewed: boolean) => Promise<Senders>;
  readonly clock: Pick<Clock, 'now'>;
}

export type SenderReading =
  | { readonly kind: 'known'; readonly sender: string; readonly messageId: string }
  | { readonly kind: 'bad-id' }
  | Exclude<HookVerification, { readonly kind: 'verified' }>;

export type RecogniseSender = (
  headers: Readonly<Record<string, string | undefined>>,
  body: string,
) => Promise<SenderReading>;

/** Whose message it is: that of the one whose secret signed it. It says nothing of itself that is believed. */
export function makeRecogniseSender({ senders, clock }: SenderDeps): RecogniseSender {
  return async (headers, body) => {
    const received = { headers, body, now: clock.now() };
    const reading = readSender(await senders(false), received);
    // It may have been given a new secret since ours were fetched.
    return reading.kind === 'not-theirs' ? readSender(await senders(true), received) : reading;
  };
}

function readSender(senders: Senders, received: Parameters<typeof verifyHook>[1]): SenderReading {
  let last: SenderReading = { kind: 'not-theirs' };
  for (const [sender, secrets] of Object.entries(senders)) {
    const verification = verifyHook(secrets, received);
    if (verification.kind !== 'verified') {
      last = { kind: verification.kind };
      continue;
    }
    const { id } = verification;
    return /^[\w:-]{1,128}$/.test(id)
      ? { kind: 'known', sender, messageId: id }
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

export interface HooksDeps {
  readonly recogniseSender: RecogniseSender;
  readonly hearDelivery: HearDelivery;
  readonly timeZone: string;
  /** For the people who look after the service; the sender is told in other words. */
  readonly reportError: (error: Error) => void;
}

const mostBodyBytes = 16 * 1024;
const path = '/hooks/deliveries';

/** Where machines tell us of deliveries: whose it is first, then what it says. */
export function makeHooksApp(deps: HooksDeps): Hono {
  const app = new Hono();
  app.use(bodyLimit({ maxSize: mostBodyBytes, onError: (c) => showProblem(c, 'too-large') }));

  app.post(path, async (c) => {
    if (!/^application\/json\s*(;|$)/i.test(c.req.header('content-type') ?? '')) {
      return showProblem(c, 'wrong-type');
    }
    const body = textOf(await c.req.arrayBuffer());
    if (body === undefined) return showProblem(c, 'not-json');
    const sender = await deps.recogniseSender(c.req.header(), body);
    if (sender.kind !== 'known') return showProblem(c, sender.kind);
    const json = jsonOf(body);
    if (!json) return showProblem(c, 'not-json');
    const reading = deliveryReport.safeParse(json.value);
    if (!reading.success) {
      const pointers = reading.error.issues.map(({ path: at }) => `/${at.join('/')}`);
      return showProblem(c, 'not-the-schema', [...new Set(pointers)]);
    }
    return hear(c, sender, reading.data);
  });

  app.all(path, (c) => {
    c.header('Allow', 'POST');
    return showProblem(c, 'wrong-method');
  });
  app.notFound((c) => showProblem(c, 'no-such-path'));
  app.onError((error, c) => {
    deps.reportError(error);
    return showProblem(c, 'broken');
  });

  interface Known {
    readonly sender: string;
    readonly messageId: string;
  }

  async function hear(c: Context, { sender, messageId }: Known, report: DeliveryReport) {
    const { reference, on, team, note } = report.data;
    const which = readDeliveryReference(reference);
    if (!which) return showProblem(c, 'unknown-delivery');
    const outcome = await deps.hearDelivery({
      ...which,
      ...{ sender, messageId, team, note },
      move: moveOf(report),
      on: on ?? dayIn(deps.timeZone, new Date(report.timestamp)),
    });
    switch (outcome.kind) {
      case 'done':
        return c.json({ outcome: 'done', state: outcome.delivery.state });
      case 'settled':
        // Late news: what is further along has been believed already.
        return c.json({ outcome: 'already-further', state: outcome.delivery.state });
      case 'repeated':
        return c.json({ outcome: 'repeated' });
      case 'not-yours':
        return showProblem(c, 'unknown-delivery');
      case 'stale':
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
