import { type TeamsAppSetting, teamsManifest } from '../../doors/teams/teams-manifest.ts';
import { teamsIcons } from './teams-icons.ts';
import { zipFiles } from './zip-files.ts';

/** The archive that an administrator of Teams uploads. */
export function makeTeamsPackage(setting: TeamsAppSetting): Uint8Array {
  const manifest = JSON.stringify(teamsManifest(setting), undefined, 2);
  return zipFiles([
    { name: 'manifest.json', content: Buffer.from(manifest) },
    ...Object.entries(teamsIcons).map(([name, draw]) => ({ name, content: draw() })),
  ]);
}
