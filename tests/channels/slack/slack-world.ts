import { readConfig } from '../../../functions/lambdas/wiring/config.ts';
import { wireSlack } from '../../../functions/lambdas/wiring/slack-inbound.ts';
import { toHttpEvent } from '../../../infra/local/aws/http-api/http-api.ts';
import type { WholeRequest } from '../../../infra/local/shared/http.ts';
import type { EndpointReply, SlackRequest } from '../../../infra/local/slack-simulator/sender.ts';
import type { LocalSlack, SlackOptions } from '../../../infra/local/slack-simulator/simulator.ts';
import { environment } from '../../shared/environment.ts';
import { slackBotToken, slackSigningSecret, startSlackWorld } from '../../shared/slack-world.ts';
import { makeWorld } from '../../shared/world.ts';

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
