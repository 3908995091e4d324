import { crc32, deflateSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { type TeamsAppSetting, teamsManifest } from '../../../functions/channels/teams/manifest.ts';

/** Red, green, blue, and how much it covers. */
export type Colour = readonly [number, number, number, number];

/** A square picture, dot by dot. https://www.w3.org/TR/png-3/ */
export function drawPng(side: number, colourAt: (x: number, y: number) => Colour): Uint8Array {
  const rows = Array.from({ length: side }, (_, y) =>
    Buffer.from([0, ...Array.from({ length: side }, (__, x) => colourAt(x, y)).flat()]),
  );
  const size = Buffer.alloc(13);
  size.writeUInt32BE(side, 0);
  size.writeUInt32BE(side, 4);
  // Eight bits of each colour and of what it covers.
  size.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', size),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const framed = Buffer.alloc(content.length + 12);
  framed.writeUInt32BE(content.length, 0);
  framed.set(named, 4);
  framed.writeUInt32BE(crc32(named), content.length + 8);
  return framed;
}

const blue: Colour = [0x14, 0x50, 0x6e, 255];
const white: Colour = [255, 255, 255, 255];
const nothing: Colour = [255, 255, 255, 0];

/** Two lockers side by side, each with its louvres and its lock; `x` and `y` in thirty-seconds of the picture. */
function isLocker(x: number, y: number): boolean {
  const door = x < 16 ? x : 31 - x;
  const inside = door >= 5 && door < 16 && y >= 4 && y < 28;
  const frame = door === 5 || door === 15 || y === 4 || y === 27;
  const louvre = (y === 8 || y === 11) && door >= 8 && door <= 12;
  const lock = y >= 16 && y <= 18 && door >= 12 && door <= 13;
  return inside && (frame || louvre || lock);
}

/** As Teams wants them: one of 192 dots in colour, one of 32 in white on nothing. */
export const teamsIcons = {
  'color.png': () =>
    drawPng(192, (x, y) => (isLocker(Math.floor(x / 6), Math.floor(y / 6)) ? white : blue)),
  'outline.png': () => drawPng(32, (x, y) => (isLocker(x, y) ? white : nothing)),
};

/** The archive that an administrator of Teams uploads. */
export function createTeamsPackage(setting: TeamsAppSetting): Uint8Array {
  const manifest = strToU8(JSON.stringify(teamsManifest(setting), undefined, 2));
  const icons = Object.entries(teamsIcons).map(([name, draw]) => [name, draw()] as const);
  // Always of the same day, so that the same files make the same archive.
  return zipSync(
    { 'manifest.json': manifest, ...Object.fromEntries(icons) },
    { mtime: '2026-01-01T12:00:00Z' },
  );
}
