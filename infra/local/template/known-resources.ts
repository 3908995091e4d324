import { Halt } from '../halt.ts';
import type { Template } from './template.ts';

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

/** Nothing here has to happen for them: rights, logs, alarms. */
const needNothing = [
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

/** So that the two worlds cannot drift without a word. */
export function refuseUnknownTypes({ Resources }: Template): void {
  const known: string[] = [...Object.values(types), ...needNothing];
  const unknown = new Set(
    Object.values(Resources)
      .map(({ Type }) => Type)
      .filter((type) => !known.includes(type)),
  );
  if (unknown.size === 0) return;
  throw new Halt(
    `Le monde local n’imite pas encore ${[...unknown].join(', ')} : voir infra/local/template/known-resources.ts.`,
  );
}
