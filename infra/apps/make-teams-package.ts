import { strToU8, zipSync } from 'fflate';
import { type TeamsAppSetting, teamsManifest } from '../../functions/doors/teams/teams-manifest.ts';
import { teamsIcons } from './teams-icons.ts';

/** The archive that an administrator of Teams uploads. */
export function makeTeamsPackage(setting: TeamsAppSetting): Uint8Array {
  const manifest = strToU8(JSON.stringify(teamsManifest(setting), undefined, 2));
  const icons = Object.entries(teamsIcons).map(([name, draw]) => [name, draw()] as const);
  // Always of the same day, so that the same files make the same archive.
  return zipSync(
    { 'manifest.json': manifest, ...Object.fromEntries(icons) },
    { mtime: '2026-01-01T12:00:00Z' },
  );
}
