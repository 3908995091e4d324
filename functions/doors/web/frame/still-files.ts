import type { Hono } from 'hono';
import { icon, iconPath } from './icon.ts';
import { styleSheet, styleSheetPath } from './style-sheet.ts';

/** Nothing here is for search engines: most pages are somebody's, and the others are reached from the Département's site. */
const robots = 'User-agent: *\nDisallow: /\n';

const day = 24 * 3600;
const forAYear = `public, max-age=${365 * day}, immutable`;

/** What is the same for everybody, and may be kept. */
export function registerStillFiles(app: Hono): void {
  const files = [
    [styleSheetPath, styleSheet, 'text/css; charset=utf-8', forAYear],
    [iconPath, icon, 'image/svg+xml', forAYear],
    ['/robots.txt', robots, 'text/plain; charset=utf-8', `public, max-age=${day}`],
  ] as const;
  for (const [path, content, type, cache] of files) {
    app.get(path, (c) => c.body(content, 200, { 'Content-Type': type, 'Cache-Control': cache }));
  }
}
