import * as z from 'zod';
import type { Answers } from '../../domain/declarations/declaration.ts';

const names = z.array(z.string().max(100)).max(100).default([]);
const given = z.looseObject({
  bookmark: z.unknown(),
  /** The questions that were shown. */
  fields: names,
  /** Those of them that take several answers. */
  lists: names,
});

export interface Inputs {
  /** As JSON. */
  readonly bookmark: string;
  readonly answers: Answers;
}

/** What a card of a form sends: our own data, and the answers beside it. Teams leaves out what was left empty. */
export function readInputs(data: unknown): Inputs | undefined {
  const read = given.safeParse(data).data;
  if (!read?.bookmark) return undefined;
  const { bookmark, fields, lists } = read;
  const answers = fields.map((name) => {
    const typed = typedOf(read[name]);
    return [name, lists.includes(name) ? typed.split(',').filter(Boolean) : typed] as const;
  });
  return { bookmark: JSON.stringify(bookmark), answers: Object.fromEntries(answers) };
}

function typedOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
