import { App, AwsLambdaReceiver } from '@slack/bolt';

// The sample of Bolt's own guide, told only where its Slack is.
// https://docs.slack.dev/tools/bolt-js/deployments/aws-lambda
const { SLACK_SIGNING_SECRET = '', SLACK_BOT_TOKEN = '', SLACK_API_URL = '' } = process.env;

const receiver = new AwsLambdaReceiver({ signingSecret: SLACK_SIGNING_SECRET });
const app = new App({
  token: SLACK_BOT_TOKEN,
  receiver,
  clientOptions: { slackApiUrl: SLACK_API_URL },
});
app.command('/casiers', async ({ ack }) => {
  await ack('Bonjour');
});

export const handler = receiver.toHandler();
