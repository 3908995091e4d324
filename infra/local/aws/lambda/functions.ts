import { devNull } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { localKey } from '../../shared/signature-v4.ts';
import type { References, Resolve, Surroundings } from '../template/references.ts';
import { type Assembly, resourcesOf, types } from '../template/template.ts';
import type { HostedFunction } from './host.ts';

const properties = z.object({
  Code: z.object({ S3Key: z.string().regex(/^[0-9a-f]+\.zip$/) }),
  Handler: z.string().regex(/^[^.]+\.[^.]+$/),
  MemorySize: z.int(),
  Timeout: z.int(),
  Environment: z.object({ Variables: z.record(z.string(), z.string()) }),
});

export interface Inputs {
  readonly assembly: Assembly;
  readonly resolve: Resolve;
  readonly references: References;
  readonly around: Surroundings;
  /** Variables with the addresses of the emulators: `AWS_ENDPOINT_URL_…`, which the SDK reads, and those of Slack and Teams. */
  readonly endpoints: Readonly<Record<string, string>>;
}

/** The functions of the template, by ARN. */
export function parseHostedFunctions(inputs: Inputs): ReadonlyMap<string, HostedFunction> {
  const { assembly, resolve, references } = inputs;
  return new Map(
    resourcesOf(assembly.template, types.function).map(([id, raw]) => {
      const { Code, Handler, MemorySize, Timeout, Environment } = properties.parse(resolve(raw));
      const [module, exportName = ''] = Handler.split('.');
      const hosted: HostedFunction = {
        // CDK adds eight characters to a logical id.
        name: id.replace(/(Function)?[0-9A-F]{8}$/, ''),
        file: join(assembly.assetFolder(Code.S3Key.replace('.zip', '')), `${module}.js`),
        exportName,
        timeoutSeconds: Timeout,
        memoryMegabytes: MemorySize,
        environment: {
          ...Environment.Variables,
          ...lambdaVariables(references.ref(id), MemorySize, inputs),
        },
      };
      return [references.attribute(id, 'Arn'), hosted];
    }),
  );
}

/** The variables that Lambda sets, with the local key as credentials. */
function lambdaVariables(name: string, megabytes: number, { around, endpoints }: Inputs) {
  return {
    TZ: 'UTC',
    AWS_REGION: around.region,
    AWS_DEFAULT_REGION: around.region,
    AWS_ACCESS_KEY_ID: localKey.id,
    AWS_SECRET_ACCESS_KEY: localKey.secret,
    // Without these, the SDK reads the configuration of the person who runs this.
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(megabytes),
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
    ...endpoints,
  };
}
