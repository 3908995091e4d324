import { randomBytes } from 'node:crypto';
import { botScopes } from '../../functions/channels/slack/manifest.ts';
import { demoEducation, demoStaff } from './seed/demo-declarations.ts';
import { endpointAt } from './slack-simulator/sender.ts';
import { type LocalSlack, startSlack } from './slack-simulator/simulator.ts';
import { channelOf, type Newcomer } from './slack-simulator/workspace.ts';

const member = (name: string, mail: string): Newcomer => ({
  handle: mail.split('@')[0] ?? '',
  name,
  mail,
});

/** As people who run the counter would find them: known ones, a guest, and one whom nobody knows. All invented. */
const people: readonly Newcomer[] = [
  ...[...demoStaff, demoEducation].map(({ name, mail }) => member(name, mail)),
  { ...member('Gaëlle Martin', 'gaelle.martin@colleges.example.org'), isGuest: true },
  member('Sacha Bernard', 'sacha.bernard@colleges.example.org'),
];

const educationChannel = 'education';

/** The workspace of the local world, whose app is the counter at that address; and what Slack gave us to know each other. */
export async function startLocalSlack(
  siteUrl: string,
): Promise<LocalSlack & { readonly secret: string }> {
  const botToken = `xoxb-${randomBytes(16).toString('hex')}`;
  const signingSecret = randomBytes(16).toString('hex');
  const slack = await startSlack({
    botToken,
    signingSecret,
    scopes: botScopes,
    people,
    channels: ['general', educationChannel],
    endpoint: endpointAt(`${siteUrl}/slack/events`),
  });
  const { workspace } = slack;
  const secret = JSON.stringify({
    signingSecret,
    botToken,
    workspaces: [workspace.team.id],
    educationChannel: channelOf(workspace, educationChannel).id,
  });
  return { ...slack, secret };
}
