import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { default as addFormats } from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { catalogTypes } from '../../../../functions/channels/webhooks/events/catalog.ts';
import { signWebhook } from '../../../../functions/channels/webhooks/signature.ts';
import { webhookDocs } from '../../../../infra/tools/webhook-docs/write-docs.ts';

const folder = fileURLToPath(new URL('../../../../docs/webhooks/', import.meta.url));
const docs = webhookDocs();
const read = (path: string) => JSON.parse(docs.get(path) ?? 'null');

function validatorOf(path: string) {
  const ajv = new Ajv2020({ allErrors: true });
  addFormats(ajv);
  return ajv.compile(read(path));
}

test('the published files match the schemas in the code: otherwise run `npm run docs:webhooks`', () => {
  const stored = globSync('{events,received}/*', { cwd: folder }).toSorted();
  expect(stored).toEqual([...docs.keys()].toSorted());
  for (const [path, text] of docs) expect(readFileSync(`${folder}${path}`, 'utf8')).toBe(text);
});

test('the example in the guide is signed with the secret beside it', () => {
  const guide = readFileSync(`${folder}README.md`, 'utf8');
  const found = (shape: RegExp) => shape.exec(guide)?.[1] ?? '';
  const id = found(/^webhook-id: (.+)$/m);
  const at = new Date(Number(found(/^webhook-timestamp: (.+)$/m)) * 1000);
  const body = found(/^(\{"type".+)$/m);
  const signed = signWebhook([found(/`(whsec_.+)`/)], { id, at, body });
  expect(signed['webhook-signature']).toBe(found(/^webhook-signature: (.+)$/m));
  expect(validatorOf('events/subscriber.tested.schema.json')(JSON.parse(body))).toBe(true);
});

const pairs = [...docs.keys()].filter((path) => path.endsWith('.schema.json'));

describe.each(pairs)('%s', (path) => {
  const validate = validatorOf(path);
  const example = read(path.replace('.schema.', '.example.'));

  test('accepts its example, and one with a new field', () => {
    expect(validate(example), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({ ...example, data: { ...example.data, more: 1 } })).toBe(true);
  });

  test('refuses another type, and data with missing fields', () => {
    expect(validate({ ...example, type: 'something.else' })).toBe(false);
    expect(validate({ ...example, data: {} })).toBe(false);
    expect(validate({ ...example, timestamp: 'yesterday' })).toBe(false);
  });

  test('describes every field in English and in French', () => {
    const undescribed: string[] = [];
    const look = (schema: { properties?: object }, at: string) => {
      for (const [name, field] of Object.entries(schema.properties ?? {})) {
        if (!/.+ \/ .+/.test(field.description ?? '')) undescribed.push(`${at}.${name}`);
        look(field, `${at}.${name}`);
      }
    };
    look(read(path), '');
    expect(undescribed).toEqual([]);
  });
});

test('every type has a name that Standard Webhooks allows, and no key is French', () => {
  for (const type of catalogTypes) expect(type).toMatch(/^[a-z0-9_]+(\.[a-z0-9_]+)+$/);
  for (const [path, text] of docs) {
    if (path.endsWith('.example.json')) expect(text).not.toMatch(/"[^"]*[éèàç][^"]*":/);
  }
});
