import { type Logger, LogLevel, WebClient } from '@slack/web-api';
import { type Member, memberOf } from '../../../../infra/local/slack-simulator/workspace.ts';
import { answered, contentOf } from '../../../shared/slack-environment.ts';
import { sampleBotToken, startSampleSlack } from './sample-app.ts';

const ignore = () => undefined;
const silentLogger: Logger = {
  debug: ignore,
  info: ignore,
  warn: ignore,
  error: ignore,
  setLevel: ignore,
  getLevel: () => LogLevel.ERROR,
  setName: ignore,
};

/** A Slack whose clock the test sets. Its app keeps the last trigger and `response_url` and answers nothing. */
export async function startTestSlack() {
  let now: Date | undefined;
  let last = { trigger_id: '', response_url: '' };
  const slack = await startSampleSlack({
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
      logger: silentLogger,
    });
  const bot = clientWith(sampleBotToken);
  // The library's types do not allow the invalid content that Slack refuses.
  const call = async (method: string, args: object): Promise<Record<string, unknown>> => ({
    ...(await bot.apiCall(method, { ...args })),
  });
  return {
    slack,
    bot,
    clientWith,
    call,
    /** `ok`, or Slack's error code. */
    errorOf: (method: string, args: object) =>
      call(method, args).then(
        () => 'ok',
        (error: { data?: { error?: string } }) => error.data?.error,
      ),
    claire: (): Member => memberOf(slack.workspace, 'claire'),
    /** A trigger from a new command of Claire's. */
    async trigger(): Promise<string> {
      await slack.client.command('claire', '/perdu');
      return last.trigger_id;
    },
    lastTrigger: () => last.trigger_id,
    respond: (content: object) =>
      fetch(last.response_url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(content),
      }),
    advanceClock(milliseconds: number) {
      now = new Date((now ?? new Date()).getTime() + milliseconds);
    },
    resetClock() {
      now = undefined;
    },
  };
}

export type TestSlack = Awaited<ReturnType<typeof startTestSlack>>;
