import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  createChatQueue,
  type NotificationJob,
  parseChatJob,
  recipientOf,
  serializeChatJob,
} from '../../../functions/channels/chat/queue.ts';
import { forEveryone } from '../../../functions/content/model/notification.ts';
import { crochepierre } from '../../shared/examples.ts';
import { startWorkQueue, type WorkQueue } from '../../shared/work-queue.ts';

const job: NotificationJob = {
  kind: 'notification',
  channel: 'slack',
  id: 'D-1-2',
  to: { kind: 'person', account: 'T1/U1' },
  subject: { reference: 'D-1', version: 2, manner: 'reply' },
  notification: {
    audience: 'reader',
    title: 'Réparé : « é » 🛠️ \u{1f469}\u200d\u{1f467} \ufffe',
    summary: 's',
    sections: [
      {
        title: 't',
        facts: [{ label: 'a', value: 'b' }],
        table: { columns: ['a'], rows: [['b']] },
      },
    ],
    actions: [
      {
        label: 'Voir',
        url: 'https://casiers.example.org',
        intent: { kind: 'damage', uai: crochepierre.uai, id: '7F3K2M' },
        weight: 'main',
      },
    ],
    footer: 'f',
  },
};

describe('a job of a chat', () => {
  let queue: WorkQueue;
  beforeEach(async () => {
    queue = await startWorkQueue();
  });
  afterEach(() => queue.stop());

  test('is received from the queue as it was sent, with its emoji', async () => {
    await createChatQueue(queue.client, queue.url)(job);
    const record = await queue.receive();
    expect(parseChatJob(record?.body ?? '')).toEqual(job);
  });

  test('would be refused by some queues without escapes', async () => {
    const MessageBody = JSON.stringify(job);
    const sent = queue.client.send(new SendMessageCommand({ QueueUrl: queue.url, MessageBody }));
    await expect(sent).rejects.toThrow('Invalid characters');
  });
});

describe('a job for the channel of the service Éducation', () => {
  const shared: NotificationJob = {
    ...{ kind: 'notification', channel: 'slack', id: 'n', to: { kind: 'education' } },
    notification: forEveryone({
      ...{ title: 't', summary: 's', sections: [{ title: 't', text: 'x' }], footer: 'f' },
      actions: [{ label: 'Voir', intent: { kind: 'overview' } }],
    }),
  };

  test('is received as it was sent', () => {
    expect(parseChatJob(serializeChatJob(shared))).toEqual(shared);
  });

  test.each([
    ['is for one reader', { audience: 'reader' }],
    ['does not say for whom it is', { audience: undefined }],
    ['holds a magic link', { footer: 'https://casiers.example.org/lien/x' }],
    ['holds a mail', { sections: [{ title: 't', text: 'claire.durand@college.example.org' }] }],
    ['holds a telephone number', { summary: '05 53 00 00 00' }],
  ])('is refused when it %s', (_, changes) => {
    const notification = { ...shared.notification, ...changes };
    expect(() => parseChatJob(JSON.stringify({ ...shared, notification }))).toThrow();
  });

  test('loses a button that holds what a person wrote', () => {
    const intent = { kind: 'report', answers: { description: 'x' } };
    const actions = [{ label: 'Voir', intent }];
    const notification = { ...shared.notification, actions };
    const parsed = parseChatJob(JSON.stringify({ ...shared, notification }));
    expect(JSON.stringify(parsed)).not.toContain('description');
  });
});

test('a job of before, which does not say for whom it is, is for its reader', () => {
  const old = JSON.parse(serializeChatJob(job));
  delete old.notification.audience;
  expect(parseChatJob(JSON.stringify(old))).toEqual(job);
});

test('a button whose intent is no longer known keeps its link only', () => {
  const old = JSON.parse(serializeChatJob(job));
  old.notification.actions[0].intent = { kind: 'from the past' };
  const parsed = parseChatJob(JSON.stringify(old));
  expect(parsed).toMatchObject({
    notification: { actions: [{ url: 'https://casiers.example.org' }] },
  });
  expect(parsed).not.toHaveProperty('notification.actions.0.intent.kind');
});

test.each([
  '',
  '{}',
  '{"kind":"notification","channel":"slack"}',
  '{"kind":"photo","channel":"slack","photo":{"uai":"x","damageId":"a","photoId":"b"},"file":"F1"}',
])('%j is refused', (body) => {
  expect(() => parseChatJob(body)).toThrow();
});

test('a recipient is named by the chat and the account', () => {
  expect(recipientOf(job)).toBe('slack:T1/U1');
  expect(recipientOf({ channel: 'slack', to: { kind: 'education' } })).toBe('slack:education');
});
