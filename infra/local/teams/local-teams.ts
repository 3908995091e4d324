import { Hono } from 'hono';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import * as z from 'zod';
import { parseJson } from '../../../functions/domain/text.ts';
import { requestLocal } from '../shared/http-client.ts';
import { appId, educationChannel, playgroundPort, serviceUrl, tenantId } from './playground.ts';

const issuer = 'https://api.botframework.com';
const kid = 'local';

const activity = z.looseObject({ serviceUrl: z.string() });

export interface LocalTeams {
  /** What a person would write into the secret of the bot. */
  readonly secret: string;
  /** Addresses that stand for Microsoft's cloud. */
  readonly addresses: string;
  /** Under `/local/teams`. */
  readonly endpoint: Hono;
}

/**
 * Stands for Microsoft between the playground and the bot. Publishes a key, signs with it what the playground sends, as
 * Microsoft signs the activities of Teams, and gives the bot its token.
 */
export async function startLocalTeams(localEnvironment: {
  readonly url: string;
  readonly port: number;
}): Promise<LocalTeams> {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  const key = { ...(await exportJWK(publicKey)), kid, use: 'sig', endorsements: ['msteams'] };
  const baseUrl = `${localEnvironment.url}/local/teams`;
  const playgroundService = serviceUrl(playgroundPort(localEnvironment.port));

  const sign = (serviceurl: string) =>
    new SignJWT({ serviceurl })
      .setProtectedHeader({ alg: 'RS256', kid })
      .setIssuer(issuer)
      .setAudience(appId)
      .setNotBefore('0s')
      .setExpirationTime('5m')
      .sign(privateKey);

  const endpoint = new Hono();
  endpoint.get('/openid', (c) => c.json({ issuer, jwks_uri: `${baseUrl}/keys` }));
  endpoint.get('/keys', (c) => c.json({ keys: [key] }));
  endpoint.post('/:tenant/oauth2/v2.0/token', (c) =>
    c.json({ token_type: 'Bearer', access_token: 'local', expires_in: 3600 }),
  );
  endpoint.post('/messages', async (c) => {
    // Refuses web pages, which could send messages in any name; the playground's server sends no origin.
    if (c.req.header('origin')) return c.text('Origine refusée', 403);
    const body = await c.req.text();
    const { data } = activity.safeParse(parseJson(body));
    if (data?.serviceUrl !== playgroundService) return c.text('Ce n’est pas le banc d’essai', 400);
    const answer = await requestLocal(new URL('/teams/messages', localEnvironment.url), {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        authorization: `Bearer ${await sign(data.serviceUrl)}`,
      },
      body,
    });
    return new Response(answer.body, {
      status: answer.status,
      headers: { 'content-type': answer.contentType || 'text/plain' },
    });
  });

  return {
    endpoint,
    secret: JSON.stringify({
      appId,
      tenantId,
      clientSecret: 'local',
      educationChannel,
      serviceUrl: playgroundService,
    }),
    addresses: JSON.stringify({
      metadataUrl: `${baseUrl}/openid`,
      loginUrl: baseUrl,
      serviceOrigins: [new URL(playgroundService).origin],
    }),
  };
}
