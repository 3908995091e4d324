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
  // What the SDK keeps for services that we do not call.
  '@aws-sdk/endpoint-cache': './infra/lean/endpoint-cache.ts',
  '@smithy/core/event-streams': nothing,
};

const leanOnes: readonly string[] = ['slack'];

/** What the bundle of that function does without. `tests/infra/lean-bolt.test.ts` shows that Bolt does not miss it. */
export const leftOutOf = (name: string): LeftOut =>
  leanOnes.includes(name) ? { ...always, ...lean } : always;
