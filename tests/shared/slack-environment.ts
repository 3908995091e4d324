import { slackManifest } from '../../functions/channels/slack/manifest.ts';
import type { EndpointReply, SlackRequest } from '../../infra/local/slack-simulator/sender.ts';
import {
  type LocalSlack,
  type SlackOptions,
  startSlack,
} from '../../infra/local/slack-simulator/simulator.ts';

export const slackBotToken = 'xoxb-of-the-tests';
export const slackSigningSecret = 'signing-secret-of-the-tests';

/** A Slack with Claire, Omar, the service Éducation, a guest and a member without an account; requests to the app go to `endpoint`. */
export const startSlackEnvironment = (
  options: Partial<SlackOptions> & Pick<SlackOptions, 'endpoint'>,
): Promise<LocalSlack> =>
  startSlack({
    botToken: slackBotToken,
    signingSecret: slackSigningSecret,
    manifest: slackManifest('http://127.0.0.1'),
    team: { name: 'Casiers 47', domain: 'casiers47' },
    people: [
      { handle: 'claire', name: 'Claire Durand', mail: 'claire.durand@colleges.example.org' },
      { handle: 'omar', name: 'Omar Petit', mail: 'omar.petit@colleges.example.org' },
      { handle: 'education', name: 'Service Éducation', mail: 'education@casiers.example.org' },
      { handle: 'guest', name: 'Gaëlle Invitée', mail: 'guest@example.org', isGuest: true },
      { handle: 'unlinked', name: 'Sacha Inconnu', mail: 'sacha@example.org' },
    ],
    channels: ['general', 'education'],
    ...options,
  });

export const answered = (content?: object | string): EndpointReply => ({
  status: 200,
  headers: {},
  body:
    content === undefined ? '' : typeof content === 'string' ? content : JSON.stringify(content),
});

/** The fields of a command, the payload of an interaction or the envelope of an event. */
export function contentOf({ headers, body }: SlackRequest) {
  if (headers['content-type'] === 'application/json') return JSON.parse(body);
  const fields = Object.fromEntries(new URLSearchParams(body));
  return fields['payload'] ? JSON.parse(fields['payload']) : fields;
}
