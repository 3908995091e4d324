import { randomBytes } from 'node:crypto';
import { slackManifest } from '../../functions/channels/slack/manifest.ts';
import { demoEducation, demoStaff } from './seed/demo-declarations.ts';
import { endpointAt } from './slack-simulator/sender.ts';
import { type LocalSlack, startSlack } from './slack-simulator/simulator.ts';
import { channelOf, type MemberOptions } from './slack-simulator/workspace.ts';

const member = (name: string, mail: string): MemberOptions => ({
  handle: mail.split('@')[0] ?? '',
  name,
  mail,
});

/** Invented members: those whom the demo data know, a guest, and one without an account. */
const people: readonly MemberOptions[] = [
  ...[...demoStaff, demoEducation].map(({ name, mail }) => member(name, mail)),
  { ...member('Gaëlle Martin', 'gaelle.martin@colleges.example.org'), isGuest: true },
  member('Sacha Bernard', 'sacha.bernard@colleges.example.org'),
];

const educationChannel = 'education';

/** Starts the workspace of the local environment. `secret` is what a person would copy from Slack into the secret of the bot. */
export async function startLocalSlack(
  siteUrl: string,
): Promise<LocalSlack & { readonly secret: string }> {
  const botToken = `xoxb-${randomBytes(16).toString('hex')}`;
  const signingSecret = randomBytes(16).toString('hex');
  const slack = await startSlack({
    botToken,
    signingSecret,
    manifest: slackManifest(siteUrl),
    team: { name: 'Casiers 47', domain: 'casiers47' },
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
