import type { PlainAsk } from '../../domain/ask.ts';

type PrefilledAsk = Extract<PlainAsk, { readonly kind: 'declare' | 'report' }>;

/** With room left for what is carried beside it, under the 2,000 characters of a button. */
const mostCharacters = 1500;

/** The same, short enough for a button: a very long sentence is cut at its end. */
export function fittedAsk(ask: PrefilledAsk): PrefilledAsk {
  const over = JSON.stringify(ask).length - mostCharacters;
  const name = ask.kind === 'declare' ? 'comment' : 'description';
  const sentence = ask.answers?.[name];
  if (over <= 0 || typeof sentence !== 'string' || sentence.length < 2) return ask;
  // What JSON escapes is longer there than here: cut again until it fits.
  const shorter = `${sentence.slice(0, Math.max(0, sentence.length - over - 1)).toWellFormed()}…`;
  return fittedAsk({ ...ask, answers: { ...ask.answers, [name]: shorter } });
}
