import { deflateSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { toChunk } from '../../../functions/adapters/images/png.ts';
import { type TeamsAppSetting, teamsManifest } from '../../../functions/channels/teams/manifest.ts';

/** Two lockers side by side, each with its louvres and its lock. */
const lockers = [
  '                ',
  '                ',
  '  #####  #####  ',
  '  #   #  #   #  ',
  '  #####  #####  ',
  '  #   #  #   #  ',
  '  #####  #####  ',
  '  ### #  # ###  ',
  '  ### #  # ###  ',
  '  #####  #####  ',
  '  #####  #####  ',
  '  #####  #####  ',
  '  #####  #####  ',
  '  #####  #####  ',
  '                ',
  '                ',
];

/** Red, green, blue and opacity. */
const blue = [0x14, 0x50, 0x6e, 255];
const white = [255, 255, 255, 255];
const transparent = [255, 255, 255, 0];

/** The lockers in white, each character as a square of that many pixels. https://www.w3.org/TR/png-3/ */
function toPng(pixels: number, background: readonly number[]): Uint8Array {
  const side = lockers.length * pixels;
  const repeat = <Thing>(thing: Thing) => Array.from({ length: pixels }, () => thing);
  const lines = lockers.flatMap((row) => {
    const colours = [...row].flatMap((dot) => repeat(dot === '#' ? white : background));
    // Each line begins with its filter: none.
    return repeat([0, ...colours.flat()]);
  });
  const signature = new Uint8Array([0x89, ...strToU8('PNG\r\n\x1a\n')]);
  // 8 bits for each of the 4 values of a pixel.
  const header = new Uint8Array([0, 0, 0, side, 0, 0, 0, side, 8, 6, 0, 0, 0]);
  const image = deflateSync(Uint8Array.from(lines.flat()));
  return Buffer.concat([
    signature,
    toChunk('IHDR', header),
    toChunk('IDAT', image),
    toChunk('IEND', new Uint8Array()),
  ]);
}

/** The icons of an app in Teams: 192 pixels in colour, and 32 in white on a transparent background. */
export const teamsIcons = {
  'color.png': () => toPng(12, blue),
  'outline.png': () => toPng(2, transparent),
};

/** The archive that an administrator uploads to Teams. */
export function createTeamsPackage(setting: TeamsAppSetting): Uint8Array {
  const manifest = strToU8(JSON.stringify(teamsManifest(setting), undefined, 2));
  const icons = Object.entries(teamsIcons).map(([name, draw]) => [name, draw()] as const);
  // A fixed date, so that the same files make the same archive.
  return zipSync(
    { 'manifest.json': manifest, ...Object.fromEntries(icons) },
    { mtime: '2026-01-01T12:00:00Z' },
  );
}
