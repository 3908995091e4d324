import { SQSClient } from '@aws-sdk/client-sqs';
import { buildApp } from 'fauxqs';
import { localKey } from '../buckets/signature-v4.ts';
import { loopback } from '../http/listen.ts';
import { QueueLog } from './queue-log.ts';
import { QueueWatch } from './queue-watch.ts';

export interface QueueEngine {
  readonly url: string;
  readonly client: SQSClient;
  readonly log: QueueLog;
  close(): Promise<void>;
}

interface Asked {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}
interface Answered {
  readonly statusCode: number;
}

/** An embedded Amazon SQS. It keeps its messages in memory and we keep them in a file: its own store loses some. */
export async function startQueueEngine(file: string, region: string): Promise<QueueEngine> {
  const log = new QueueLog(file);
  const watch = new QueueWatch(log);
  // Not by its own `startFauxqs`: that one listens on every interface of the machine.
  const app = buildApp({ logger: false });
  app.addHook('onSend', async (request: Asked, reply: Answered, payload: unknown) => {
    const { headers, body } = request;
    if (reply.statusCode === 200) watch.see(headers['x-amz-target'], body, payload);
    return payload;
  });
  const url = await app.listen({ host: loopback, port: 0 });
  const client = new SQSClient({
    endpoint: url,
    region,
    credentials: { accessKeyId: localKey.id, secretAccessKey: localKey.secret },
    maxAttempts: 1,
  });
  return {
    url,
    client,
    log,
    async close() {
      client.destroy();
      await app.close();
    },
  };
}
