import { createHash } from 'node:crypto';
import type { Hono } from 'hono';

/** `/style-0123456789ab.css`: a name that changes with the content lets browsers cache the file for a year. */
export function namedAfterContent(name: string, extension: string, content: string): string {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
  return `/${name}-${hash}.${extension}`;
}

/** Our own design, because the State's design system is reserved to the State. Contrasts are AA or better in both color schemes. */
export const styleSheet = `
:root {
  color-scheme: light dark;
  --paper: #fdfcf9;
  --sheet: #ffffff;
  --ink: #1b2430;
  --quiet: #4a5766;
  --line: #8a96a3;
  --hair: #d5dbe1;
  --steel: #14506e;
  --on-steel: #ffffff;
  --wash: #e8f0f4;
  --alarm: #a3221b;
  --alarm-wash: #fdeeec;
  --focus: #b35900;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #12181f;
    --sheet: #1a222b;
    --ink: #e9edf1;
    --quiet: #b3bec9;
    --line: #7d8a97;
    --hair: #34404c;
    --steel: #8cc8e6;
    --on-steel: #0c1b25;
    --wash: #1d2f3a;
    --alarm: #ff9d94;
    --alarm-wash: #3a1f1d;
    --focus: #ffb454;
  }
}
* { box-sizing: border-box; }
html { font: 100%/1.55 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
body { margin: 0; min-height: 100vh; display: flex; flex-direction: column; background: var(--paper); color: var(--ink); overflow-wrap: break-word; }
.band { width: 100%; max-width: 46rem; margin: 0 auto; padding-inline: 1rem; }
a { color: var(--steel); text-underline-offset: .15em; }
:focus-visible, [tabindex="-1"]:focus { outline: 3px solid var(--focus); outline-offset: 3px; border-radius: 2px; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; top: .5rem; background: var(--sheet); padding: .5rem 1rem; z-index: 1; }
.top { background: var(--sheet); border-bottom: 1px solid var(--hair); }
.top .band { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; align-items: center; justify-content: space-between; padding-top: .75rem; padding-bottom: .75rem; }
.brand { color: inherit; text-decoration: none; display: grid; grid-template-columns: auto 1fr; column-gap: .75rem; }
/* The vents of a locker door. */
.brand::before { content: ""; grid-row: 1 / 3; width: 1.6rem; border: 2px solid var(--steel); border-radius: 3px; background: linear-gradient(var(--steel) 2px, transparent 2px) 50% .5rem / 50% .4rem repeat-y; background-clip: padding-box; }
.brand-name { font-weight: 700; }
.brand-of { font-size: .875rem; color: var(--quiet); }
nav { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; align-items: center; }
button.plain { background: none; border: 0; padding: .35rem 0; min-height: 0; font-weight: 400; color: var(--steel); text-decoration: underline; text-underline-offset: .15em; }
nav a { padding: .35rem 0; }
nav form { display: flex; }
.filters { border-bottom: 1px solid var(--hair); margin-bottom: 1.25rem; }
.filters a { border-bottom: 3px solid transparent; }
.filters [aria-current] { color: inherit; font-weight: 600; text-decoration: none; border-color: var(--steel); }
main { flex: 1; padding-top: 1.5rem; padding-bottom: 3rem; }
h1 { font-size: clamp(1.5rem, 5vw, 2rem); line-height: 1.2; margin: 0 0 1rem; }
h2 { font-size: 1.25rem; line-height: 1.3; margin: 0 0 .5rem; }
p { margin: 0 0 1rem; }
.lead { font-size: 1.125rem; }
.quiet { color: var(--quiet); font-size: .9375rem; }
.hint { color: var(--quiet); font-size: .9375rem; margin: 0 0 .4rem; }
.callout { background: var(--wash); border-left: 4px solid var(--steel); padding: .75rem 1rem; }
.card { background: var(--sheet); border: 1px solid var(--hair); border-radius: 6px; padding: 1rem 1.25rem; margin: 0 0 1.5rem; }
.card > :last-child { margin-bottom: 0; }
.bottom { border-top: 1px solid var(--hair); padding: 1.25rem 0; font-size: .9375rem; }
.bottom p { margin: 0 0 .25rem; }
.reading { margin: 1.75rem 0; }
.reading li { margin-bottom: .35rem; }
button, .button { font: inherit; font-weight: 600; display: inline-block; min-height: 2.75rem; padding: .6rem 1.1rem; border: 2px solid var(--steel); border-radius: 5px; background: var(--steel); color: var(--on-steel); text-decoration: none; cursor: pointer; }
button:hover, .button:hover { text-decoration: underline; }
button.secondary, .button.secondary { background: transparent; color: var(--steel); }
.or { display: flex; align-items: center; gap: 1rem; color: var(--quiet); }
.or::before, .or::after { content: ""; flex: 1; border-top: 1px solid var(--hair); }
.links { display: flex; flex-wrap: wrap; gap: .75rem 1.5rem; align-items: center; }
.row { display: flex; flex-wrap: wrap; gap: .75rem; }
.row input { flex: 1 1 14rem; }
.question { border: 0; padding: 0; margin: 0 0 1.5rem; min-width: 0; }
.question label, .question legend { font-weight: 600; padding: 0; display: block; margin-bottom: .15rem; }
.question .required { font-weight: 400; color: var(--quiet); }
input, textarea { font: inherit; color: inherit; background: var(--sheet); border: 1px solid var(--line); border-radius: 4px; padding: .55rem .7rem; width: 100%; min-height: 2.75rem; }
textarea { resize: vertical; }
input.short { max-width: 8rem; }
input.medium { max-width: 14rem; }
.question .option { display: flex; gap: .75rem; align-items: center; font-weight: 400; min-height: 2.75rem; margin: 0; cursor: pointer; }
.option input { width: 1.4rem; min-height: 1.4rem; height: 1.4rem; margin: 0; flex: none; accent-color: var(--steel); }
.step { border-top: 1px solid var(--hair); padding-top: 1.5rem; margin-top: 1.5rem; }
.actions { border-top: 1px solid var(--hair); padding-top: 1.5rem; }
.actions .hint { margin: .4rem 0 1.25rem; }
.wrong { border-left: 4px solid var(--alarm); padding-left: 1rem; }
.wrong input:not([type=radio], [type=checkbox]), .wrong textarea { border: 2px solid var(--alarm); }
.error { color: var(--alarm); font-weight: 600; margin: 0 0 .4rem; }
.errors { border: 3px solid var(--alarm); background: var(--alarm-wash); border-radius: 6px; padding: 1rem 1.25rem; margin: 0 0 1.5rem; }
.errors h2 { font-size: 1.125rem; }
.errors > :last-child { margin-bottom: 0; }
.errors ul a { color: var(--alarm); font-weight: 600; }
.choices { list-style: none; padding: 0; margin: 0; display: grid; gap: .5rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 19rem), 1fr)); }
.choice { display: block; border-radius: 5px; padding: .6rem 1.1rem; text-decoration: none; width: 100%; height: 100%; text-align: left; font-weight: 400; background: var(--sheet); color: var(--ink); border: 1px solid var(--line); }
.choice strong { display: block; color: var(--steel); }
.reference { background: var(--wash); border-radius: 6px; padding: 1rem 1.25rem; display: grid; }
.reference strong { font-size: 1.5rem; letter-spacing: .03em; }
.answers { margin: 0 0 2rem; }
.answers > div { display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); gap: .25rem 1.5rem; padding: .6rem 0; border-bottom: 1px solid var(--hair); }
.answers dt { color: var(--quiet); }
.answers dd { margin: 0; white-space: pre-line; overflow-wrap: anywhere; }
.people { list-style: none; padding: 0; }
.people li { display: flex; flex-wrap: wrap; gap: .5rem 1rem; justify-content: space-between; align-items: center; padding: .75rem 0; border-bottom: 1px solid var(--hair); }
.totals { display: grid; grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr)); gap: 1rem; margin: 0 0 1.5rem; }
.totals > div { background: var(--wash); border-radius: 6px; padding: .75rem 1rem; }
.totals dt { font-size: .9375rem; }
.totals dd { margin: 0; font-size: 1.5rem; font-weight: 700; }
.photos { list-style: none; padding: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 12rem), 1fr)); gap: .75rem; }
.photos img { width: 100%; height: auto; display: block; border: 1px solid var(--hair); border-radius: 4px; }
.journal { padding-left: 1.25rem; }
.journal blockquote { margin: .25rem 0 .5rem; padding-left: .75rem; border-left: 3px solid var(--hair); white-space: pre-line; }
.damages { list-style: none; padding: 0; margin: 0 0 1rem; }
.damages > li { padding: .6rem 0; border-bottom: 1px solid var(--hair); }
.damages .photos { grid-template-columns: repeat(auto-fill, minmax(6rem, 1fr)); margin: .5rem 0; }
.damages .photos img { aspect-ratio: 1; object-fit: cover; }
h3 { font-size: 1.0625rem; margin: 1rem 0 .25rem; }
.group { border: 1px solid var(--hair); border-radius: 6px; padding: .75rem 1rem 0; margin: 0 0 1rem; min-width: 0; }
.group > legend { font-weight: 600; padding: 0 .35rem; }
/* Hides the réserves until they are asked for; a browser without :has() shows them always. */
.reception:not(:has([value=with-reserves]:checked)) .reserves { display: none; }
.secret { display: block; padding: .75rem; border: 1px solid var(--line); overflow-wrap: anywhere; user-select: all; }
.acts form { margin: 0 0 1.25rem; }
.acts .quiet { margin: .4rem 0 0; }
summary { cursor: pointer; padding: .6rem 0; color: var(--steel); }
table { border-collapse: collapse; width: 100%; margin: 0 0 1rem; }
th, td { text-align: left; vertical-align: top; padding: .5rem .75rem .5rem 0; border-bottom: 1px solid var(--hair); }
@media (max-width: 34rem) {
  .answers > div { grid-template-columns: 1fr; }
  .stack thead { position: absolute; left: -999rem; }
  .stack tr { display: block; border-bottom: 1px solid var(--line); padding: .5rem 0; }
  .stack th, .stack td { overflow-wrap: anywhere; display: block; border: 0; padding: .15rem 0; }
  .stack td::before { content: attr(data-label) " : "; color: var(--quiet); }
  .actions button { width: 100%; }
}
@page { size: A4; margin: 15mm 18mm; }
@media print {
  :root { color-scheme: light; --paper: #fff; --sheet: #fff; --ink: #000; --quiet: #333; --wash: #fff; --hair: #999; --steel: #000; }
  html { font-size: 10pt; line-height: 1.4; }
  .skip, nav, .screen-only, .actions, .bottom p + p { display: none; }
  .band { max-width: none; padding-inline: 0; }
  .top { border-bottom: 0; }
  .brand::before { print-color-adjust: exact; }
  main { padding: .5rem 0 0; }
  h1, h2, dt { break-after: avoid; }
  p, li { orphans: 3; widows: 3; }
  .reference { border: 1px solid #000; }
  .reference, .card, .question, .journal li { break-inside: avoid; }
  .answers { margin-bottom: 1rem; }
  /* Two columns on any paper size; no page break within a row. */
  .answers > div { grid-template-columns: 2fr 3fr; padding: .3rem 0; break-inside: avoid; }
  .bottom { padding: .5rem 0 0; }
  .reading a[href^="http"]::after { content: " (" attr(href) ")"; overflow-wrap: anywhere; }
}
`;

export const styleSheetPath = namedAfterContent('style', 'css', styleSheet);

/** A locker, with contrast on light and dark tabs. */
export const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">' +
  '<rect x="6" y="1.5" width="20" height="29" rx="3" fill="#14506e" stroke="#8cc8e6" stroke-width="1.5"/>' +
  '<path d="M11 8h10M11 12h10M11 16h10" stroke="#fff" stroke-width="2"/>' +
  '<circle cx="21.5" cy="22" r="1.6" fill="#fff"/>' +
  '</svg>';

export const iconPath = namedAfterContent('icon', 'svg', icon);

/** Nothing here is for search engines: most pages need a session, and the Département's site links to the others. */
const robots = 'User-agent: *\nDisallow: /\n';

const day = 24 * 3600;
const forAYear = `public, max-age=${365 * day}, immutable`;

/** The files that are the same for all visitors, and may be cached. */
export function registerStaticFiles(app: Hono): void {
  const files = [
    [styleSheetPath, styleSheet, 'text/css; charset=utf-8', forAYear],
    [iconPath, icon, 'image/svg+xml', forAYear],
    ['/robots.txt', robots, 'text/plain; charset=utf-8', `public, max-age=${day}`],
  ] as const;
  for (const [path, content, type, cache] of files) {
    app.get(path, (c) => c.body(content, 200, { 'Content-Type': type, 'Cache-Control': cache }));
  }
}
