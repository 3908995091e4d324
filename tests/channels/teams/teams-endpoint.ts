import { expect } from 'vitest';
import { handleTeamsRequest } from '../../../functions/channels/teams/handler.ts';
import type { TeamsDeps } from '../../../functions/channels/teams/respond.ts';
import { parseConfig } from '../../../functions/lambdas/wiring/config.ts';
import { buildTeamsInbound } from '../../../functions/lambdas/wiring/teams-inbound.ts';
import { durand } from '../../shared/examples.ts';
import { openTeamsService } from '../../shared/teams-service.ts';
import type { TestEnvironment } from '../../shared/test-environment.ts';
import { appId, openTokenIssuer, type Signing, tenantId } from '../../shared/token-issuer.ts';

/** A member of a conversation in Teams. */
export interface Account {
  readonly id: string;
  readonly aadObjectId: string;
  readonly name: string;
  readonly email?: string;
  readonly userPrincipalName?: string;
  readonly userRole?: string;
  readonly tenantId?: string;
}

export const durandInTeams: Account = {
  id: '29:durand',
  aadObjectId: '11111111-1111-4111-8111-111111111111',
  name: durand.name,
  email: durand.mail,
  userPrincipalName: durand.mail,
  tenantId,
};

export const bot = { id: `28:${appId}`, name: 'Casiers 47' };

/** The Teams function with a local issuer and a local connector. */
export async function openTeamsEndpoint(
  environment: TestEnvironment,
  instead: Partial<Pick<TeamsDeps, 'bot' | 'parseSentence'>> = {},
) {
  const issuer = await openTokenIssuer(environment.clock.now);
  const service = await openTeamsService();
  const addresses = {
    metadataUrl: issuer.metadataUrl,
    loginUrl: service.url,
    serviceOrigins: [service.url],
  };
  const config = parseConfig('teams-inbound', {
    ...environment.environment,
    TEAMS_SECRET_ID: 'teams',
    TEAMS_ADDRESSES: JSON.stringify(addresses),
  });
  const errors: Error[] = [];
  const secret = { value: JSON.stringify({ appId, tenantId, clientSecret: 'a secret' }) };
  const deps = {
    ...buildTeamsInbound(config, {
      ...{ table: environment.table, clock: environment.clock, secret: environment.secret },
      fetchTeamsSecret: async () => secret.value,
      sleep: async () => {},
    }),
    ...instead,
    logError: (error: Error) => void errors.push(error),
  };
  service.members.set(durandInTeams.id, { ...durandInTeams });
  let count = 0;

  /** An activity as Teams sends it. */
  function activity(changes: object, by: Account = durandInTeams) {
    count += 1;
    return {
      id: `activity-${count}`,
      channelId: 'msteams',
      serviceUrl: service.url,
      from: { id: by.id, aadObjectId: by.aadObjectId, name: by.name },
      recipient: bot,
      conversation: { conversationType: 'personal', id: 'a:personal', tenantId },
      channelData: { tenant: { id: tenantId } },
      ...changes,
    };
  }

  async function post(body: string, authorization: string | undefined) {
    const reply = await handleTeamsRequest(deps, {
      ...{ version: '2.0', routeKey: 'POST /teams/messages', rawPath: '/teams/messages' },
      ...{ rawQueryString: '', isBase64Encoded: true },
      body: Buffer.from(body).toString('base64'),
      headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
      requestContext: {} as never,
    });
    // Each answer has it, refusals and errors included.
    expect(reply.headers).toMatchObject({ 'x-content-type-options': 'nosniff' });
    return { status: reply.statusCode, body: reply.body ? JSON.parse(reply.body) : undefined };
  }

  /** Sends an activity with the token of Teams. */
  async function send(sent: object, signing: Signing = {}) {
    const claims = { serviceurl: service.url, ...signing.claims };
    return post(JSON.stringify(sent), `Bearer ${await issuer.sign({ ...signing, claims })}`);
  }

  return {
    issuer,
    service,
    secret,
    errors,
    activity,
    post,
    send,
    say: (text: string, changes: object = {}, by?: Account) =>
      send(activity({ type: 'message', text, ...changes }, by)),
    press: (action: object, changes: object = {}, by?: Account) =>
      send(
        activity(
          {
            type: 'invoke',
            name: 'adaptiveCard/action',
            value: { action: { type: 'Action.Execute', ...action }, trigger: 'manual' },
            ...changes,
          },
          by,
        ),
      ),
    close: () => Promise.all([issuer.close(), service.close()]),
  };
}

export type TeamsInbound = Awaited<ReturnType<typeof openTeamsEndpoint>>;
