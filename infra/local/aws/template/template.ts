import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { Halt } from '../../shared/data-folder.ts';

const resource = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
});

const template = z.object({
  Resources: z.record(z.string(), resource),
  Parameters: z.record(z.string(), z.object({ Default: z.string().optional() })).default({}),
});

const assets = z.object({
  files: z.record(z.string(), z.object({ source: z.object({ path: z.string() }) })),
});

export type Template = z.output<typeof template>;

/** A synthesised stack: its template and its bundles. */
export interface Assembly {
  readonly stackName: string;
  readonly template: Template;
  /** The folder of the asset with that hash. */
  assetFolder(hash: string): string;
}

export function readAssembly(folder: string): Assembly {
  const ending = '.template.json';
  const file = readdirSync(folder).find((name) => name.endsWith(ending));
  if (!file) throw new Error(`No template in ${folder}`);
  const stackName = file.slice(0, -ending.length);
  const { files } = assets.parse(readJson(join(folder, `${stackName}.assets.json`)));
  return {
    stackName,
    template: template.parse(readJson(join(folder, file))),
    assetFolder(hash) {
      const asset = files[hash];
      if (!asset) throw new Error(`No asset ${hash} in ${folder}`);
      return join(folder, asset.source.path);
    },
  };
}

/** The properties of the resources of one type, by logical id. */
export function resourcesOf(from: Template, type: string): [string, Record<string, unknown>][] {
  return Object.entries(from.Resources)
    .filter(([, { Type }]) => Type === type)
    .map(([id, { Properties }]) => [id, Properties]);
}

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

export const types = {
  table: 'AWS::DynamoDB::Table',
  function: 'AWS::Lambda::Function',
  api: 'AWS::ApiGatewayV2::Api',
  apiStage: 'AWS::ApiGatewayV2::Stage',
  route: 'AWS::ApiGatewayV2::Route',
  integration: 'AWS::ApiGatewayV2::Integration',
  schedule: 'AWS::Scheduler::Schedule',
  eventSource: 'AWS::Lambda::EventSourceMapping',
  secret: 'AWS::SecretsManager::Secret',
  bucket: 'AWS::S3::Bucket',
  rule: 'AWS::Events::Rule',
  queue: 'AWS::SQS::Queue',
} as const;

/** Types without an effect locally: permissions, logs, alarms. */
const ignoredTypes = [
  'AWS::IAM::Role',
  'AWS::IAM::Policy',
  'AWS::Logs::LogGroup',
  'AWS::Logs::MetricFilter',
  'AWS::CloudWatch::Alarm',
  'AWS::Lambda::Permission',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::SQS::QueuePolicy',
  'AWS::S3::BucketPolicy',
];

/** A deployed resource that the local environment ignores would go unnoticed. */
export function refuseUnknownTypes({ Resources }: Template): void {
  const supported: string[] = [...Object.values(types), ...ignoredTypes];
  const unknown = new Set(
    Object.values(Resources)
      .map(({ Type }) => Type)
      .filter((type) => !supported.includes(type)),
  );
  if (unknown.size === 0) return;
  throw new Halt(
    `Le monde local n’imite pas encore ${[...unknown].join(', ')} : voir infra/local/aws/template/template.ts.`,
  );
}
