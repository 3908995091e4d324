import {
  type LocalSlack,
  type SlackOptions,
  startSlack,
} from '../../../../infra/local/slack-simulator/simulator.ts';

/* An app of another project: the simulator knows nothing of this one. */

export const sampleBotToken = 'xoxb-of-the-sample-app';
export const sampleSigningSecret = 'signing-secret-of-the-sample-app';

export const sampleManifest = {
  display_information: { name: 'Objets trouvés' },
  features: {
    bot_user: { display_name: 'Objets trouvés' },
    shortcuts: [
      { type: 'global', name: 'Déclarer une perte', callback_id: 'lost' },
      { type: 'message', name: 'C’est à moi', callback_id: 'claim' },
    ],
    slash_commands: [
      { command: '/perdu', usage_hint: '[clé | parapluie]' },
      { command: '/trouvé' },
    ],
  },
  oauth_config: {
    scopes: { bot: ['chat:write', 'files:read', 'im:history', 'users:read', 'users:read.email'] },
  },
} as const;

/** A Slack with Claire, Omar and a guest; requests to the app go to `endpoint`. */
export const startSampleSlack = (
  options: Partial<SlackOptions> & Pick<SlackOptions, 'endpoint'>,
): Promise<LocalSlack> =>
  startSlack({
    botToken: sampleBotToken,
    signingSecret: sampleSigningSecret,
    manifest: sampleManifest,
    team: { name: 'Mairie', domain: 'mairie' },
    people: [
      { handle: 'claire', name: 'Claire Durand', mail: 'claire.durand@example.org' },
      { handle: 'omar', name: 'Omar Petit', mail: 'omar.petit@example.org' },
      { handle: 'guest', name: 'Gaëlle Martin', mail: 'gaelle.martin@example.org', isGuest: true },
    ],
    channels: ['general', 'accueil-du-public'],
    ...options,
  });
