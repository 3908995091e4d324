import { types } from './known-resources.ts';
import type { Template } from './template.ts';

/** The one account there is, and it does not exist. */
export interface Surroundings {
  readonly stackName: string;
  readonly region: string;
  readonly accountId: string;
  /** Where the HTTP API answers. */
  readonly siteUrl: string;
  /** Where the queues answer. */
  readonly queuesUrl: string;
}

export interface References {
  /** What `Ref` gives. */
  ref(id: string): string;
  /** What `Fn::GetAtt` gives. */
  attribute(id: string, name: string): string;
}

export function makeReferences(template: Template, around: Surroundings): References {
  const { stackName, region, accountId, siteUrl, queuesUrl } = around;
  const physicalName = (id: string): string => `${stackName}-${id}`;
  const arn = (service: string, rest: string) =>
    `arn:aws:${service}:${region}:${accountId}:${rest}`;

  const pseudo: Readonly<Record<string, string>> = {
    'AWS::Region': region,
    'AWS::AccountId': accountId,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackName': stackName,
  };
  const attributes: Readonly<Record<string, (name: string) => string>> = {
    [`${types.table}.Arn`]: (name) => arn('dynamodb', `table/${name}`),
    [`${types.table}.StreamArn`]: (name) => arn('dynamodb', `table/${name}/stream/local`),
    [`${types.function}.Arn`]: (name) => arn('lambda', `function:${name}`),
    [`${types.api}.ApiEndpoint`]: () => siteUrl,
    [`${types.bucket}.Arn`]: (name) => `arn:aws:s3:::${name.toLowerCase()}`,
    [`${types.queue}.Arn`]: (name) => arn('sqs', name),
    [`${types.queue}.QueueName`]: (name) => name,
    'AWS::IAM::Role.Arn': (name) => arn('iam', `role/${name}`),
  };

  return {
    ref(id) {
      const known = pseudo[id] ?? template.Parameters[id]?.Default;
      if (known !== undefined) return known;
      const type = template.Resources[id]?.Type;
      // Its name would do for AWS as well, but CloudFormation gives this.
      if (type === types.secret) return arn('secretsmanager', `secret:${physicalName(id)}`);
      // Capitals are for no bucket.
      if (type === types.bucket) return physicalName(id).toLowerCase();
      if (type === types.queue) return `${queuesUrl}/${accountId}/${physicalName(id)}`;
      if (type) return physicalName(id);
      throw new Error(`The local world has no value for Ref ${id}`);
    },
    attribute(id, name) {
      const type = template.Resources[id]?.Type;
      const give = attributes[`${type}.${name}`];
      if (give) return give(physicalName(id));
      throw new Error(`The local world has no value for ${id}.${name} (${type})`);
    },
  };
}
