import { App, AwsLambdaReceiver } from '@slack/bolt';
import { leanClients } from '../../../functions/run/aws/lean/lean-clients.ts';
import { makeClock } from '../../../functions/run/clock.ts';
import { makeHttpsFetch } from '../../../functions/run/https-fetch.ts';
import { once } from '../../../functions/run/once.ts';
import { wireStores } from '../../../functions/run/wire/wire-stores.ts';
import { damageForm } from '../../../functions/words/forms/damage-form.ts';
import { declarationForm } from '../../../functions/words/forms/declaration-form.ts';

const { TABLE_NAME = '', SLACK_SECRET_ID = '', SLACK_API_URL = '' } = process.env;
const clients = leanClients(process.env);
const stores = wireStores(clients.table(TABLE_NAME), '047', makeClock('Europe/Paris'));
const secret = clients.secret(SLACK_SECRET_ID);

const meet = once(async () => {
  const { signingSecret, botToken } = JSON.parse(await secret());
  const receiver = new AwsLambdaReceiver({ signingSecret });
  const app = new App({
    receiver,
    authorize: async () => ({ botToken, botId: 'B1', botUserId: 'U1' }),
    convoStore: false,
    clientOptions: {
      slackApiUrl: SLACK_API_URL,
      fetch: makeHttpsFetch({ timeoutMilliseconds: 2000 }),
    },
  });
  app.command('/casiers', async ({ ack, body, client }) => {
    const { user } = await client.users.info({ user: body.user_id });
    const person = await stores.persons.find(user?.profile?.email ?? '');
    const register = await stores.departement.register();
    await ack(`${person?.name} ${register.length} ${[damageForm, declarationForm].length}`);
  });
  return receiver.toHandler();
});

export const handler = async (event: never, context: object) => (await meet())(event, context);
