import { fileURLToPath } from 'node:url';
import { type BuildResult, buildSync } from 'esbuild';

const nothing = './infra/bundle/empty-module.ts';

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
    '@aws-sdk/credential-provider-node': './infra/bundle/environment-credentials.ts',
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
export const isMinimal = (name: string): boolean => name === 'slack-inbound';

/** What the bundle of that function does without. `tests/infra/bundle/minimal-bolt.test.ts` shows that Bolt does not miss it. */
export function leftOutOf(name: string): LeftOut {
  if (!isMinimal(name)) return everywhere;
  return { packages: { ...everywhere.packages, ...bolt.packages }, files: bolt.files };
}

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Bundled {
  /** The entry's file, from the root of the project. */
  readonly entry: string;
  readonly name: string;
  /** Its packages stay where npm put them: for comparing. */
  readonly asIs?: boolean | undefined;
}

export type Bundle = BuildResult<{ write: false; metafile: true }>;

// Else packages that ask where they are, as pdfkit does, find nothing in this format.
const fileUrl = "const fileUrl = require('node:url').pathToFileURL(__filename).href;";
/** The one file requires no other: who requires one, requires what was left out. */
const emptyFiles = "const whole = require; require = (id) => (id[0] === '.' ? {} : whole(id));";

/** One file with everything in it, the AWS SDK too: what was tested is what runs. */
export function bundle({ entry, name, asIs = false }: Bundled): Bundle {
  const { packages, files } = leftOutOf(name);
  return buildSync({
    absWorkingDir: root,
    entryPoints: [entry],
    // Not the true folder: its name would be in the source map, and the asset would differ at each place.
    outfile: `cdk.out/${name}/index.js`,
    write: false,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    mainFields: ['module', 'main'],
    // Else the SDK's lazy `import('node:http')` loads undici at every cold start.
    supported: { 'dynamic-import': false },
    // The fonts of the papers are carried along: nothing is read while it runs.
    loader: { '.ttf': 'binary' },
    ...(asIs
      ? { packages: 'external' }
      : { alias: packages, external: files.map((file) => `./node_modules/${file}`) }),
    define: { 'import.meta.url': 'fileUrl' },
    banner: { js: files.length > 0 ? `${fileUrl}\n${emptyFiles}` : fileUrl },
    minify: true,
    charset: 'ascii',
    // Where the bundle names its map, Node reads it at every cold start: 10 ms and 7 MB.
    sourcemap: isMinimal(name) ? 'external' : true,
    sourcesContent: false,
    metafile: true,
    tsconfig: 'tsconfig.json',
    logLevel: 'warning',
  });
}
