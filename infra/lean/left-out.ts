const nothing = './infra/lean/nothing.ts';

/** Package by package, the file that stands for it in a bundle. */
export type LeftOut = Readonly<Record<string, string>>;

const always: LeftOut = {
  // The reader of WOFF2, which our fonts are not: half a megabyte of dictionary.
  'brotli/decompress.js': 'node:zlib',
  // Profiles, sign-ins, metadata services: 130 KB that a function on Lambda never asks.
  '@aws-sdk/credential-provider-node': './infra/lean/environment-credentials.ts',
};

/** Bolt imports every way to be reached and to be installed; we are reached by Lambda, and installed by hand. */
const lean: LeftOut = {
  express: nothing,
  'raw-body': nothing,
  'path-to-regexp': nothing,
  '@slack/oauth': nothing,
  '@slack/socket-mode': nothing,
};

/** Those that people wait for, three seconds at most. */
export const isLean = (name: string): boolean => ['slack', 'slack-notices'].includes(name);

/** What the bundle of that function does without. `tests/infra/lean-bolt.test.ts` shows that Bolt does not miss it. */
export const leftOutOf = (name: string): LeftOut =>
  isLean(name) ? { ...always, ...lean } : always;
