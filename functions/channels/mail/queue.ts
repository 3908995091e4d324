import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as z from 'zod';
import { type MailJobDeps, sendMailJob } from '../../use-cases/mail.ts';
import type { MailJob, MailQueue } from '../../use-cases/ports.ts';
import { consumeJobs, type JobDeps } from '../chat/consumer.ts';

const mailJob: z.ZodType<MailJob> = z.object({
  notificationId: z.string(),
  mail: z.string(),
  thing: z.string(),
  version: z.int(),
});

export function createMailQueue(client: SQSClient, QueueUrl: string): MailQueue {
  return {
    async put(job) {
      await client.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(job) }));
    },
  };
}

export interface MailConsumerDeps extends MailJobDeps, JobDeps {}

/** Tries, delays or parks each mail by itself. */
export function consumeMailJobs(
  deps: MailConsumerDeps,
  event: SQSEvent,
): Promise<SQSBatchResponse> {
  return consumeJobs(deps, event, async ({ body }) => {
    const job = mailJob.parse(JSON.parse(body));
    const { thing, version } = job;
    const { result, notification } = await sendMailJob(deps, job);
    const about = { record: thing, version, notification };
    switch (result.kind) {
      case 'sent':
        return { kind: 'sent' };
      case 'refused':
        return { kind: 'undeliverable', error: result.error, about };
      case 'retry':
        return result.error === undefined
          ? { kind: 'retry', seconds: deps.runSeconds }
          : { kind: 'retry', error: result.error, about };
    }
  });
}
