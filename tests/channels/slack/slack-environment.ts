import { expect } from 'vitest';
import { parseConfig } from '../../../functions/lambdas/wiring/config.ts';
import { buildSlackInbound } from '../../../functions/lambdas/wiring/slack-inbound.ts';
import { toHttpEvent } from '../../../infra/local/aws/http-api/http-api.ts';
import type { WholeRequest } from '../../../infra/local/shared/http.ts';
import type { EndpointReply, SlackRequest } from '../../../infra/local/slack-simulator/sender.ts';
import type { LocalSlack, SlackOptions } from '../../../infra/local/slack-simulator/simulator.ts';
import { environment } from '../../shared/environment.ts';
import {
  slackBotToken,
  slackSigningSecret,
  startSlackEnvironment,
} from '../../shared/slack-environment.ts';
import { createTestEnvironment } from '../../shared/test-environment.ts';

const route = { route: { key: 'POST /slack/events', functionArn: '' }, pathParameters: undefined };

/** The Slack function with an emulated Slack, which sends signed requests as HTTP events of AWS. */
export async function createSlackEnvironment(
  options: Partial<Pick<SlackOptions, 'retryMilliseconds' | 'scopes'>> = {},
) {
  const localEnvironment = await createTestEnvironment();
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
    const reply = await handle(toHttpEvent(request, route, localEnvironment.clock.now()));
    const answer = {
      status: reply.statusCode ?? 200,
      headers: Object.fromEntries(
        Object.entries(reply.headers ?? {}).map(([name, value]) => [name, String(value)]),
      ),
      body: reply.body ?? '',
    };
    // Each answer has it, refusals and errors included.
    expect(answer.headers).toMatchObject({ 'x-content-type-options': 'nosniff' });
    replies.push(answer);
    return answer;
  }

  const slack: LocalSlack = await startSlackEnvironment({
    endpoint: post,
    now: localEnvironment.clock.now,
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
  const handle = buildSlackInbound(parseConfig('slack-inbound', slackEnvironment), {
    ...localEnvironment,
    secret: async () => 'a secret of the tests',
    fetchSlackSecret: async () => {
      stored.reads += 1;
      return JSON.stringify(stored.setting);
    },
    logError: (error) => localEnvironment.errors.push(error),
  });
  return { ...localEnvironment, slack, handle, post, replies, requests, stored };
}

export type SlackEnvironment = Awaited<ReturnType<typeof createSlackEnvironment>>;
