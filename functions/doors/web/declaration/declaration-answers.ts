import { readUai, type Uai } from '../../../domain/colleges/uai.ts';
import type { Answers } from '../../../domain/declarations/declaration.ts';
import { declarationForm } from '../../../words/forms/declaration-form.ts';
import { answersIn, type Body, openingIn, versionIn } from '../forms/posted-form.ts';

/** What a posted form says. */
export interface Sent {
  readonly answers: Answers;
  /** Token of the page it was typed on. */
  readonly opening: string;
  readonly seenVersion: number;
  readonly action: 'file' | 'draft';
}

export function readSent(body: Body): Sent {
  return {
    answers: answersIn(declarationForm, body),
    opening: openingIn(body),
    seenVersion: versionIn(body),
    action: body['action'] === 'draft' ? 'draft' : 'file',
  };
}

/** `2026-0470678G` → campaign and collège; `undefined` where it cannot be a reference. */
export function readReference(
  reference: string,
): { readonly campaignId: string; readonly uai: Uai } | undefined {
  const dash = reference.lastIndexOf('-');
  const reading = readUai(reference.slice(dash + 1));
  const campaignId = reference.slice(0, Math.max(dash, 0));
  // What cannot be a campaign is not looked for: a key of the table holds 1 KB.
  if (!/^[\w-]{1,40}$/.test(campaignId) || reading.kind !== 'uai') return undefined;
  return { campaignId, uai: reading.uai };
}
