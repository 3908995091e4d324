import { fileURLToPath } from 'node:url';
import { type BuildResult, buildSync } from 'esbuild';
import { isLean, leftOutOf } from './lean/left-out.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

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
    sourcemap: isLean(name) ? 'external' : true,
    sourcesContent: false,
    metafile: true,
    tsconfig: 'tsconfig.json',
    logLevel: 'warning',
  });
}
