import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { SQSEvent } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { damageKey } from '../../../functions/adapters/dynamodb/keys.ts';
import { stripMetadata } from '../../../functions/adapters/images/strip-metadata.ts';
import { consumeChatJobs } from '../../../functions/channels/chat/consumer.ts';
import { serializeChatJob } from '../../../functions/channels/chat/queue.ts';
import { fetchTeamsPhoto } from '../../../functions/channels/teams/files.ts';
import { newDamage } from '../../../functions/domain/damages/damage.ts';
import { parseConfig } from '../../../functions/lambdas/wiring/config.ts';
import { buildTeamsOutbound } from '../../../functions/lambdas/wiring/teams-outbound.ts';
import { processPhoto } from '../../../functions/use-cases/photos.ts';
import { closeServer, listenOn, loopback } from '../../../infra/local/shared/http.ts';
import { jpegOf } from '../../adapters/images/sample-photos.ts';
import { recordOf } from '../../lambdas/record-of.ts';
import { environment as testEnvironment } from '../../shared/environment.ts';
import { crochepierre, durand, damage as report } from '../../shared/examples.ts';
import { startPhotoBucket } from '../../shared/photo-bucket.ts';
import { openTeamsService } from '../../shared/teams-service.ts';
import { createTestEnvironment } from '../../shared/test-environment.ts';
import { appId, tenantId } from '../../shared/token-issuer.ts';

const stops: (() => Promise<unknown>)[] = [];
beforeEach(() => {
  stops.length = 0;
});
afterEach(async () => {
  vi.restoreAllMocks();
  for (const stop of stops) await stop();
});

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

async function startPlace(give: Answer = (_, response) => response.end('bytes')) {
  const requests: { url: string | undefined; authorization: string | undefined }[] = [];
  const server = createServer((request, response) => {
    requests.push({ url: request.url, authorization: request.headers.authorization });
    give(request, response);
  });
  const origin = `http://${loopback}:${await listenOn(server, 0)}`;
  stops.push(() => closeServer(server));
  return { requests, origin };
}

interface Places {
  readonly service?: string;
  readonly files?: string;
}

const token = async () => 'bot-token';
const photosOf = ({ service, files }: Places) => {
  const serviceOrigins = service ? [service] : [];
  const fileOrigins = files ? [files] : [];
  return {
    fetch: (file: string) => fetchTeamsPhoto({ token, serviceOrigins, fileOrigins, fetch }, file),
  };
};

const picture = '/emea/v3/attachments/0-frca-d1-7f/views/original';

describe('a photo that came with a message in Teams', () => {
  test('is requested and downloaded once with the token of the bot, stripped, and shown', async () => {
    const bucket = await startPhotoBucket();
    stops.push(() => bucket.stop());
    const tokens = await openTeamsService();
    stops.push(() => tokens.close());
    const place = await startPlace((_, response) => response.end(jpegOf(6)));
    const environment = await createTestEnvironment();
    const { uai } = crochepierre;
    const photo = { uai, damageId: '7F3K2M', photoId: 'a' };
    const file = `${place.origin}${picture}`;
    const at = '2026-01-14T08:12:00.000Z';
    const photos = [{ id: 'a', state: 'waiting', from: { channel: 'teams', file } }] as const;
    const act = { at, who: durand.name, channel: 'teams', idempotencyKey: 'a' } as const;
    await environment.damages.save(newDamage(report, { uai, id: photo.damageId, photos }, act));
    const record = await recordOf(environment, damageKey(uai, photo.damageId));
    await environment.consumeStream({ Records: [record, record] });
    expect(environment.chatJobs).toEqual([{ kind: 'photo', channel: 'teams', photo, file }]);

    const addresses = { loginUrl: tokens.url, serviceOrigins: [place.origin] };
    const config = parseConfig('teams-outbound', {
      ...environment.environment,
      ...{ TEAMS_SECRET_ID: 'teams', TEAMS_ADDRESSES: JSON.stringify(addresses) },
    });
    const consumerDeps = buildTeamsOutbound(config, {
      ...{ table: environment.table, clock: environment.clock, photos: bucket.photos, fetch },
      fetchTeamsSecret: async () =>
        JSON.stringify({ appId, tenantId, clientSecret: 'a secret', educationChannel: '' }),
      changeVisibility: async () => {},
    });
    for (const post of environment.chatJobs) {
      const Records = [
        { body: serializeChatJob(post), attributes: { ApproximateReceiveCount: '1' } },
      ] as unknown as SQSEvent['Records'];
      expect((await consumeChatJobs(consumerDeps, { Records })).batchItemFailures).toEqual([]);
    }
    expect(place.requests).toEqual([{ url: picture, authorization: 'Bearer bot-token-1' }]);

    const deps = { ...environment, photos: bucket.photos, stripMetadata };
    expect(await processPhoto(deps, photo)).toEqual({ kind: 'ready' });
    const shown = await (await fetch(await bucket.photos.viewLink(photo))).text();
    expect(shown).not.toContain('Secret');
    // Its address is removed once it is processed.
    expect((await environment.damages.find(uai, photo.damageId))?.photos).toEqual([
      { id: 'a', state: 'ready' },
    ]);
  });
});

describe('the token of the bot', () => {
  const onAws = { ...testEnvironment, TEAMS_SECRET_ID: 'teams' };
  const { serviceOrigins, fileOrigins } = parseConfig('teams-outbound', onAws).TEAMS_ADDRESSES;
  const ours = (fetching: typeof fetch) => {
    const deps = { token, serviceOrigins, fileOrigins, fetch: fetching };
    return { fetch: (file: string) => fetchTeamsPhoto(deps, file) };
  };

  test.each([
    `https://smba.trafficmanager.net${picture}`,
    'https://smba.trafficmanager.net/emea/7d0c36f4-25a1-4b3b-9f0e-6a8a1d4a0002/v3/attachments/0-weu-d2-3c/views/original',
  ])('is sent to Teams: %s', async (address) => {
    const fetching = vi.fn<typeof fetch>(async () => new Response('bytes'));
    expect(await ours(fetching).fetch(address)).toMatchObject({ kind: 'bytes' });
    expect(fetching).toHaveBeenCalledWith(
      address,
      expect.objectContaining({
        headers: { authorization: 'Bearer bot-token' },
        redirect: 'error',
      }),
    );
  });

  test('is not sent to the address of a file, which holds the permission itself', async () => {
    const fetching = vi.fn<typeof fetch>(async () => new Response('bytes'));
    const address =
      'https://departement47-my.sharepoint.com/personal/x/_layouts/15/download.aspx?tempauth=abc';
    expect(await ours(fetching).fetch(address)).toMatchObject({ kind: 'bytes' });
    expect(fetching.mock.calls[0]?.[1]).not.toHaveProperty('headers');
  });

  test.each([
    ['another host', `https://evil.example${picture}`],
    ['a name that only looks like Teams', `https://evilsmba.trafficmanager.net${picture}`],
    [
      'a name that only begins like Teams',
      `https://smba.trafficmanager.net.evil.example${picture}`,
    ],
    ['Teams without TLS', `http://smba.trafficmanager.net${picture}`],
    ['another port of Teams', `https://smba.trafficmanager.net:8443${picture}`],
    ['Teams, with a user and a password', `https://a:b@smba.trafficmanager.net${picture}`],
    [
      'another resource that the bot may read',
      'https://smba.trafficmanager.net/emea/v3/conversations/a/members',
    ],
    [
      'another resource, by a path with ..',
      'https://smba.trafficmanager.net/emea/v3/attachments/../conversations/a/members/views/original',
    ],
    ['files without TLS', 'http://departement47.sharepoint.com/a.jpg'],
    ['a name that only looks like SharePoint', 'https://evilsharepoint.com/a.jpg'],
    ['the host itself', 'http://169.254.169.254/latest/meta-data'],
    ['a local file', 'file:///etc/passwd'],
    ['something else than a URL', 'F1'],
  ])('and no request at all is sent to %s', async (_, address) => {
    const fetching = vi.fn<typeof fetch>();
    expect(await ours(fetching).fetch(address)).toEqual({ kind: 'lost' });
    expect(fetching).not.toHaveBeenCalled();
  });

  test('does not follow a redirect', async () => {
    const otherHost = await startPlace();
    const place = await startPlace((_, response) =>
      response.writeHead(302, { location: `${otherHost.origin}${picture}` }).end(),
    );
    for (const places of [{ service: place.origin }, { files: place.origin }]) {
      await expect(photosOf(places).fetch(`${place.origin}${picture}`)).rejects.toThrow();
    }
    expect(otherHost.requests).toEqual([]);
  });
});

describe('a photo', () => {
  test.each([
    ['Teams', 'service', 403],
    ['Teams', 'service', 404],
    ['Teams', 'service', 410],
    ['a file whose address is over', 'files', 401],
    ['a file whose address is over', 'files', 403],
    ['a file', 'files', 404],
  ] as const)('of %s that is gone is lost: %s %i', async (_, kind, status) => {
    const { origin } = await startPlace((__, response) => response.writeHead(status).end());
    const held = photosOf({ [kind]: origin });
    expect(await held.fetch(`${origin}${picture}`)).toEqual({ kind: 'lost' });
  });

  test.each([401, 429, 500, 503])(
    'that Teams cannot give now is requested again: %i',
    async (status) => {
      const { origin } = await startPlace((_, response) => response.writeHead(status).end());
      const held = photosOf({ service: origin });
      await expect(held.fetch(`${origin}${picture}`)).rejects.toThrow(String(status));
    },
  );

  test('larger than ten megabytes is abandoned before it fills the memory', async () => {
    let sent = 0;
    const { origin } = await startPlace((_, response) => {
      const part = Buffer.alloc(1_000_000);
      const more = () => {
        if (response.destroyed) return;
        sent += part.length;
        response.write(part, () => setImmediate(more));
      };
      more();
    });
    expect(await photosOf({ files: origin }).fetch(`${origin}/a.jpg`)).toEqual({ kind: 'lost' });
    expect(sent).toBeLessThan(40_000_000);
  });
});
