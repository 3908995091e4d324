import { commands } from '../../content/language/commands.ts';
import { teamsApp } from '../../content/teams.ts';

export interface TeamsAppSetting {
  readonly appId: string;
  readonly siteUrl: string;
  readonly departementName: string;
  /** `1.0.0`: Teams accepts another package with a higher version only. */
  readonly version: string;
}

const scopes = ['personal', 'team', 'groupChat'] as const;
/** Teams shows no more of them. */
const maxCommands = 10;

/** The manifest of the app. https://learn.microsoft.com/microsoftteams/platform/resources/schema/manifest-schema */
export function teamsManifest({ appId, siteUrl, departementName, version }: TeamsAppSetting) {
  const site = siteUrl.replace(/\/$/, '');
  return {
    $schema: 'https://developer.microsoft.com/json-schemas/teams/v1.17/MicrosoftTeams.schema.json',
    manifestVersion: '1.17',
    version,
    id: appId,
    developer: {
      name: `Département ${departementName}`.slice(0, 32),
      websiteUrl: site,
      privacyUrl: `${site}/donnees-personnelles`,
      termsOfUseUrl: `${site}/mentions-legales`,
    },
    name: { short: teamsApp.name, full: teamsApp.fullName(departementName).slice(0, 100) },
    description: { short: teamsApp.short, full: teamsApp.full },
    localizationInfo: { defaultLanguageTag: 'fr', additionalLanguages: [] },
    icons: { color: 'color.png', outline: 'outline.png' },
    accentColor: '#14506E',
    defaultInstallScope: 'personal',
    bots: [
      {
        botId: appId,
        scopes,
        // Photos in the personal chat. In channels Teams would give files only to apps with more permissions.
        supportsFiles: true,
        isNotificationOnly: false,
        commandLists: [
          {
            scopes,
            commands: commands
              .slice(0, maxCommands)
              .map(({ word, what }) => ({ title: word, description: what })),
          },
        ],
      },
    ],
    permissions: ['identity', 'messageTeamMembers'],
    validDomains: [new URL(site).host],
  };
}
