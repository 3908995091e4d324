import { type Colour, drawPng } from './draw-png.ts';

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
