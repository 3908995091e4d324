import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createStores } from '../../functions/adapters/dynamodb/stores.ts';
import { createTable } from '../../functions/adapters/dynamodb/table.ts';
import { createClock } from '../../functions/adapters/node/runtime.ts';
import type { EnvironmentOf } from '../../functions/lambdas/wiring/config.ts';
import { createClient, startTableEngine } from '../../infra/local/aws/dynamodb/engine.ts';
import { startSecretsEngine } from '../../infra/local/aws/secrets/secrets.ts';
import { synthesise } from '../infra/synthesise.ts';
import { environment } from '../shared/environment.ts';
import { campaign2026, durand, register } from '../shared/examples.ts';
import { startSlack } from './slack-stand-in.ts';

export const signingSecret = 'a secret of the bench';
const region = 'eu-west-3';

/** An empty table, shaped as the template says. */
export async function startTable() {
  const folder = mkdtempSync(join(tmpdir(), 'bench-table-'));
  const engine = await startTableEngine(folder, region);
  const [definition] = Object.values(synthesise('local').findResources('AWS::DynamoDB::Table'));
  const tableName = 'casiers';
  await engine.createTable(tableName, definition?.['Properties']);
  const client = createClient(engine.endpoint, region);
  return {
    ...{ endpoint: engine.endpoint, client, tableName, table: createTable(client, tableName) },
    async close() {
      client.destroy();
      await engine.close();
      rmSync(folder, { recursive: true });
    },
  };
}

export type Surroundings = Awaited<ReturnType<typeof startSurroundings>>;

/** All that the Slack function speaks to, on this machine, and the environment that leads it there. */
export async function startSurroundings() {
  const slack = await startSlack();
  const secret = { signingSecret, botToken: 'xoxb-1', workspaces: ['T1'], educationChannel: 'C1' };
  const slackSecret = JSON.stringify(secret);
  const secrets = await startSecretsEngine(
    new Map([
      ['slack', slackSecret],
      ['sign-in', 'a secret of the bench'],
    ]),
  );
  const table = await startTable();
  const stores = createStores(table.table, '047', createClock('Europe/Paris'));
  await stores.departement.replaceRegister(register, '2026-01-01T00:00:00.000Z');
  await stores.departement.putCampaign(campaign2026);
  await stores.persons.save(durand);
  const onLambda = {
    NODE_OPTIONS: '--enable-source-maps',
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_LAMBDA_FUNCTION_NAME: 'slack',
    AWS_ENDPOINT_URL_DYNAMODB: table.endpoint,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.url,
  };
  const ours: EnvironmentOf<'slack-inbound'> = {
    ...environment,
    TABLE_NAME: table.tableName,
    SLACK_SECRET_ID: 'slack',
    SLACK_API_URL: slack.url,
  };
  return {
    slack,
    environment: { ...onLambda, ...ours },
    /** For the function that asks nobody for it. */
    slackSecret,
    async close() {
      await Promise.all([slack.close(), secrets.close(), table.close()]);
    },
  };
}
