import { CreateQueueCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import type { ResolvedStack } from '../template/references.ts';
import { resourcesOf, types } from '../template/template.ts';
import type { QueueEngine } from './engine.ts';

const redrive = z.strictObject({ deadLetterTargetArn: z.string(), maxReceiveCount: z.int() });

/** Strict: a property that is not emulated is refused. */
const properties = z.strictObject({
  VisibilityTimeout: z.int().default(30),
  MessageRetentionPeriod: z.int().optional(),
  RedrivePolicy: redrive.optional(),
  // Encryption and access policies have no effect locally.
  SqsManagedSseEnabled: z.boolean().optional(),
  RedriveAllowPolicy: z.unknown().optional(),
  Tags: z.unknown().optional(),
});

export interface LocalQueue {
  readonly name: string;
  readonly arn: string;
  readonly url: string;
  readonly visibilitySeconds: number;
  readonly redrive?: z.output<typeof redrive> | undefined;
}

export function parseQueues({
  assembly,
  resolve,
  references,
}: ResolvedStack): readonly LocalQueue[] {
  return resourcesOf(assembly.template, types.queue).map(([id, raw]) => {
    const parsed = properties.parse(resolve(raw));
    return {
      name: references.attribute(id, 'QueueName'),
      arn: references.attribute(id, 'Arn'),
      url: references.ref(id),
      visibilitySeconds: parsed.VisibilityTimeout,
      redrive: parsed.RedrivePolicy,
    };
  });
}

/** Creates the queues of the template with the messages of the last run; their attempts count from the start. */
export async function createQueues(
  queues: readonly LocalQueue[],
  { client, log }: QueueEngine,
): Promise<void> {
  for (const { name, visibilitySeconds, redrive: policy } of queues) {
    const Attributes = {
      VisibilityTimeout: String(visibilitySeconds),
      ...(policy && { RedrivePolicy: JSON.stringify(policy) }),
    };
    await client.send(new CreateQueueCommand({ QueueName: name, Attributes }));
  }
  const urls = new Map(queues.map(({ name, url }) => [name, url]));
  for (const { id, queue, MessageBody, MessageAttributes } of log.pending()) {
    const QueueUrl = urls.get(queue);
    // The message is dropped if the template no longer has its queue.
    if (QueueUrl) {
      await client.send(new SendMessageCommand({ QueueUrl, MessageBody, MessageAttributes }));
    }
    log.done(id);
  }
}
