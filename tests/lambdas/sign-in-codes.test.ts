import { BadRequestException } from '@aws-sdk/client-sesv2';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { challengeKey, damageKey, type Key } from '../../functions/adapters/dynamodb/keys.ts';
import { createSesMailer } from '../../functions/channels/mail/ses.ts';
import { reportDamage } from '../../functions/use-cases/damages.ts';
import { requestCode } from '../../functions/use-cases/sign-in.ts';
import type { StreamRecord } from '../../infra/local/aws/dynamodb/stream-log.ts';
import { StreamPoller } from '../../infra/local/aws/dynamodb/stream-poller.ts';
import { createFilter } from '../../infra/local/aws/template/event-sources.ts';
import { templateOf } from '../infra/templates.ts';
import { crochepierre, damage as report } from '../shared/examples.ts';
import { createTestEnvironment, type TestEnvironment } from '../shared/test-environment.ts';
import { recordOf } from './record-of.ts';

let environment: TestEnvironment;
let pollers: StreamPoller[];
beforeEach(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  environment = await createTestEnvironment();
  pollers = startPollers();
});
afterEach(() => {
  for (const poller of pollers) poller.stop();
  vi.restoreAllMocks();
});

/** The mappings of the stream as the template defines them, before the functions of the test. */
function startPollers(): StreamPoller[] {
  const mappings = templateOf('prod').findResources('AWS::Lambda::EventSourceMapping');
  return Object.entries(mappings).flatMap(([id, { Properties }]) => {
    const [, run] =
      Object.entries(environment.streamFunctions).find(([name]) =>
        String(Properties.FunctionName.Ref).startsWith(name),
      ) ?? [];
    if (!run || !Properties.FilterCriteria) return [];
    const filters = Properties.FilterCriteria.Filters.map(({ Pattern }: { Pattern: string }) =>
      createFilter(Pattern),
    );
    const source = {
      ...{ id, streamArn: 'stream', functionArn: 'function' },
      batchSize: Properties.BatchSize,
      parallelizationFactor: Properties.ParallelizationFactor,
      retries: Properties.MaximumRetryAttempts,
      maxAgeSeconds: Properties.MaximumRecordAgeInSeconds,
      bisects: Properties.BisectBatchOnFunctionError,
      reportsFailures: true,
      wants: (event: unknown) => filters.some((wants: (event: unknown) => boolean) => wants(event)),
    };
    const poller = new StreamPoller(source, {
      stream: { pending: () => [], done: () => undefined } as never,
      log: () => undefined,
      async invoke({ Records }) {
        const result = await run({ Records } as unknown as DynamoDBStreamEvent);
        return { kind: 'answered', result };
      },
    });
    return [poller];
  });
}

let numbers = 0;
async function stream(key: Key): Promise<void> {
  const { dynamodb } = await recordOf(environment, key);
  numbers += 1;
  const record = {
    eventName: 'INSERT',
    dynamodb: {
      ...dynamodb,
      Keys: { pk: { S: key.pk }, sk: { S: key.sk } },
      SequenceNumber: String(numbers).padStart(21, '0'),
      ApproximateCreationDateTime: Date.now() / 1000,
    },
  } as unknown as StreamRecord;
  for (const poller of pollers) if (poller.source.wants(record)) poller.add(record);
}

const person = (mail: string) => ({
  ...{ name: mail, mail, memberOf: [crochepierre.uai], mailboxOf: [] },
  ...{ version: 0, journal: [] },
});

async function known(count: number, domain: string): Promise<readonly string[]> {
  const mails = Array.from({ length: count }, (_, index) => `agent${index}@${domain}`);
  for (const mail of mails) await environment.persons.save(person(mail));
  return mails;
}

async function askCode(mail: string): Promise<void> {
  const outcome = await requestCode(environment, { mail, address: mail });
  if (outcome.kind !== 'requested') throw new Error(outcome.kind);
  await stream(challengeKey(outcome.challengeId));
}

async function reportDamages(mails: readonly string[]): Promise<void> {
  for (const mail of mails) {
    const command = { uai: crochepierre.uai, channel: 'web', idempotencyKey: mail } as const;
    const done = await reportDamage(
      environment,
      { ...command, by: person(mail), despiteOverlap: true },
      report,
    );
    if (done.kind !== 'reported') throw new Error(done.kind);
    await stream(damageKey(crochepierre.uai, done.damage.id));
  }
}

const recipients = () => environment.sent.map(({ to }) => to).toSorted();
const isRefused = (to: string) => to.endsWith('@refused.example.org');
const atOnce = { timeout: 900, interval: 20 };

describe('fourteen codes arrive at once', () => {
  test('beside ten reports whose mails cannot be sent for now', async () => {
    environment.faults.mail = ({ to }) => (isRefused(to) ? new Error('Timeout') : undefined);
    await reportDamages(await known(10, 'refused.example.org'));
    const mails = await known(14, 'colleges.example.org');
    for (const mail of mails) await askCode(mail);
    await vi.waitFor(() => expect(recipients()).toEqual(mails.toSorted()), atOnce);
  });

  test('beside ten codes for addresses that are refused for good', async () => {
    const refusal = new BadRequestException({ message: 'Domain is illegal', $metadata: {} });
    const refuse = createSesMailer({ send: () => Promise.reject(refusal) } as never, 'a@b.fr');
    const refused = await refuse({
      to: 'a',
      subject: '',
      text: '',
      html: '',
      attachments: [],
    }).catch((error: Error) => error);
    environment.faults.mail = ({ to }) => (isRefused(to) ? (refused ?? undefined) : undefined);
    for (const mail of await known(10, 'refused.example.org')) await askCode(mail);
    const mails = await known(14, 'colleges.example.org');
    for (const mail of mails) await askCode(mail);
    await vi.waitFor(() => expect(recipients()).toEqual(mails.toSorted()), atOnce);
  });
});
