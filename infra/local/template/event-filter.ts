import * as z from 'zod';

export type Wants = (event: unknown) => boolean;

const plain = z.union([z.string(), z.number(), z.null()]);
const rules = z.array(
  z.union([
    plain,
    z.strictObject({ prefix: z.string() }),
    z.strictObject({ exists: z.boolean() }),
    z.strictObject({ 'anything-but': z.array(plain) }),
  ]),
);
type Rule = z.output<typeof rules>[number];
const record = z.record(z.string(), z.unknown());

/**
 * What a filter pattern of an event source lets through; throws on a rule that is not known here.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html
 */
export function makeFilter(pattern: string): Wants {
  return compile(JSON.parse(pattern));
}

function compile(pattern: unknown): Wants {
  if (Array.isArray(pattern)) {
    const known = rules.parse(pattern);
    return (value) => known.some((rule) => meets(value, rule));
  }
  const parts = Object.entries(record.parse(pattern)).map(([name, inner]) => {
    if (name.startsWith('$')) throw new Error(`The local world does not know the filter ${name}`);
    return [name, compile(inner)] as const;
  });
  return (event) => {
    const { data } = record.safeParse(event);
    return parts.every(([name, wants]) => wants(data?.[name]));
  };
}

function meets(value: unknown, rule: Rule): boolean {
  if (typeof rule !== 'object' || rule === null) return value === rule;
  if ('exists' in rule) return (value !== undefined) === rule.exists;
  if ('prefix' in rule) return typeof value === 'string' && value.startsWith(rule.prefix);
  return value !== undefined && rule['anything-but'].every((refused) => value !== refused);
}
