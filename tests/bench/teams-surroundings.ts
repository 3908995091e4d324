import { createStores } from '../../functions/adapters/dynamodb/stores.ts';
import { createClock } from '../../functions/adapters/node/runtime.ts';
import type { EnvironmentOf } from '../../functions/lambdas/wiring/config.ts';
import { startSecretsEngine } from '../../infra/local/aws/secrets/secrets.ts';
import { environment } from '../shared/environment.ts';
import { campaign2026, durand, register } from '../shared/examples.ts';
import { openTeamsService } from '../shared/teams-service.ts';
import { appId, openTokenIssuer, tenantId } from '../shared/token-issuer.ts';
import { startTable } from './surroundings.ts';

/** All that the Teams function speaks to, on this machine, and a button that somebody presses. */
export async function startTeamsSurroundings() {
  const issuer = await openTokenIssuer(() => new Date());
  const service = await openTeamsService();
  const secrets = await startSecretsEngine(
    new Map([
      ['teams', JSON.stringify({ appId, tenantId, clientSecret: 'c', educationChannel: '' })],
      ['sign-in', 'a secret of the bench'],
    ]),
  );
  const table = await startTable();
  const stores = createStores(table.table, '047', createClock('Europe/Paris'));
  await stores.departement.replaceRegister(register, '2026-01-01T00:00:00.000Z');
  await stores.departement.putCampaign(campaign2026);
  await stores.persons.save(durand);
  const from = { id: '29:durand', aadObjectId: 'a', name: durand.name };
  service.members.set(from.id, { ...from, email: durand.mail, tenantId });
  const token = await issuer.sign({ claims: { serviceurl: service.url } });
  const activity = {
    ...{ type: 'invoke', name: 'adaptiveCard/action', id: 'a1', channelId: 'msteams' },
    ...{ serviceUrl: service.url, from, recipient: { id: `28:${appId}` } },
    conversation: { conversationType: 'personal', id: 'a:1', tenantId },
    channelData: { tenant: { id: tenantId } },
    value: {
      action: { type: 'Action.Execute', verb: 'intent', data: { intent: { kind: 'help' } } },
    },
  };
  const ours: EnvironmentOf<'teams-inbound'> = {
    ...environment,
    TABLE_NAME: table.tableName,
    TEAMS_SECRET_ID: 'teams',
  };
  const addresses = {
    metadataUrl: issuer.metadataUrl,
    loginUrl: service.url,
    serviceOrigins: [service.url],
  };
  return {
    environment: {
      NODE_OPTIONS: '--enable-source-maps',
      AWS_REGION: 'eu-west-3',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_LAMBDA_FUNCTION_NAME: 'teams',
      AWS_ENDPOINT_URL_DYNAMODB: table.endpoint,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.url,
      ...ours,
      TEAMS_ADDRESSES: JSON.stringify(addresses),
    },
    pressed: () => ({
      ...{ version: '2.0', routeKey: 'POST /teams/messages', rawPath: '/teams/messages' },
      ...{ rawQueryString: '', isBase64Encoded: false, body: JSON.stringify(activity) },
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      requestContext: { http: { method: 'POST', path: '/teams/messages' } },
    }),
    async close() {
      await Promise.all([issuer.close(), service.close(), secrets.close(), table.close()]);
    },
  };
}
