import { createHmac } from 'node:crypto';

/** A request as Slack sends it to an app. */
export interface SlackRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** https://docs.slack.dev/authentication/verifying-requests-from-slack */
export function signRequest(
  { headers, body }: SlackRequest,
  signingSecret: string,
  now: Date,
): SlackRequest {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const mac = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
  return {
    headers: {
      ...headers,
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${mac}`,
    },
    body,
  };
}

/** Commands. */
export const formRequest = (fields: Readonly<Record<string, string>>): SlackRequest => ({
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams(fields).toString(),
});

/** Clicks, shortcuts, submissions. */
export const payloadRequest = (payload: object): SlackRequest =>
  formRequest({ payload: slackJson(payload) });

/** Events. */
export const eventRequest = (event: object): SlackRequest => ({
  headers: { 'content-type': 'application/json' },
  body: slackJson(event),
});

/** Slack writes letters with accents as escapes, and slashes too. */
function slackJson(content: object): string {
  return JSON.stringify(content)
    .replaceAll('/', '\\/')
    .replaceAll(
      /[\u0080-\uffff]/g,
      (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
}
