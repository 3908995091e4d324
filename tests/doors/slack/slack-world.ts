import { readConfig } from '../../../functions/run/config.ts';
import { wireSlack } from '../../../functions/run/wire/wire-slack.ts';
import { toHttpEvent } from '../../../infra/local/http/http-event.ts';
import type { WholeRequest } from '../../../infra/local/http/http-message.ts';
import type { SlackRequest } from '../../../infra/local/slack/slack-request.ts';
import type { EndpointReply } from '../../../infra/local/slack/slack-sender.ts';
import type { LocalSlack, SlackOptions } from '../../../infra/local/slack/start-slack.ts';
import { slackBotToken, slackSigningSecret, startSlackWorld } from '../../engines/slack-world.ts';
import { environment } from '../../environment.ts';
import { makeWorld } from '../../world.ts';

const route = { route: { key: 'POST /slack/events', functionArn: '' }, pathParameters: undefined };

/** The counter with its Slack door, and a Slack whose people act in it, signed and through HTTP events as AWS makes them. */
export async function makeSlackWorld(
  options: Partial<Pick<SlackOptions, 'retryMilliseconds' | 'scopes'>> = {},
) {
  const world = await makeWorld();
  const replies: EndpointReply[] = [];
  const requests: SlackRequest[] = [];

  async function post({ headers, body }: SlackRequest): Promise<EndpointReply> {
    const request: WholeRequest = {
      method: 'POST',
      path: '/slack/events',
      query: '',
      headers,
      body: Buffer.from(body),
      sourceIp: '127.0.0.1',
    };
    requests.push({ headers, body });
    const reply = await handle(toHttpEvent(request, route, world.clock.now()));
    const told = {
      status: reply.statusCode ?? 200,
      headers: Object.fromEntries(
        Object.entries(reply.headers ?? {}).map(([name, value]) => [name, String(value)]),
      ),
      body: reply.body ?? '',
    };
    replies.push(told);
    return told;
  }

  const slack: LocalSlack = await startSlackWorld({
    endpoint: post,
    now: world.clock.now,
    retryMilliseconds: [],
    ...options,
  });
  const stored = {
    reads: 0,
    setting: {
      signingSecret: slackSigningSecret,
      botToken: slackBotToken,
      workspaces: [slack.workspace.team.id],
      educationChannel: '',
    },
  };
  const slackEnvironment = {
    ...environment,
    SLACK_SECRET_ID: 'slack',
    SLACK_API_URL: slack.apiUrl,
  };
  const handle = wireSlack(readConfig('slack', slackEnvironment), {
    ...world,
    secret: async () => 'a secret of the tests',
    fetchSlackSecret: async () => {
      stored.reads += 1;
      return JSON.stringify(stored.setting);
    },
    reportError: (error) => world.errors.push(error),
  });
  return { ...world, slack, handle, post, replies, requests, stored };
}

export type SlackWorld = Awaited<ReturnType<typeof makeSlackWorld>>;
