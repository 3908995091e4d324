import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { crochepierre } from '../../shared/examples.ts';
import {
  type NotificationsEnvironment,
  startNotificationsEnvironment,
} from './notifications-environment.ts';

/* From what people do to what Slack shows, over an emulated Slack, a true queue and a true table. */

let environment: NotificationsEnvironment;
beforeEach(async () => {
  environment = await startNotificationsEnvironment();
});
afterEach(() => environment.stop());

const posts = () => environment.callsOf('chat.postMessage');
const updates = () => environment.callsOf('chat.update');
const header = (call: { readonly args: Record<string, unknown> } | undefined): unknown => {
  const [first] = (call?.args['blocks'] ?? []) as { text?: { text: string } }[];
  return first?.text?.text;
};

describe('the author of a report', () => {
  test('gets one direct message about it, complete in itself', async () => {
    const id = await environment.reportDamage();
    expect(await environment.send()).toBe(1);
    const [post, ...others] = posts();
    expect(others).toEqual([]);
    expect(post?.args).toMatchObject({
      channel: environment.claire.id,
      text: expect.stringContaining('le Département a bien reçu votre signalement'),
      unfurl_links: 'false',
    });
    expect(header(post)).toBe(`Dégât signalé\u00a0: D-${crochepierre.uai}-${id}`);
    expect(JSON.stringify(post?.args['blocks'])).toContain('Voir le signalement');
    expect(post?.reply['channel']).toBe(environment.claire.directChannel);
  });

  test('sees that message change, and gets a reply in its thread', async () => {
    const id = await environment.reportDamage();
    await environment.send();
    const { ts, channel } = posts()[0]?.reply ?? {};
    await environment.updateDamageStatus(id, 'acknowledged', 1);
    await environment.updateDamageStatus(id, 'repaired', 2);
    await environment.send();

    expect(updates().map((call) => [call.args['ts'], header(call)])).toEqual([
      [ts, expect.stringContaining('Lu par le Département')],
      [ts, expect.stringContaining('Réparé')],
    ]);
    const replies = posts().slice(1);
    expect(replies.map(({ args }) => [args['channel'], args['thread_ts']])).toEqual([
      [channel, ts],
      [channel, ts],
    ]);
    expect(String(replies[1]?.args['text'])).toContain('Réparé');
  });

  test('still sees the latest when the queue gives the later job first', async () => {
    const id = await environment.reportDamage();
    const early = await environment.queue.receive();
    await environment.updateDamageStatus(id, 'repaired', 1);
    await environment.send();
    expect(header(posts()[0])).toContain('Réparé');
    if (early) await environment.consume({ Records: [early] });
    expect(updates()).toEqual([]);
    expect(posts()).toHaveLength(1);
  });

  test('gets a new message when the first was removed', async () => {
    const id = await environment.reportDamage();
    await environment.send();
    await environment.updateDamageStatus(id, 'acknowledged', 1);
    environment.slack.faults.push(
      (_, response) => void response.end(JSON.stringify({ ok: false, error: 'message_not_found' })),
    );
    await environment.send();
    const [first, second] = posts();
    expect(second?.args['thread_ts']).toBeUndefined();
    await environment.updateDamageStatus(id, 'repaired', 2);
    await environment.send();
    expect(updates().at(-1)?.args['ts']).toBe(second?.reply['ts']);
    expect(second?.reply['ts']).not.toBe(first?.reply['ts']);
  });
});

describe('the author of a declaration', () => {
  test('sees one message that changes with their acts, and a reply when a correction is requested', async () => {
    await environment.fileNeeds(0);
    await environment.fileNeeds(1);
    await environment.send();
    expect(posts()).toHaveLength(1);
    expect(updates()).toHaveLength(1);
    await environment.requestCorrection(2);
    await environment.send();
    expect(header(updates()[1])).toContain('Une correction vous est demandée');
    expect(posts().map(({ args }) => args['thread_ts'])).toEqual([
      undefined,
      posts()[0]?.reply['ts'],
    ]);
  });
});

describe('sent once', () => {
  test('a job that the queue gives twice is sent once', async () => {
    await environment.reportDamage();
    const record = await environment.queue.receive();
    if (!record) throw new Error('nothing queued');
    await environment.consume({ Records: [record] });
    expect(await environment.consume({ Records: [record] })).toEqual({ batchItemFailures: [] });
    expect(posts()).toHaveLength(1);
  });

  test('a job in two simultaneous runs is sent once, and comes back to the other', async () => {
    await environment.reportDamage();
    const record = await environment.queue.receive();
    if (!record) throw new Error('nothing queued');
    const outcomes = await Promise.all([
      environment.consume({ Records: [record] }),
      environment.consume({ Records: [record] }),
    ]);
    expect(outcomes.flatMap(({ batchItemFailures }) => batchItemFailures)).toHaveLength(1);
    expect(posts()).toHaveLength(1);
  });

  test('two simultaneous first notifications of one thing make one message', async () => {
    const id = await environment.reportDamage();
    await environment.updateDamageStatus(id, 'repaired', 1);
    const records = [await environment.queue.receive(), await environment.queue.receive()];
    await Promise.all(
      records.map((record) => record && environment.consume({ Records: [record] })),
    );
    expect(environment.waits).toEqual([5]);
    expect(posts()).toHaveLength(1);
  });

  test('a run that is killed between its lease and Slack loses nothing: the job is sent when the lease has expired', async () => {
    await environment.reportDamage();
    const lease = {
      recipient: environment.recipient,
      state: 'sending',
      run: 'killed',
      version: 0,
    } as const;
    const [post] = environment.chatJobs;
    const notificationId = post?.kind === 'notification' ? post.id : '';
    await environment.sendRecords.save({
      ...lease,
      notificationId,
      at: environment.clock.now().toISOString(),
    });
    expect(await environment.send()).toBe(0);
    expect(environment.waits).toEqual([90]);
    expect(posts()).toEqual([]);
    environment.setClock('2026-01-14T08:14:00.000Z');
    expect(await environment.send()).toBe(1);
    expect(posts()).toHaveLength(1);
  });
});

describe('the digest', () => {
  test('is posted in the channel of the service Éducation once, even if the nightly function runs twice', async () => {
    await environment.fileNeeds(0);
    environment.setClock('2026-01-15T01:00:00.000Z');
    await environment.runNightlyDigest();
    await environment.runNightlyDigest();
    await environment.send();
    const digests = posts().filter(({ args }) => args['channel'] === environment.educationChannel);
    expect(digests).toHaveLength(1);
    expect(header(digests[0])).toMatch(/^Recensement 2026\s: 1 nouvelle réponse$/);
    const blocks = JSON.stringify(digests[0]?.args['blocks']);
    expect(blocks).toContain('Collège André Crochepierre');
    expect(blocks).toContain('https://casiers.example.org');
    expect(blocks).toContain('envoyé par courriel');
  });

  test('is not posted when nothing changed', async () => {
    await environment.runNightlyDigest();
    expect(await environment.send()).toBe(0);
  });

  test('is dropped when the Département has no Slack, or no channel in it', async () => {
    await environment.fileNeeds(0);
    environment.storeSecret(JSON.stringify({ signingSecret: '', botToken: '', workspaces: [] }));
    await environment.send(async () => ({ batchItemFailures: [] }));
    await environment.runNightlyDigest();
    expect(environment.chatJobs.at(-1)).toMatchObject({ to: { kind: 'education' } });
    expect(await environment.send()).toBe(1);
    expect(environment.slack.state.asked).toBe(0);
  });
});

test('a replaced token is found without a deployment', async () => {
  await environment.reportDamage();
  await environment.send();
  environment.rotateToken();
  environment.setClock('2026-01-14T08:15:00.000Z');
  await environment.reportDamage();
  expect(await environment.send()).toBe(1);
  expect(posts()).toHaveLength(2);
  expect(posts()[1]?.token).not.toBe(posts()[0]?.token);
});
