import { type Logger, LogLevel, WebClient } from '@slack/web-api';
import { type Member, memberOf } from '../../../../infra/local/slack-simulator/workspace.ts';
import {
  answered,
  contentOf,
  slackBotToken,
  startSlackEnvironment,
} from '../../../shared/slack-environment.ts';

const mute = () => undefined;
const silence: Logger = {
  debug: mute,
  info: mute,
  warn: mute,
  error: mute,
  setLevel: mute,
  getLevel: () => LogLevel.ERROR,
  setName: mute,
};

/** A Slack whose app only notes what it is given to answer with, and whose clock we hold. */
export async function openDesk() {
  let now: Date | undefined;
  let last = { trigger_id: '', response_url: '' };
  const slack = await startSlackEnvironment({
    now: () => now ?? new Date(),
    endpoint: async (request) => {
      last = contentOf(request);
      return answered();
    },
  });
  const clientWith = (token: string | undefined) =>
    new WebClient(token, {
      slackApiUrl: slack.apiUrl,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      logger: silence,
    });
  const bot = clientWith(slackBotToken);
  // The shapes that the library wants are narrower than what we send to be refused.
  const call = async (method: string, args: object): Promise<Record<string, unknown>> => ({
    ...(await bot.apiCall(method, { ...args })),
  });
  return {
    slack,
    bot,
    clientWith,
    call,
    /** `ok`, or the word of Slack. */
    errorOf: (method: string, args: object) =>
      call(method, args).then(
        () => 'ok',
        (error: { data?: { error?: string } }) => error.data?.error,
      ),
    claire: (): Member => memberOf(slack.workspace, 'claire'),
    /** What Claire has just got from a command. */
    async trigger(): Promise<string> {
      await slack.client.command('claire', '');
      return last.trigger_id;
    },
    lastTrigger: () => last.trigger_id,
    respond: (content: object) =>
      fetch(last.response_url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(content),
      }),
    later(milliseconds: number) {
      now = new Date((now ?? new Date()).getTime() + milliseconds);
    },
    backToNow() {
      now = undefined;
    },
  };
}

export type Desk = Awaited<ReturnType<typeof openDesk>>;
