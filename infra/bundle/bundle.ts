import { fileURLToPath } from 'node:url';
import { type BuildResult, buildSync } from 'esbuild';

const empty = './infra/bundle/empty-module.ts';

/** Packages that a bundle leaves out, each with the module that replaces it. */
type Replacements = Readonly<Record<string, string>>;

const everywhere: Replacements = {
  // Decodes WOFF2, 0.5 MB of dictionary; our fonts are TTF.
  'brotli/decompress.js': 'node:zlib',
  // Profiles, SSO and metadata services, 130 KB; on Lambda the credentials are environment variables.
  '@aws-sdk/credential-provider-node': './infra/bundle/environment-credentials.ts',
};

/** Bolt imports every receiver and the OAuth installation flow. We use its AwsLambdaReceiver, with a token installed by hand. */
const bolt: Replacements = {
  '@slack/oauth': empty,
  '@slack/socket-mode': empty,
  express: empty,
  'path-to-regexp': empty,
  'raw-body': empty,
  // Types, and constants that we do not use.
  '@slack/types': empty,
  // The package reimplements this module of Node.
  eventemitter3: 'node:events',
};

/** The function that Slack waits for, three seconds at most: its bundle is kept small. */
export const isMinimal = (name: string): boolean => name === 'slack-inbound';

/** `tests/infra/bundle/minimal-bolt.test.ts` shows that Bolt answers the same without these packages. */
export const replacementsFor = (name: string): Replacements =>
  isMinimal(name) ? { ...everywhere, ...bolt } : everywhere;

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Bundled {
  /** Path of the entry from the root of the project. */
  readonly entry: string;
  readonly name: string;
  /** Leaves packages in node_modules, to compare with. */
  readonly asIs?: boolean | undefined;
}

export type Bundle = BuildResult<{ write: false; metafile: true }>;

// `import.meta.url` does not exist in CommonJS, and pdfkit reads it.
const fileUrl = "const fileUrl = require('node:url').pathToFileURL(__filename).href;";

/** One file with everything in it, the AWS SDK included: what was tested is what runs. */
export function bundle({ entry, name, asIs = false }: Bundled): Bundle {
  return buildSync({
    absWorkingDir: root,
    entryPoints: [entry],
    // A path relative to the project: an absolute one would be in the source map and change the asset's hash from one checkout to another.
    outfile: `cdk.out/${name}/index.js`,
    write: false,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    mainFields: ['module', 'main'],
    // Otherwise the SDK's lazy `import('node:http')` loads undici at every cold start.
    supported: { 'dynamic-import': false },
    // Fonts of the PDF documents are part of the bundle: no file is read at run time.
    loader: { '.ttf': 'binary' },
    ...(asIs ? { packages: 'external' } : { alias: replacementsFor(name) }),
    define: { 'import.meta.url': 'fileUrl' },
    banner: { js: fileUrl },
    minify: true,
    charset: 'ascii',
    // Node reads a source map that the bundle names at every cold start: 10 ms and 7 MB.
    sourcemap: isMinimal(name) ? 'external' : true,
    sourcesContent: false,
    metafile: true,
    tsconfig: 'tsconfig.json',
    logLevel: 'warning',
  });
}
