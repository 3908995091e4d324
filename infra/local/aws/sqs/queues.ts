import { CreateQueueCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import type { ResolvedStack } from '../template/references.ts';
import { resourcesOf, types } from '../template/template.ts';
import type { QueueEngine } from './engine.ts';

const redrive = z.strictObject({ deadLetterTargetArn: z.string(), maxReceiveCount: z.int() });

/** Strict: what is not imitated must be seen. */
const properties = z.strictObject({
  VisibilityTimeout: z.int().default(30),
  MessageRetentionPeriod: z.int().optional(),
  RedrivePolicy: redrive.optional(),
  // All here is one person's.
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
    const read = properties.parse(resolve(raw));
    return {
      name: references.attribute(id, 'QueueName'),
      arn: references.attribute(id, 'Arn'),
      url: references.ref(id),
      visibilitySeconds: read.VisibilityTimeout,
      redrive: read.RedrivePolicy,
    };
  });
}

/** Makes the queues of the template, and puts back what was on them at the last end: whatever was given up is tried anew. */
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
    // Its queue is no more: nobody would read it.
    if (QueueUrl) {
      await client.send(new SendMessageCommand({ QueueUrl, MessageBody, MessageAttributes }));
    }
    log.done(id);
  }
}
