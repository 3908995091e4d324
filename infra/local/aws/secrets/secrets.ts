import { randomInt, randomUUID } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import * as z from 'zod';
import { type Gateway, openGateway } from '../../shared/gateway.ts';
import type { Reply, WholeRequest } from '../../shared/http.ts';
import type { References, Resolve } from '../template/references.ts';
import { resourcesOf, type Template, types } from '../template/template.ts';

const properties = z.strictObject({
  Description: z.string().optional(),
  GenerateSecretString: z.strictObject({
    PasswordLength: z.int().default(32),
    ExcludePunctuation: z.literal(true),
    SecretStringTemplate: z.string().optional(),
    GenerateStringKey: z.string().optional(),
  }),
  Tags: z.unknown().optional(),
});
const kept = z.record(z.string(), z.string());

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

export interface SecretsInputs {
  readonly template: Template;
  readonly resolve: Resolve;
  readonly references: References;
  /** Keeps the generated secrets between starts; readable by its owner only. */
  readonly file: string;
  /** The values that a person writes by hand, by the beginning of the logical id. */
  readonly written?: Readonly<Record<string, string>>;
}

/** The secrets of the template by ARN; new ones are generated. */
export function createSecrets(inputs: SecretsInputs): ReadonlyMap<string, string> {
  const { template, resolve, references, file, written = {} } = inputs;
  const known = existsSync(file) ? kept.parse(JSON.parse(readFileSync(file, 'utf8'))) : {};
  const secrets = new Map(
    resourcesOf(template, types.secret).map(([id, raw]) => {
      const arn = references.ref(id);
      const byHand = Object.entries(written).find(([name]) => id.startsWith(name))?.[1];
      return [arn, byHand ?? known[arn] ?? make(properties.parse(resolve(raw)))] as const;
    }),
  );
  writeFileSync(file, JSON.stringify(Object.fromEntries(secrets)), { mode: 0o600 });
  return secrets;
}

/** Generated as CloudFormation does: a password, alone or as a key of the template. */
function make({ GenerateSecretString }: z.output<typeof properties>): string {
  const { PasswordLength, SecretStringTemplate, GenerateStringKey } = GenerateSecretString;
  const password = generate(PasswordLength);
  if (!SecretStringTemplate || !GenerateStringKey) return password;
  return JSON.stringify({ ...JSON.parse(SecretStringTemplate), [GenerateStringKey]: password });
}

function generate(length: number): string {
  return Array.from({ length }, () => letters.charAt(randomInt(letters.length))).join('');
}

/** The operation in the header of AWS's JSON protocols: `GetItem` in `x-amz-target: DynamoDB_20120810.GetItem`. */
export const operationOf = ({ headers }: WholeRequest): string =>
  (headers['x-amz-target'] ?? '').split('.')[1] ?? '';

export const awsJsonReply = (status: number, content: unknown): Reply => ({
  status,
  headers: [['content-type', 'application/x-amz-json-1.1']],
  body: JSON.stringify(content),
});

/** The SDK throws an error with this name. */
export const awsJsonError = (name: string, message: string): Reply =>
  awsJsonReply(400, { __type: name, message });

const asked = z.object({ SecretId: z.string() });

/** The part of AWS Secrets Manager that the functions call. */
export async function startSecretsEngine(
  secrets: ReadonlyMap<string, string>,
): Promise<Pick<Gateway, 'url' | 'close'>> {
  const version = randomUUID();

  async function answer(request: WholeRequest): Promise<Reply> {
    const operation = operationOf(request);
    if (operation !== 'GetSecretValue') {
      return awsJsonError('UnknownOperationException', `The local environment has no ${operation}`);
    }
    const { data } = asked.safeParse(JSON.parse(request.body.toString()));
    const secret = data && secrets.get(data.SecretId);
    if (!secret) {
      return awsJsonError(
        'ResourceNotFoundException',
        "Secrets Manager can't find the specified secret.",
      );
    }
    return awsJsonReply(200, {
      ARN: data.SecretId,
      Name: data.SecretId.split(':').at(-1),
      SecretString: secret,
      VersionId: version,
      VersionStages: ['AWSCURRENT'],
      CreatedDate: 0,
    });
  }

  return openGateway(0, answer);
}
