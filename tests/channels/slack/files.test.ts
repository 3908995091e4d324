import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createEmulator } from 'emulate';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { damageKey } from '../../../functions/adapters/dynamodb/keys.ts';
import { stripMetadata } from '../../../functions/adapters/images/strip-metadata.ts';
import { createHttpsFetch } from '../../../functions/adapters/node/http.ts';
import { fetchSlackPhoto } from '../../../functions/channels/slack/files.ts';
import { createSlackCall } from '../../../functions/channels/slack/web-api.ts';
import { newDamage } from '../../../functions/domain/damages/damage.ts';
import { importPhoto } from '../../../functions/use-cases/chat-photos.ts';
import { processPhoto } from '../../../functions/use-cases/photos.ts';
import { closeServer, findFreePort, listenOn, loopback } from '../../../infra/local/shared/http.ts';
import { jpegOf } from '../../adapters/images/sample-photos.ts';
import { recordOf } from '../../lambdas/record-of.ts';
import { crochepierre, durand, damage as report } from '../../shared/examples.ts';
import { type PhotoBucket, startPhotoBucket } from '../../shared/photo-bucket.ts';
import { createTestEnvironment, type TestEnvironment } from '../../shared/test-environment.ts';

const token = 'xoxb-of-the-tests';
const { uai } = crochepierre;
const photo = { uai, damageId: '7F3K2M', photoId: 'a' };

let environment: TestEnvironment;
let bucket: PhotoBucket;
let stops: (() => Promise<unknown>)[];
beforeEach(async () => {
  stops = [];
  environment = await createTestEnvironment();
  bucket = await startPhotoBucket();
  stops.push(() => bucket.stop());
});
afterEach(async () => {
  vi.restoreAllMocks();
  for (const stop of stops) await stop();
});

const secret = { signingSecret: 'a', botToken: token, workspaces: ['T1'], educationChannel: '' };
const photosOf = (apiUrl: string, fetching = fetch) => {
  const call = createSlackCall({
    url: apiUrl,
    fetch: createHttpsFetch({ timeoutMilliseconds: 2000 }),
    timeoutMilliseconds: 2000,
    retries: 0,
    secrets: { current: async () => secret, renewed: async () => secret },
  });
  return { fetch: (file: string) => fetchSlackPhoto({ apiUrl, fetch: fetching, call }, file) };
};

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A Slack with one file. */
async function startHolder(file: object, give: Answer = (_, response) => response.end('bytes')) {
  const requests: { url: string | undefined; authorization: string | undefined }[] = [];
  const server: Server = createServer((request, response) => {
    requests.push({ url: request.url, authorization: request.headers.authorization });
    if (request.url !== '/api/files.info') return give(request, response);
    response.setHeader('content-type', 'application/json');
    const own = { id: 'F1', url_private: `http://${request.headers.host}/files-pri/F1` };
    response.end(JSON.stringify({ ok: true, file: { ...own, ...file } }));
  });
  const origin = `http://${loopback}:${await listenOn(server, 0)}`;
  stops.push(() => closeServer(server));
  return { requests, origin, apiUrl: `${origin}/api/` };
}

async function reportWithPhoto() {
  const act = {
    at: '2026-01-14T08:12:00.000Z',
    who: durand.name,
    channel: 'slack',
    idempotencyKey: 'a',
  } as const;
  const photos = [
    { id: photo.photoId, state: 'waiting', from: { channel: 'slack', file: 'F1' } },
  ] as const;
  await environment.damages.save(newDamage(report, { uai, id: photo.damageId, photos }, act));
}
const stateOf = async () => (await environment.damages.find(uai, photo.damageId))?.photos[0]?.state;

describe('a photo that came with a report from Slack', () => {
  test('is requested once, even if the damage changes meanwhile', async () => {
    await reportWithPhoto();
    const record = await recordOf(environment, damageKey(uai, photo.damageId));
    await environment.consumeStream({ Records: [record, record] });
    expect(environment.chatJobs).toEqual([{ kind: 'photo', channel: 'slack', photo, file: 'F1' }]);
  });

  test('is requested again when the queue refused the request', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    await reportWithPhoto();
    const Records = [await recordOf(environment, damageKey(uai, photo.damageId))];
    environment.faults.enqueue = () => new Error('no queue');
    expect((await environment.consumeStream({ Records })).batchItemFailures).toHaveLength(1);
    environment.faults.enqueue = undefined;
    expect((await environment.consumeStream({ Records })).batchItemFailures).toEqual([]);
    expect(environment.chatJobs).toHaveLength(1);
  });

  test('is downloaded once from an emulated Slack, stripped like one from the web, and shown', async () => {
    const { apiUrl, file } = await emulatedFile(jpegOf(6));
    const damage = newDamage(
      report,
      {
        ...{ uai, id: photo.damageId },
        photos: [{ id: 'a', state: 'waiting', from: { channel: 'slack', file } }],
      },
      { at: '2026-01-14T08:12:00.000Z', who: 'C', channel: 'slack', idempotencyKey: 'a' },
    );
    await environment.damages.save(damage);
    const deps = {
      ...environment,
      photos: bucket.photos,
      fetchPhoto: photosOf(apiUrl).fetch,
      stripMetadata,
    };
    expect(await importPhoto(deps, { photo, file, isLast: false })).toEqual({ kind: 'imported' });
    expect(bucket.created).toEqual([{ bucket: 'photos', key: `incoming/${uai}/7F3K2M/a` }]);

    expect(await processPhoto(deps, photo)).toEqual({ kind: 'ready' });
    expect(await importPhoto(deps, { photo, file, isLast: false })).toEqual({
      kind: 'not-pending',
    });
    expect(await stateOf()).toBe('ready');
    const shown = await (await fetch(await bucket.photos.viewLink(photo))).text();
    expect(shown).not.toContain('Secret');
  });

  async function emulatedFile(bytes: Uint8Array) {
    const port = await findFreePort(0);
    const scopes = ['files:read', 'files:write'];
    const emulator = await createEmulator({
      service: 'slack',
      port,
      hostname: loopback,
      baseUrl: `http://${loopback}:${port}`,
      seed: { slack: { tokens: [{ token, type: 'bot', scopes }], strict_scopes: true } },
    });
    stops.push(() => emulator.close());
    const apiUrl = `http://${loopback}:${port}/api/`;
    const intent = async (method: string, args: Record<string, string>) => {
      const reply = await fetch(apiUrl + method, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}` },
        body: new URLSearchParams(args),
      });
      return (await reply.json()) as Record<string, string>;
    };
    const length = String(bytes.length);
    const place = await intent('files.getUploadURLExternal', { filename: 'IMG_1.jpg', length });
    await fetch(place['upload_url'] ?? '', { method: 'POST', body: new Uint8Array(bytes) });
    const file = place['file_id'] ?? '';
    await intent('files.completeUploadExternal', { files: JSON.stringify([{ id: file }]) });
    return { apiUrl, file };
  }

  test('is tried again when the download fails, and marked as refused after the last attempt', async () => {
    await reportWithPhoto();
    const fetchPhoto = () => Promise.reject(new Error('no answer'));
    const deps = { ...environment, photos: bucket.photos, fetchPhoto };
    await expect(importPhoto(deps, { photo, file: 'F1', isLast: false })).rejects.toThrow(
      'no answer',
    );
    expect(await stateOf()).toBe('waiting');
    expect(await importPhoto(deps, { photo, file: 'F1', isLast: true })).toEqual({
      kind: 'refused',
    });
    expect(await stateOf()).toBe('refused');
    expect(await importPhoto(deps, { photo, file: 'F1', isLast: false })).toEqual({
      kind: 'not-pending',
    });
  });

  test('that Slack no longer has is refused at once', async () => {
    await reportWithPhoto();
    const fetchPhoto = async () => ({ kind: 'lost' as const });
    const deps = { ...environment, photos: bucket.photos, fetchPhoto };
    expect(await importPhoto(deps, { photo, file: 'F1', isLast: false })).toEqual({
      kind: 'refused',
    });
    expect(await stateOf()).toBe('refused');
  });
});

describe('the token of the bot', () => {
  test.each([
    ['another host', 'https://files.example.org/F1'],
    ['a name that only looks like Slack', 'https://evilslack.com/F1'],
    ['a name that only begins like Slack', 'https://files.slack.com.example.org/F1'],
    ['Slack without TLS', 'http://files.slack.com/F1'],
    ['another port of the same host', `http://${loopback}:1/F1`],
    ['something else than a URL', 'F1'],
  ])('is never sent to %s', async (_, url_private) => {
    const { apiUrl } = await startHolder({ url_private });
    const fetching = vi.fn<typeof fetch>();
    expect(await photosOf(apiUrl, fetching).fetch('F1')).toEqual({ kind: 'lost' });
    expect(fetching).not.toHaveBeenCalled();
  });

  test('is sent to the files of Slack', async () => {
    const url_private = 'https://files.slack.com/files-pri/T1-F1/a.jpg';
    const { apiUrl } = await startHolder({ url_private });
    const fetching = vi.fn<typeof fetch>(async () => new Response('bytes'));
    expect(await photosOf(apiUrl, fetching).fetch('F1')).toMatchObject({ kind: 'bytes' });
    expect(fetching).toHaveBeenCalledWith(
      url_private,
      expect.objectContaining({ headers: { authorization: `Bearer ${token}` } }),
    );
  });

  test('does not follow a redirect to the sign-in page', async () => {
    const signIn = await startHolder({});
    const holder = await startPhotoAt((_, response) =>
      response.writeHead(302, { location: `${signIn.origin}/login` }).end(),
    );
    await expect(holder.fetch('F1')).rejects.toThrow();
    expect(signIn.requests).toEqual([]);
  });
});

/** A Slack whose photo is on the origin of its API. */
const startPhotoAt = async (give: Answer, more: object = {}) =>
  photosOf((await startHolder(more, give)).apiUrl);

describe('a file', () => {
  test('that Slack describes as too large is not downloaded', async () => {
    const give = vi.fn<Answer>();
    const holder = await startPhotoAt(give, { size: 10_000_001 });
    expect(await holder.fetch('F1')).toEqual({ kind: 'lost' });
    expect(give).not.toHaveBeenCalled();
  });

  test('that is larger than described is abandoned before it fills the memory', async () => {
    let sent = 0;
    const holder = await startPhotoAt((_, response) => {
      const part = Buffer.alloc(1_000_000);
      const more = () => {
        if (response.destroyed) return;
        sent += part.length;
        response.write(part, () => setImmediate(more));
      };
      more();
    });
    expect(await holder.fetch('F1')).toEqual({ kind: 'lost' });
    expect(sent).toBeLessThan(40_000_000);
  });

  test('that is gone is lost; one that Slack cannot give now is requested again', async () => {
    const gone = await startPhotoAt((_, response) => response.writeHead(404).end());
    expect(await gone.fetch('F1')).toEqual({ kind: 'lost' });
    const broken = await startPhotoAt((_, response) => response.writeHead(500).end());
    await expect(broken.fetch('F1')).rejects.toThrow('500');
    const cut = await startPhotoAt((_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('abc', () => response.destroy());
    });
    await expect(cut.fetch('F1')).rejects.toThrow();
  });
});
