import { S3Client } from '@aws-sdk/client-s3';
import { wireStores } from '../../functions/adapters/dynamodb/stores.ts';
import { makeSeals } from '../../functions/adapters/node/crypto.ts';
import type { OidcSetting } from '../../functions/adapters/oidc/settings.ts';
import { makePhotoStore } from '../../functions/adapters/s3/photos.ts';
import type { PutPost } from '../../functions/channels/chat/queue.ts';
import { type Post, readPost, writePost } from '../../functions/channels/chat/queue.ts';
import type { Mail } from '../../functions/channels/mail/ses.ts';
import { makeWebApp } from '../../functions/channels/web/app.tsx';
import { dayIn } from '../../functions/domain/dates.ts';
import type { CatchUp, DispatchOrder } from '../../functions/domain/webhooks/message.ts';
import { readConfig } from '../../functions/lambdas/wiring/config.ts';
import { wireTalk } from '../../functions/lambdas/wiring/deps.ts';
import { wireNight } from '../../functions/lambdas/wiring/nightly-digest.ts';
import { wireJournal } from '../../functions/lambdas/wiring/table-stream.ts';
import { wireWeb } from '../../functions/lambdas/wiring/web.ts';
import type { PhotoStore } from '../../functions/use-cases/ports.ts';
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
import { freshTable } from './fresh-table.ts';

const nowhere = new S3Client({
  endpoint: 'http://127.0.0.1:1',
  region: 'eu-west-3',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});

export interface WorldOptions {
  /** The first instant of the world's clock. */
  readonly now?: string;
  readonly mailboxes?: string;
  /** Else a bucket that makes forms and links, and answers nothing. */
  readonly photos?: PhotoStore;
  /** Where posts go too, beside `posts`. */
  readonly putPost?: PutPost;
  /** Signing in elsewhere, at a provider on this machine. */
  readonly patienceMilliseconds?: number;
  readonly oidc?: { readonly issuer: string } & Partial<OidcSetting>;
}

/** The functions wired as on AWS, over an engine of their own; the clock is the test's, mail goes into `sent`, webhooks into `orders`. */
export async function makeWorld({
  now = '2026-01-14T08:12:00.000Z',
  mailboxes,
  photos = makePhotoStore(nowhere, 'photos'),
  oidc,
  patienceMilliseconds,
  putPost: putElsewhere,
}: WorldOptions = {}) {
  let time = new Date(now);
  const clock = { now: () => time, today: () => dayIn('Europe/Paris', time) };
  const { table, client, tableName } = await freshTable();
  const secret = async () => 'a secret of the tests';
  const sent: Mail[] = [];
  const errors: Error[] = [];
  const orders: DispatchOrder[] = [];
  const catchUps: CatchUp[] = [];
  /** Accounts of chats that a code has proved. */
  const trusted: string[] = [];
  const faults = {
    mail: undefined as ((mail: Mail) => Error | undefined) | undefined,
    queue: undefined as Error | undefined,
    post: undefined as ((post: Post) => Error | undefined) | undefined,
  };
  const posts: Post[] = [];
  const putPost = async (post: Post) => {
    const error = faults.post?.(post);
    if (error) throw error;
    posts.push(readPost(writePost(post)));
    return putElsewhere?.(post);
  };
  const put = async (more: readonly DispatchOrder[]) => {
    if (faults.queue) throw faults.queue;
    orders.push(...more);
  };
  const putCatchUps = async (more: readonly CatchUp[]) => {
    if (faults.queue) throw faults.queue;
    catchUps.push(...more);
  };
  const hooks = { webhookSecret: secret, dispatchQueue: { put, putCatchUps } };
  const sendMail = async (mail: Mail) => {
    const error = faults.mail?.(mail);
    if (error) throw error;
    sent.push(mail);
  };
  const stores = wireStores(table, '047', clock);
  await stores.departement.replaceRegister(register, now);
  await stores.departement.putCampaign(campaign2026);
  for (const person of [durand, petit, lambert, mailbox, inspector])
    await stores.persons.save(person);
  const nightEnvironment = {
    ...environment,
    ...(mailboxes && { EDUCATION_MAILBOXES: mailboxes }),
  };
  const webEnvironment = {
    ...environment,
    ...(oidc && { OIDC: JSON.stringify({ ...proConnect, ...oidc }) }),
  };
  return {
    ...stores,
    environment,
    secret,
    client,
    tableName,
    table,
    clock,
    seals: makeSeals(secret),
    photos,
    carryJournal: wireJournal(readConfig('journal', environment), {
      ...{ table, clock, sendMail, putPost, secret, ...hooks },
    }),
    talk: wireTalk(readConfig('journal', environment), {
      ...{ table, clock, secret },
      trustContact: async (door, account) => void trusted.push(`${door} ${account}`),
    }),
    trusted,
    sent,
    orders,
    catchUps,
    /** What was put on the queues of the chats. */
    posts,
    errors,
    faults,
    web: makeWebApp({
      ...wireWeb(readConfig('web', webEnvironment), {
        ...{ table, clock, secret, photos, ...hooks },
        secretNamed: () => async () => proConnectSecret,
        ...{ plainHttp: true, patienceMilliseconds },
      }),
      reportError: (error) => errors.push(error),
    }),
    spendNight: wireNight(readConfig('night', nightEnvironment), {
      ...{ table, clock, sendMail, putPost },
    }),
    setClock(instant: string) {
      time = new Date(instant);
    },
  };
}

export type World = Awaited<ReturnType<typeof makeWorld>>;
