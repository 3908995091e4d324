import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { dayIn } from '../../domain/calendar.ts';
import { readDeliveryReference } from '../../domain/deliveries/delivery-reference.ts';
import { type DeliveryReport, deliveryReport, moveOf } from '../../hooks/delivery-report.ts';
import type { HearDelivery } from '../../use-cases/deliveries/hear-delivery.ts';
import type { RecogniseSender } from './recognise-sender.ts';
import { showProblem } from './show-problem.ts';

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
