import { S3Client } from '@aws-sdk/client-s3';
import type { DynamoDBRecord, DynamoDBStreamEvent, SQSRecord } from 'aws-lambda';
import { challengeSk } from '../../functions/adapters/dynamodb/keys.ts';
import { type Dynamo, tableOver } from '../../functions/adapters/dynamodb/table.ts';
import {
  consumeTableStream,
  consumeTogether,
} from '../../functions/adapters/dynamodb/table-stream.ts';
import type { OidcSetting } from '../../functions/adapters/oidc/settings.ts';
import { createPhotoStore } from '../../functions/adapters/s3/photos.ts';
import type { EnqueueChatJob } from '../../functions/channels/chat/queue.ts';
import {
  type ChatJob,
  parseChatJob,
  serializeChatJob,
} from '../../functions/channels/chat/queue.ts';
import { consumeMailJobs } from '../../functions/channels/mail/queue.ts';
import type { Mail } from '../../functions/channels/mail/ses.ts';
import { createWebApp } from '../../functions/channels/web/app.tsx';
import type { AccessLine } from '../../functions/channels/web/shared/deps.ts';
import { eventsOf } from '../../functions/channels/webhooks/events/catalog.ts';
import { dayIn } from '../../functions/domain/dates.ts';
import type { ChangeEvent } from '../../functions/domain/notifications/notification.ts';
import type { SecurityEvent } from '../../functions/domain/people/security.ts';
import type { Backfill, SendJob } from '../../functions/domain/webhooks/message.ts';
import { buildBot } from '../../functions/lambdas/wiring/bot.ts';
import { parseConfig } from '../../functions/lambdas/wiring/config.ts';
import { createDeps } from '../../functions/lambdas/wiring/deps.ts';
import { buildMailOutbound } from '../../functions/lambdas/wiring/mail-outbound.ts';
import { buildNightlyDigest } from '../../functions/lambdas/wiring/nightly-digest.ts';
import { buildSignInCodes } from '../../functions/lambdas/wiring/sign-in-codes.ts';
import { buildTableStream } from '../../functions/lambdas/wiring/table-stream.ts';
import { buildWeb } from '../../functions/lambdas/wiring/web.ts';
import { handleChangeEvent } from '../../functions/use-cases/change-events.ts';
import { mailCode } from '../../functions/use-cases/mail.ts';
import { runNightlyDigest } from '../../functions/use-cases/nightly-digest.ts';
import type { MailJob, PhotoStore } from '../../functions/use-cases/ports.ts';
import { environment } from './environment.ts';
import {
  campaign2026,
  durand,
  inspector,
  lambert,
  mailbox,
  petit,
  proConnect,
  proConnectSecret,
  register,
} from './examples.ts';
import { memoryDynamo } from './memory-dynamo.ts';

const unreachable = new S3Client({
  endpoint: 'http://127.0.0.1:1',
  region: 'eu-west-3',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});

export interface EnvironmentOptions {
  /** The first instant of the clock. */
  readonly now?: string;
  /** Mailboxes of the service Éducation, which then has no person in the application. */
  readonly mailboxes?: string;
  /** By default in memory, where a request takes microseconds. */
  readonly dynamo?: Dynamo;
  /** By default a bucket that signs forms and links and cannot be reached. */
  readonly photos?: PhotoStore;
  /** Receives the chat jobs, which `chatJobs` lists too. */
  readonly enqueue?: EnqueueChatJob;
  readonly timeoutMilliseconds?: number;
  /** An identity provider on this machine. */
  readonly oidc?: { readonly issuer: string } & Partial<OidcSetting>;
}

/** The functions wired as on AWS over a table of their own. Tests set the clock; mails are in `sent`, webhooks in `sendJobs`. */
export async function createTestEnvironment({
  now = '2026-01-14T08:12:00.000Z',
  dynamo = memoryDynamo(),
  mailboxes,
  photos = createPhotoStore(unreachable, 'photos'),
  oidc,
  timeoutMilliseconds,
  enqueue: alsoEnqueue,
}: EnvironmentOptions = {}) {
  let time = new Date(now);
  const clock = { now: () => time, today: () => dayIn('Europe/Paris', time) };
  const secret = async () => 'a secret of the tests';
  const sent: Mail[] = [];
  const errors: Error[] = [];
  const security: SecurityEvent[] = [];
  const accesses: AccessLine[] = [];
  const jobs: SendJob[] = [];
  const backfills: Backfill[] = [];
  const faults = {
    /** Rejects every request to the table. */
    table: undefined as Error | undefined,
    mail: undefined as ((mail: Mail) => Error | undefined) | undefined,
    queue: undefined as Error | undefined,
    mailQueue: undefined as Error | undefined,
    enqueue: undefined as ((job: ChatJob) => Error | undefined) | undefined,
  };
  const table = tableOver(withFault(dynamo, faults), 'casiers');
  const chatJobs: ChatJob[] = [];
  const enqueue = async (job: ChatJob) => {
    const error = faults.enqueue?.(job);
    if (error) throw error;
    chatJobs.push(parseChatJob(serializeChatJob(job)));
    return alsoEnqueue?.(job);
  };
  const mailJobs: MailJob[] = [];
  const mailQueue = {
    async put(job: MailJob) {
      if (faults.mailQueue) throw faults.mailQueue;
      mailJobs.push(job);
    },
  };
  const put = async (more: readonly SendJob[]) => {
    if (faults.queue) throw faults.queue;
    jobs.push(...more);
  };
  const putBackfills = async (more: readonly Backfill[]) => {
    if (faults.queue) throw faults.queue;
    backfills.push(...more);
  };
  const webhooks = { webhookSecret: secret, webhookQueue: { put, putBackfills } };
  const sendMail = async (mail: Mail) => {
    const error = faults.mail?.(mail);
    if (error) throw error;
    sent.push(mail);
  };
  const deps = createDeps({ DEPARTEMENT: '047' }, { table, clock });
  await deps.departement.replaceRegister(register, now);
  await deps.departement.putCampaign(campaign2026);
  for (const person of [durand, petit, lambert, mailbox, ...(mailboxes ? [] : [inspector])])
    await deps.persons.save(person);
  const nightlyDigestEnvironment = {
    ...environment,
    ...(mailboxes && { EDUCATION_MAILBOXES: mailboxes }),
  };
  const webEnvironment = {
    ...environment,
    ...(oidc && { OIDC: JSON.stringify({ ...proConnect, ...oidc }) }),
  };
  const webDeps = {
    ...buildWeb(parseConfig('web', webEnvironment), {
      ...{ table, clock, secret, photos, ...webhooks },
      secretNamed: () => async () => proConnectSecret,
      ...{ allowHttp: true, timeoutMilliseconds },
    }),
    logError: (error: Error) => void errors.push(error),
    logSecurity: (event: SecurityEvent) => void security.push(event),
    logAccess: (line: AccessLine) => void accesses.push(line),
  };
  const tableStreamDeps = buildTableStream(parseConfig('table-stream', environment), {
    ...{ table, clock, mailQueue, enqueue, ...webhooks },
  });
  const mailOutboundDeps = buildMailOutbound(parseConfig('mail-outbound', environment), {
    ...{ table, clock, sendMail },
    changeVisibility: async () => undefined,
  });
  /** Gives each job of the mail queue to its function once. What failed stays there. */
  async function sendMails(): Promise<void> {
    for (const job of mailJobs.splice(0)) {
      const attributes = { ApproximateReceiveCount: '1' };
      const record = { messageId: 'job', body: JSON.stringify(job), attributes } as SQSRecord;
      const { batchItemFailures } = await consumeMailJobs(mailOutboundDeps, { Records: [record] });
      if (batchItemFailures.length > 0) mailJobs.push(job);
    }
  }
  const signInCodesDeps = buildSignInCodes(parseConfig('sign-in-codes', environment), {
    ...{ table, clock, sendMail, secret },
  });
  /** The functions that read the stream, by their names in the template. */
  const streamFunctions = {
    SignInCodes: (event: DynamoDBStreamEvent) =>
      consumeTogether(event, (changeEvent) => mailCode(signInCodesDeps, changeEvent)),
    async TableStream(event: DynamoDBStreamEvent) {
      const handle = (changeEvent: ChangeEvent) => handleChangeEvent(tableStreamDeps, changeEvent);
      const response = await consumeTableStream(event, handle);
      await sendMails();
      return response;
    },
  };
  const isChallenge = ({ dynamodb }: DynamoDBRecord) =>
    dynamodb?.NewImage?.['sk']?.S === challengeSk;
  const nightlyDigestDeps = buildNightlyDigest(
    parseConfig('nightly-digest', nightlyDigestEnvironment),
    { table, clock, sendMail, enqueue },
  );
  return {
    ...webDeps,
    environment,
    secret,
    dynamo,
    table,
    runSeconds: 90,
    eventsOf,
    streamFunctions,
    mailJobs,
    sendMails,
    /** Gives each record to the function whose filter lets it through. */
    async consumeStream({ Records }: DynamoDBStreamEvent) {
      const [codes, others] = await Promise.all([
        streamFunctions.SignInCodes({ Records: Records.filter(isChallenge) }),
        streamFunctions.TableStream({ Records: Records.filter((record) => !isChallenge(record)) }),
      ]);
      return { batchItemFailures: [...others.batchItemFailures, ...codes.batchItemFailures] };
    },
    bot: buildBot(parseConfig('table-stream', environment), { table, clock, secret }),
    sent,
    sendJobs: jobs,
    backfills,
    /** What was put on the queues of the chats. */
    chatJobs,
    errors,
    /** The lines of the security log of the site, and those of its access log. */
    security,
    accesses,
    faults,
    web: createWebApp(webDeps),
    runNightlyDigest: () => runNightlyDigest(nightlyDigestDeps),
    setClock(instant: string) {
      time = new Date(instant);
    },
  };
}

function withFault(dynamo: Dynamo, faults: { readonly table: Error | undefined }): Dynamo {
  const orFault = <Input, Output>(request: (input: Input) => Promise<Output>) => {
    return async (input: Input) => {
      if (faults.table) throw faults.table;
      return request(input);
    };
  };
  return {
    getItem: orFault(dynamo.getItem),
    query: orFault(dynamo.query),
    putItem: orFault(dynamo.putItem),
    deleteItem: orFault(dynamo.deleteItem),
  };
}

export type TestEnvironment = Awaited<ReturnType<typeof createTestEnvironment>>;
