import { createHmac } from 'node:crypto';
import { signingSecret } from './sample-bolt.ts';

export interface BoltCase {
  readonly title: string;
  readonly body: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signedWith?: string;
  readonly secondsAgo?: number;
  readonly base64?: boolean;
}

const form = (fields: Readonly<Record<string, string>>) => new URLSearchParams(fields).toString();
const interaction = (payload: object) => form({ payload: JSON.stringify(payload) });
const json = { 'content-type': 'application/json' };

const who = { team: { id: 'T1', domain: 'cd47' }, user: { id: 'U2', team_id: 'T1' } };
const command = (text: string) =>
  form({
    ...{ command: '/casiers', text, team_id: 'T1', user_id: 'U2', channel_id: 'C1' },
    ...{ trigger_id: '1.2', response_url: 'https://hooks.slack.example/commands/1' },
  });
const submission = (private_metadata: string) =>
  interaction({
    ...{ type: 'view_submission', ...who, trigger_id: '1.2' },
    view: { id: 'V1', callback_id: 'declare', private_metadata, state: { values: {} } },
  });
const event = (fields: object) =>
  JSON.stringify({
    ...{ type: 'event_callback', team_id: 'T1', api_app_id: 'A1', event_id: 'Ev1' },
    authorizations: [{ team_id: 'T1', user_id: 'U1', is_bot: true }],
    event: { user: 'U2', ts: '1.2', event_ts: '1.2', channel: 'C1', ...fields },
  });
const mention = event({ type: 'app_mention', text: '<@U1> état' });

export const cases: readonly BoltCase[] = [
  { title: 'a command', body: command('') },
  { title: 'a command with accents', body: command('dégât') },
  { title: 'a command that opens a modal', body: command('modal') },
  { title: 'a command nobody listens to', body: form({ command: '/autre', team_id: 'T1' }) },
  { title: 'a command whose listener throws', body: command('broken') },
  { title: 'a command that is not acknowledged', body: command('silence') },
  { title: 'a command acknowledged twice', body: command('twice') },
  { title: 'a command in base64', body: command('etat'), base64: true },
  { title: 'a submission with errors', body: submission('') },
  { title: 'a submission', body: submission('{"step":2}') },
  {
    title: 'a modal that is closed',
    body: interaction({
      ...{ type: 'view_closed', ...who, view: { callback_id: 'declare' }, is_cleared: false },
    }),
  },
  {
    title: 'a button',
    body: interaction({
      ...{ type: 'block_actions', ...who, trigger_id: '1.2', channel: { id: 'C1' } },
      response_url: 'https://hooks.slack.example/actions/1',
      actions: [{ type: 'button', action_id: 'ask:standing', block_id: 'b', value: '1' }],
    }),
  },
  {
    title: 'the options of a menu',
    body: interaction({
      ...{ type: 'block_suggestion', ...who, action_id: 'college', block_id: 'b', value: 'croc' },
    }),
  },
  {
    title: 'a shortcut on a message',
    body: interaction({
      ...{ type: 'message_action', ...who, callback_id: 'damage', channel: { id: 'C1' } },
      ...{
        message: { ts: '1.2', text: '3 portes' },
        response_url: 'https://hooks.slack.example/1',
      },
    }),
  },
  { title: 'a mention', headers: json, body: mention },
  {
    title: 'an event sent again',
    headers: { ...json, 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' },
    body: event({ type: 'app_home_opened', tab: 'home' }),
  },
  {
    title: 'a message in private',
    headers: json,
    body: event({ type: 'message', channel_type: 'im', text: 'il nous faut 12 casiers' }),
  },
  {
    title: 'a message of our own',
    headers: json,
    body: event({ type: 'message', channel_type: 'im', bot_id: 'B1', user: 'U1', text: 'Reçu' }),
  },
  { title: 'an event nobody listens to', headers: json, body: event({ type: 'team_join' }) },
  {
    title: 'the proof of an address',
    headers: json,
    body: JSON.stringify({ type: 'url_verification', challenge: '3eZbrw' }),
  },
  { title: 'the check of a certificate', body: form({ ssl_check: '1', token: 't' }) },
  { title: 'a wrong signature', body: command(''), signedWith: 'another secret' },
  { title: 'no signature', body: command(''), headers: { 'x-slack-signature': '' } },
  { title: 'a signature of old', body: command(''), secondsAgo: 301 },
  { title: 'a time that is no number', body: '', headers: { 'x-slack-request-timestamp': 'now' } },
  { title: 'a payload that is not JSON', body: form({ payload: '{"type":' }) },
  { title: 'an event that is not JSON', headers: json, body: '{"type":' },
  { title: 'a payload of null', body: form({ payload: 'null' }) },
  { title: 'a body of no known kind', headers: { 'content-type': 'text/plain' }, body: mention },
  { title: 'no body', body: undefined },
];

/** As API Gateway hands it to the function. */
export function requestOf(each: BoltCase, now: Date) {
  const { body = '', secondsAgo = 0, signedWith = signingSecret } = each;
  const timestamp = String(Math.floor(now.getTime() / 1000) - secondsAgo);
  const signed = createHmac('sha256', signedWith).update(`v0:${timestamp}:${body}`);
  return {
    version: '2.0',
    routeKey: 'POST /slack/events',
    rawPath: '/slack/events',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${signed.digest('hex')}`,
      ...each.headers,
    },
    isBase64Encoded: each.base64 ?? false,
    ...(each.body !== undefined && {
      body: each.base64 ? Buffer.from(body).toString('base64') : body,
    }),
  };
}
