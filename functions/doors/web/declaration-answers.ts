import type { Answers, Declaration } from '../../domain/declaration.ts';
import { readUai, type Uai } from '../../domain/uai.ts';
import { answersOf, fieldNames } from '../../words/form.ts';
import { declarationForm } from '../../words/forms/declaration-form.ts';

/** What a posted form says. */
export interface Sent {
  readonly answers: Answers;
  /** Token of the page it was typed on. */
  readonly opening: string;
  readonly seenVersion: number;
  readonly action: 'file' | 'draft';
}

type Body = Readonly<Record<string, unknown>>;

export function readSent(body: Body): Sent {
  const answers = fieldNames(declarationForm).flatMap((name) => {
    const answer = textOf(body[name]);
    return answer === undefined ? [] : [[name, answer] as const];
  });
  return {
    answers: Object.fromEntries(answers),
    opening: String(body['opening'] ?? ''),
    // Whatever is no version is one that nobody saw: the answer is "stale", with what is stored in sight.
    seenVersion: /^\d{1,9}$/.test(String(body['version'])) ? Number(body['version']) : -1,
    action: body['action'] === 'draft' ? 'draft' : 'file',
  };
}

function textOf(value: unknown): string | readonly string[] | undefined {
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.filter((part) => typeof part === 'string') : undefined;
}

/** `2026-0470678G` → campaign and collège; `undefined` where it cannot be a reference. */
export function readReference(
  reference: string,
): { readonly campaignId: string; readonly uai: Uai } | undefined {
  const dash = reference.lastIndexOf('-');
  const reading = readUai(reference.slice(dash + 1));
  if (dash < 1 || reading.kind !== 'uai') return undefined;
  return { campaignId: reference.slice(0, dash), uai: reading.uai };
}

/** What the form starts with: the draft, else what was filed, else what was filed in the campaign before. */
export function answersToShow({ draft, filing }: Declaration, previous?: Declaration): Answers {
  if (draft) return draft.answers;
  const filed = filing ?? previous?.filing;
  return filed?.kind === 'needs' ? answersOf(declarationForm, { ...filed.needs }) : {};
}
