import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AssetHashType, DockerImage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { buildSync } from 'esbuild';
import type { FunctionName } from '../functions/run/config.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** One file with everything in it, the AWS SDK too: what was tested is what runs. */
export function bundleEntry(name: FunctionName): Code {
  return Code.fromAsset(root, {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // CDK wants an image even when `tryBundle` never fails over to it.
      image: DockerImage.fromRegistry('none'),
      // Else the first bundle is taken for all: CDK tells assets apart by their image and command.
      command: [name],
      local: {
        tryBundle(folder) {
          bundleInto(folder, name);
          return true;
        },
      },
    },
  });
}

function bundleInto(folder: string, name: FunctionName): void {
  const built = buildSync({
    absWorkingDir: root,
    entryPoints: [`functions/run/aws/${name}.ts`],
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
    // The reader of WOFF2, which our fonts are not: half a megabyte of dictionary.
    alias: { 'brotli/decompress.js': 'node:zlib' },
    // Else packages that ask where they are, as pdfkit does, find nothing in this format.
    define: { 'import.meta.url': 'fileUrl' },
    banner: { js: "const fileUrl = require('node:url').pathToFileURL(__filename).href;" },
    minify: true,
    charset: 'ascii',
    sourcemap: true,
    sourcesContent: false,
    metafile: true,
    tsconfig: 'tsconfig.json',
    logLevel: 'warning',
  });
  for (const { path, contents } of built.outputFiles) {
    writeFileSync(join(folder, basename(path)), contents);
  }
  writeFileSync(join(folder, 'index.meta.json'), JSON.stringify(built.metafile));
}
