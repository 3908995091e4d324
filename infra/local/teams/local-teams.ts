import { Hono } from 'hono';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import * as z from 'zod';
import { parseJson } from '../../../functions/domain/text.ts';
import { appId, educationChannel, playgroundPort, serviceUrl, tenantId } from './playground.ts';

const issuer = 'https://api.botframework.com';
const kid = 'local';

const activity = z.looseObject({ serviceUrl: z.string() });

export interface LocalTeams {
  /** What somebody would have written in the secret of Teams. */
  readonly secret: string;
  /** Of Microsoft's cloud: here. */
  readonly addresses: string;
  /** Under `/local/teams`. */
  readonly endpoint: Hono;
}

/**
 * Stands for Microsoft between the playground and the counter, at the address of the local world: publishes a key of its
 * own, signs with it what the playground sends, as Microsoft signs what Teams sends, and gives the bot its token.
 */
export async function startLocalTeams(localEnvironment: {
  readonly url: string;
  readonly port: number;
}): Promise<LocalTeams> {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  const key = { ...(await exportJWK(publicKey)), kid, use: 'sig', endorsements: ['msteams'] };
  const here = `${localEnvironment.url}/local/teams`;
  const ownService = serviceUrl(playgroundPort(localEnvironment.port));

  const sign = (serviceurl: string) =>
    new SignJWT({ serviceurl })
      .setProtectedHeader({ alg: 'RS256', kid })
      .setIssuer(issuer)
      .setAudience(appId)
      .setNotBefore('0s')
      .setExpirationTime('5m')
      .sign(privateKey);

  const endpoint = new Hono();
  endpoint.get('/openid', (c) => c.json({ issuer, jwks_uri: `${here}/keys` }));
  endpoint.get('/keys', (c) => c.json({ keys: [key] }));
  endpoint.post('/:tenant/oauth2/v2.0/token', (c) =>
    c.json({ token_type: 'Bearer', access_token: 'local', expires_in: 3600 }),
  );
  endpoint.post('/messages', async (c) => {
    // A page opened in the same browser has no business here: it would speak for anybody.
    if (c.req.header('origin')) return c.text('Origine refusée', 403);
    const body = await c.req.text();
    const { data } = activity.safeParse(parseJson(body));
    if (data?.serviceUrl !== ownService) return c.text('Ce n’est pas le banc d’essai', 400);
    const answer = await fetch(`${localEnvironment.url}/teams/messages`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        authorization: `Bearer ${await sign(data.serviceUrl)}`,
      },
      body,
    });
    return new Response(await answer.arrayBuffer(), {
      status: answer.status,
      headers: { 'content-type': answer.headers.get('content-type') ?? 'text/plain' },
    });
  });

  return {
    endpoint,
    secret: JSON.stringify({
      appId,
      tenantId,
      clientSecret: 'local',
      educationChannel,
      serviceUrl: ownService,
    }),
    addresses: JSON.stringify({
      metadataUrl: `${here}/openid`,
      loginUrl: here,
      serviceOrigins: [new URL(ownService).origin],
    }),
  };
}
