import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  makePostQueue,
  type NoticePost,
  readPost,
  recipientOf,
  writePost,
} from '../../../functions/channels/chat/queue.ts';
import { crochepierre } from '../../shared/examples.ts';
import { startWorkQueue, type WorkQueue } from '../../shared/work-queue.ts';

const post: NoticePost = {
  kind: 'notice',
  door: 'slack',
  id: 'D-1-2',
  to: { kind: 'person', account: 'T1/U1' },
  subject: { reference: 'D-1', version: 2, manner: 'reply' },
  notice: {
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
        ask: { kind: 'damage', uai: crochepierre.uai, id: '7F3K2M' },
        weight: 'main',
      },
    ],
    footer: 'f',
  },
};

describe('a post', () => {
  let queue: WorkQueue;
  beforeEach(async () => {
    queue = await startWorkQueue();
  });
  afterEach(() => queue.stop());

  test('comes off the queue as it was put there, emoji and all', async () => {
    await makePostQueue(queue.client, queue.url)(post);
    const record = await queue.receive();
    expect(readPost(record?.body ?? '')).toEqual(post);
  });

  test('would be refused by some queues in any other letters', async () => {
    const MessageBody = JSON.stringify(post);
    const sent = queue.client.send(new SendMessageCommand({ QueueUrl: queue.url, MessageBody }));
    await expect(sent).rejects.toThrow('Invalid characters');
  });
});

test('a button whose ask nobody understands any more only leads to its page', () => {
  const old = JSON.parse(writePost(post));
  old.notice.actions[0].ask = { kind: 'from the past' };
  const read = readPost(JSON.stringify(old));
  expect(read).toMatchObject({ notice: { actions: [{ url: 'https://casiers.example.org' }] } });
  expect(read).not.toHaveProperty('notice.actions.0.ask.kind');
});

test.each(['', '{}', '{"kind":"notice"}', '{"kind":"photo","door":"slack","photo":{"uai":"x"}}'])(
  '%j is no post',
  (body) => {
    expect(() => readPost(body)).toThrow();
  },
);

test('a recipient is named by the chat and their account in it', () => {
  expect(recipientOf(post)).toBe('slack:T1/U1');
  expect(recipientOf({ door: 'slack', to: { kind: 'education' } })).toBe('slack:education');
});
