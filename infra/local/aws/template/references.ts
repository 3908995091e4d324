import * as z from 'zod';
import { type Assembly, type Template, types } from './template.ts';

/** The invented account and the addresses that the template's references are resolved with. */
export interface Surroundings {
  readonly stackName: string;
  readonly region: string;
  readonly accountId: string;
  /** The address of the HTTP API. */
  readonly siteUrl: string;
  /** The address of the queues. */
  readonly queuesUrl: string;
}

export interface References {
  /** The value of `Ref`. */
  ref(id: string): string;
  /** The value of `Fn::GetAtt`. */
  attribute(id: string, name: string): string;
}

export function createReferences(template: Template, around: Surroundings): References {
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
      const value = pseudo[id] ?? template.Parameters[id]?.Default;
      if (value !== undefined) return value;
      const type = template.Resources[id]?.Type;
      // CloudFormation's value for a secret is its ARN.
      if (type === types.secret) return arn('secretsmanager', `secret:${physicalName(id)}`);
      // Bucket names are in lower case.
      if (type === types.bucket) return physicalName(id).toLowerCase();
      if (type === types.queue) return `${queuesUrl}/${accountId}/${physicalName(id)}`;
      if (type) return physicalName(id);
      throw new Error(`The local environment has no value for Ref ${id}`);
    },
    attribute(id, name) {
      const type = template.Resources[id]?.Type;
      const attributeOf = attributes[`${type}.${name}`];
      if (attributeOf) return attributeOf(physicalName(id));
      throw new Error(`The local environment has no value for ${id}.${name} (${type})`);
    },
  };
}

/** Resolves a value of the template as CloudFormation does. Throws on an intrinsic function that is not emulated. */
export type Resolve = (value: unknown) => unknown;

const text = z.string();
const texts = z.array(text);
const pair = z.tuple([z.unknown(), z.unknown()]);
const path = z.tuple([text, text]);
const pattern = z.union([
  text.transform((only) => ({ only, given: new Map<string, unknown>() })),
  z.tuple([text, z.record(text, z.unknown())]).transform(([only, given]) => ({
    only,
    given: new Map(Object.entries(given)),
  })),
]);

export function createResolver(references: References): Resolve {
  const functions: Readonly<Record<string, Resolve>> = {
    Ref: (id) => references.ref(text.parse(id)),
    'Fn::GetAtt': (of) => references.attribute(...path.parse(of)),
    'Fn::Join': (argument) => {
      const [separator, parts] = pair.parse(argument);
      return texts.parse(resolve(parts)).join(text.parse(separator));
    },
    'Fn::Split': (argument) => {
      const [separator, whole] = pair.parse(argument);
      return text.parse(resolve(whole)).split(text.parse(separator));
    },
    'Fn::Select': (argument) => {
      const [index, among] = pair.parse(argument);
      const chosen = z.array(z.unknown()).parse(resolve(among))[z.coerce.number().parse(index)];
      if (chosen === undefined) throw new Error(`Fn::Select finds nothing at ${index}`);
      return chosen;
    },
    'Fn::Sub': (argument) => {
      const { only, given } = pattern.parse(argument);
      return only.replaceAll(/\$\{(!?)([^}]+)\}/g, (_, literally: string, name: string) => {
        if (literally) return `\${${name}}`;
        if (given.has(name)) return text.parse(resolve(given.get(name)));
        const [id = '', attribute] = name.split('.');
        return attribute ? references.attribute(id, attribute) : references.ref(id);
      });
    },
  };

  function resolve(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(resolve);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    const intrinsic = entries.find(([key]) => key === 'Ref' || /^(Fn::|Condition$)/.test(key));
    if (!intrinsic) return Object.fromEntries(entries.map(([key, inner]) => [key, resolve(inner)]));
    const [name, argument] = intrinsic;
    const intrinsicFunction = functions[name];
    if (!intrinsicFunction) throw new Error(`The local environment does not support ${name}`);
    return intrinsicFunction(argument);
  }
  return resolve;
}

/** The template and the values of its references. */
export interface ResolvedStack {
  readonly assembly: Assembly;
  readonly around: Surroundings;
  readonly references: References;
  readonly resolve: Resolve;
}
