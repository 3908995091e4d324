import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AssetHashType, DockerImage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import type { FunctionName } from '../functions/run/config.ts';
import { bundle } from './bundle.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The bundle of a function, as CDK wants it. */
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
  const { outputFiles, metafile } = bundle({ entry: `functions/run/aws/${name}.ts`, name });
  for (const { path, contents } of outputFiles) {
    writeFileSync(join(folder, basename(path)), contents);
  }
  writeFileSync(join(folder, 'index.meta.json'), JSON.stringify(metafile));
}
