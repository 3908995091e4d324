import * as z from 'zod';
import { isSigned } from '../../shared/signature-v4.ts';

export interface PostedForm {
  readonly bucket: string;
  /** By name, in lower case. */
  readonly fields: ReadonlyMap<string, string>;
  readonly fileBytes: number;
}

export interface PolicyFault {
  readonly status: 400 | 403;
  readonly code: string;
  readonly message: string;
}

const text = z.string();
const bound = z.coerce.number();
const condition = z.union([
  z.tuple([z.literal('content-length-range'), bound, bound]),
  z.tuple([z.enum(['eq', 'starts-with']), text.regex(/^\$/), text]),
  z.record(text, text),
]);
const policySchema = z.object({ expiration: z.iso.datetime(), conditions: z.array(condition) });
type Condition = z.output<typeof condition>;

/** The fields that need no condition. */
const free = /^(policy|x-amz-signature|file|x-ignore-.*)$/;

/**
 * Why S3 refuses a form.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html
 */
export function policyFault(form: PostedForm, now: Date): PolicyFault | undefined {
  const { bucket, fileBytes } = form;
  const fields = new Map([...form.fields, ['bucket', bucket]]);
  const policy = fields.get('policy');
  if (!policy) return denied('Access Denied');
  const credential = fields.get('x-amz-credential') ?? '';
  if (!isSigned(policy, credential, fields.get('x-amz-signature') ?? '')) {
    return { status: 403, code: 'SignatureDoesNotMatch', message: 'The signature does not match.' };
  }
  const { expiration, conditions } = parsePolicy(policy);
  if (Date.parse(expiration) <= now.getTime())
    return denied('Invalid according to Policy: Policy expired.');
  const covered = new Set<string>();
  for (const each of conditions) {
    const fault = conditionFault(each, { fields, fileBytes, covered });
    if (fault) return fault;
  }
  const extra = [...form.fields.keys()].find((name) => !free.test(name) && !covered.has(name));
  return extra === undefined
    ? undefined
    : denied(`Invalid according to Policy: Extra input fields: ${extra}`);
}

interface Checked {
  readonly fields: ReadonlyMap<string, string>;
  readonly fileBytes: number;
  /** The names of the fields with a condition. */
  readonly covered: Set<string>;
}

function conditionFault(each: Condition, checked: Checked): PolicyFault | undefined {
  const { fields, fileBytes, covered } = checked;
  if (Array.isArray(each) && each[0] === 'content-length-range') {
    const [, least, most] = each;
    if (fileBytes < least) return size('EntityTooSmall', 'smaller');
    return fileBytes > most ? size('EntityTooLarge', 'larger') : undefined;
  }
  for (const { how, name, value } of toComparisons(each)) {
    covered.add(name);
    const given = fields.get(name) ?? '';
    if (how === 'eq' ? given !== value : !given.startsWith(value)) {
      return denied(
        `Invalid according to Policy: Policy Condition failed: ["${how}", "$${name}", "${value}"]`,
      );
    }
  }
  return undefined;
}

function toComparisons(each: Exclude<Condition, ['content-length-range', number, number]>) {
  if (Array.isArray(each)) {
    const [how, name, value] = each;
    return [{ how, name: name.slice(1).toLowerCase(), value: String(value) }];
  }
  return Object.entries(each).map(([name, value]) => ({
    how: 'eq',
    name: name.toLowerCase(),
    value,
  }));
}

const parsePolicy = (policy: string): z.output<typeof policySchema> =>
  policySchema.parse(JSON.parse(Buffer.from(policy, 'base64').toString()));

const denied = (message: string): PolicyFault => ({ status: 403, code: 'AccessDenied', message });

const size = (code: string, how: string): PolicyFault => ({
  status: 400,
  code,
  message: `Your proposed upload is ${how} than the policy allows`,
});
