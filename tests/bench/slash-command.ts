import { createHmac } from 'node:crypto';

/** A slash command as Slack signs it and API Gateway hands it over. */
export function slashCommand(
  { text, userId }: { readonly text: string; readonly userId: string },
  signingSecret: string,
) {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const body = new URLSearchParams({
    command: '/casiers',
    text,
    team_id: 'T1',
    team_domain: 'cd47',
    channel_id: 'D1',
    channel_name: 'directmessage',
    user_id: userId,
    user_name: 'claire',
    api_app_id: 'A1',
    trigger_id: `${timestamp}.${Math.floor(Math.random() * 1e9)}`,
    response_url: 'https://hooks.slack.example/commands/1',
  }).toString();
  const signature = createHmac('sha256', signingSecret)
    .update(`v0:${timestamp}:${body}`)
    .digest('hex');
  return {
    version: '2.0',
    routeKey: 'POST /slack/events',
    rawPath: '/slack/events',
    rawQueryString: '',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${signature}`,
    },
    requestContext: {
      domainName: 'casiers.example.org',
      http: { method: 'POST', path: '/slack/events', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1' },
      requestId: 'r',
      stage: '$default',
    },
    body,
    isBase64Encoded: false,
  };
}
