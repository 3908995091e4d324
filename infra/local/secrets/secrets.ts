import { randomInt } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import * as z from 'zod';
import type { Resolve } from '../template/intrinsics.ts';
import { types } from '../template/known-resources.ts';
import type { References } from '../template/references.ts';
import { resourcesOf, type Template } from '../template/template.ts';

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
  /** Where they are kept from one start to the next, for the eyes of whoever runs this only. */
  readonly file: string;
  /** What somebody would have written there by hand, by the beginning of its logical id. */
  readonly written?: Readonly<Record<string, string>>;
}

/** The secrets of the template by ARN, each made when it is first met. */
export function makeSecrets(inputs: SecretsInputs): ReadonlyMap<string, string> {
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

/** Made as CloudFormation would: a password, alone or within what is written around it. */
function make({ GenerateSecretString }: z.output<typeof properties>): string {
  const { PasswordLength, SecretStringTemplate, GenerateStringKey } = GenerateSecretString;
  const password = generate(PasswordLength);
  if (!SecretStringTemplate || !GenerateStringKey) return password;
  return JSON.stringify({ ...JSON.parse(SecretStringTemplate), [GenerateStringKey]: password });
}

function generate(length: number): string {
  return Array.from({ length }, () => letters.charAt(randomInt(letters.length))).join('');
}
