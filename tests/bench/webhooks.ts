import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';
import { createStores } from '../../functions/adapters/dynamodb/stores.ts';
import { createClock } from '../../functions/adapters/node/runtime.ts';
import { eventsOf } from '../../functions/channels/webhooks/events/catalog.ts';
import { newDelivery } from '../../functions/domain/deliveries/delivery.ts';
import { webhookEventTypes } from '../../functions/domain/webhooks/event.ts';
import type { SendJob } from '../../functions/domain/webhooks/message.ts';
import { newSubscriber } from '../../functions/domain/webhooks/subscriber.ts';
import { parseConfig } from '../../functions/lambdas/wiring/config.ts';
import { buildWebhooksOutbound } from '../../functions/lambdas/wiring/webhooks-outbound.ts';
import { publishEvents } from '../../functions/use-cases/webhook-messages.ts';
import { crochepierre } from '../shared/examples.ts';
import { number, type Part } from './measures.ts';
import { startTable } from './surroundings.ts';

const deliveries = Number(process.env['BENCH_DELIVERIES'] ?? 1000);
const subscribers = 20;
/** As `infra/lambdas/webhooks-outbound.ts` feeds the function. */
const batchSize = 10;
const batchesAtOnce = 4;

/**
 * 1,000 deliveries announced to 20 subscribers: our work, the table's and the receivers', all on this machine; no SQS. The
 * bars are those of the functions: 25 records of the stream, or a batch of orders, well within their timeouts.
 */
export const webhooks: Part = {
  name: 'webhooks',
  async run(tell) {
    const clients = await startClients();
    try {
      const { table, stores, clock, receiver } = clients;
      for (let index = 0; index < subscribers; index += 1) {
        const terms = { name: `s${index}`, url: receiver.url, types: webhookEventTypes };
        const by = { at: clock.now().toISOString(), who: 'bench', idempotencyKey: 'a' };
        await stores.subscribers.save(newSubscriber(`subscriber${index}`, terms, by));
      }
      const jobs: SendJob[] = [];
      const webhookQueue = {
        put: async (more: readonly SendJob[]) => void jobs.push(...more),
        putBackfills: async () => undefined,
      };
      const deps = {
        ...{ ...stores, clock, eventsOf, webhookQueue },
        ...{ newId: () => 'bench', runSeconds: 60 },
      };
      const announced = await time(async () => {
        for (let index = 0; index < deliveries; index += 1) {
          await publishEvents(deps, planned(index));
        }
      });
      const consume = buildWebhooksOutbound(config, {
        ...{ table, clock, webhookQueue, random: Math.random },
        webhookSecret: async () => 'bench',
        changeVisibility: async () => undefined,
        putFailure: async () => undefined,
      });
      const sent = await time(() => sendAll(jobs, consume));
      const perSecond = (jobs.length / sent) * 1000;
      tell(
        `Webhooks : ${deliveries} livraisons annoncées à ${subscribers} abonnés, ${receiver.ids.size} reçues, ${number(perSecond)} envois par seconde`,
      );
      return [
        {
          what: 'annoncer une livraison à 20 abonnés',
          value: announced / deliveries,
          bar: 200,
          aim: 40,
          unit: 'ms',
        },
        {
          what: 'un envoi, du message à la trace',
          value: sent / jobs.length,
          bar: 100,
          aim: 12,
          unit: 'ms',
        },
        {
          what: 'envois perdus',
          value: jobs.length - receiver.ids.size,
          bar: 0,
          aim: 0,
          unit: '',
        },
      ];
    } finally {
      await clients.close();
    }
  },
};

const { uai } = crochepierre;
const config = parseConfig('webhooks-outbound', {
  STAGE: 'local',
  TABLE_NAME: 'bench',
  DEPARTEMENT: '047',
  TIME_ZONE: 'Europe/Paris',
  WEBHOOK_QUEUE_URL: 'http://127.0.0.1/',
  WEBHOOK_FAILURES_URL: 'http://127.0.0.1/',
  WEBHOOK_SECRET_ID: 'bench',
  WEBHOOK_ALLOWED_NETWORKS: '127.0.0.0/8',
  WEBHOOK_PATIENCE_SECONDS: '15',
});

function planned(index: number) {
  const plan = { lockers: 48, expected: { from: '2026-03-17', to: '2026-03-17' }, orderNumber: '' };
  const act = {
    at: new Date().toISOString(),
    who: 'bench',
    channel: 'web',
    idempotencyKey: 'a',
  } as const;
  const delivery = { ...newDelivery(plan, { uai, id: `B${index}` }, act), version: 1 };
  return { kind: 'delivery', delivery, previousVersion: 0 } as const;
}

type Consume = ReturnType<typeof buildWebhooksOutbound>;

async function sendAll(jobs: readonly SendJob[], consume: Consume): Promise<void> {
  const waiting = [...jobs];
  const work = async () => {
    for (
      let batch = waiting.splice(0, batchSize);
      batch.length > 0;
      batch = waiting.splice(0, batchSize)
    ) {
      const Records = batch.map((job, index) => ({
        messageId: String(index),
        receiptHandle: '',
        body: JSON.stringify(job),
      }));
      await consume({ Records } as Parameters<Consume>[0]);
    }
  };
  await Promise.all(Array.from({ length: batchesAtOnce }, work));
}

async function time(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function startClients() {
  const { table, close } = await startTable();
  const ids = new Set<string>();
  const server = createServer((request, response) => {
    // The same event for each subscriber has the same id: its signature is another.
    ids.add(String(request.headers['webhook-signature']));
    request.resume().on('end', () => response.writeHead(204).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const receiver = { ids, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks` };
  const clock = createClock('Europe/Paris');
  return {
    ...{ table, clock, receiver },
    stores: createStores(table, '047', clock),
    async close() {
      server.close();
      await close();
    },
  };
}
