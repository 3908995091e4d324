const nothing = './infra/lean/nothing.ts';

export interface LeftOut {
  /** Package by package, what stands for it. */
  readonly packages: Readonly<Record<string, string>>;
  /** Files of packages that stay otherwise. To whoever requires one, it is an empty object. */
  readonly files: readonly string[];
}

const everywhere: LeftOut = {
  packages: {
    // The reader of WOFF2, which our fonts are not: half a megabyte of dictionary.
    'brotli/decompress.js': 'node:zlib',
    // Profiles, sign-ins, metadata services: 130 KB that a function on Lambda never asks.
    '@aws-sdk/credential-provider-node': './infra/lean/environment-credentials.ts',
  },
  files: [],
};

/*
 * Bolt imports every way to be reached and to be installed, and what it offers to others than us; we are reached by Lambda
 * and installed by hand.
 */
const bolt: LeftOut = {
  packages: {
    '@slack/oauth': nothing,
    // Its types are ours, of its constants we use none.
    '@slack/types': nothing,
    // What it was written to be like.
    eventemitter3: 'node:events',
  },
  files: [
    '@slack/bolt/dist/receivers/ExpressReceiver.js',
    '@slack/bolt/dist/receivers/HTTPModuleFunctions.js',
    '@slack/bolt/dist/receivers/HTTPReceiver.js',
    '@slack/bolt/dist/receivers/HTTPResponseAck.js',
    '@slack/bolt/dist/receivers/SocketModeFunctions.js',
    '@slack/bolt/dist/receivers/SocketModeReceiver.js',
    '@slack/bolt/dist/receivers/custom-routes.js',
    '@slack/bolt/dist/receivers/verify-request.js',
    '@slack/bolt/dist/Assistant.js',
    '@slack/bolt/dist/conversation-store.js',
    '@slack/web-api/dist/chat-stream.js',
    '@slack/web-api/dist/file-upload.js',
  ],
};

/** Those that people wait for, three seconds at most. */
export const isLean = (name: string): boolean => name === 'slack';

/** What the bundle of that function does without. `tests/infra/lean-bolt.test.ts` shows that Bolt does not miss it. */
export function leftOutOf(name: string): LeftOut {
  if (!isLean(name)) return everywhere;
  return { packages: { ...everywhere.packages, ...bolt.packages }, files: bolt.files };
}
