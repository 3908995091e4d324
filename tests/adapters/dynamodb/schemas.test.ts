import { expect, test } from 'vitest';
import * as z from 'zod';
import { damageReportShape } from '../../../functions/adapters/dynamodb/damages.ts';
import {
  type Shape,
  storedUai,
  type Variants,
} from '../../../functions/adapters/dynamodb/schemas.ts';
import type { DamageReport } from '../../../functions/domain/damages/damage.ts';

/*
 * The compiler runs these tests: each `@ts-expect-error` is an error of its own when the line below it compiles.
 */

interface Thing {
  readonly id: string;
  readonly state: 'open' | 'closed';
  readonly note?: string | undefined;
}
const id = z.string();
const state = z.enum(['open', 'closed']);
const note = z.string().optional();

test('a schema with every field of its domain type compiles', () => {
  const shape = { id, state, note } satisfies Shape<Thing>;
  expect(z.object(shape).parse({ id: 'a', state: 'open' })).toEqual({ id: 'a', state: 'open' });
});

test('a schema that lacks an optional field of its domain type does not compile', () => {
  // @ts-expect-error
  const lacking = { id, state } satisfies Shape<Thing>;
  expect(lacking).not.toHaveProperty('note');

  type Extended = DamageReport & { readonly colour?: string | undefined };
  // @ts-expect-error
  const stored = damageReportShape() satisfies Shape<Extended>;
  expect(stored).not.toHaveProperty('colour');
});

test('a schema with a field that its domain type does not have does not compile', () => {
  // @ts-expect-error
  const extra = { id, state, note, colour: id } satisfies Shape<Thing>;
  expect(extra).toHaveProperty('colour');
});

test('a schema that takes a value which its domain type does not know does not compile', () => {
  // @ts-expect-error
  const shape = { id, note, state: z.enum(['open', 'lost']) } satisfies Shape<Thing>;
  expect(shape.state.options).toContain('lost');
});

test('a schema that demands a field which may be absent does not compile', () => {
  // @ts-expect-error
  const strict = { id, state, note: id } satisfies Shape<Thing>;
  expect(z.object(strict).safeParse({ id: 'a', state: 'open' }).success).toBe(false);
});

test('a union with a kind that has no schema does not compile', () => {
  type Outcome =
    | { readonly kind: 'done'; readonly note?: string | undefined }
    | { readonly kind: 'refused' };
  const done = { kind: z.literal('done'), note };
  const refused = { kind: z.literal('refused') };
  const whole = { done, refused } satisfies Variants<Outcome>;
  // @ts-expect-error
  const lacking = { done } satisfies Variants<Outcome>;
  // @ts-expect-error
  const forgotten = { done: refused, refused } satisfies Variants<Outcome>;
  expect(Object.keys(whole)).not.toEqual(Object.keys(lacking));
  expect(forgotten.done).not.toHaveProperty('note');
});

test('a UAI is read as it was written, and any other text is refused', () => {
  expect(storedUai.parse('0470678G')).toBe('0470678G');
  for (const damaged of ['0470678A', '470678g', '', 470678]) {
    expect(storedUai.safeParse(damaged).success).toBe(false);
  }
});
