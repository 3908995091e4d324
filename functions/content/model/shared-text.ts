/**
 * Text that everybody in a place may read: no mail address, telephone number or magic link is in it. Names cannot be told
 * from other words, so what composes such a text is given none: see `damages/shared-card.ts`.
 */
export type SharedText = string & { readonly sharedText: unique symbol };

/** People write contacts into comments and descriptions too. Lengths are bounded, so that no text takes long to search. */
const personal = [
  {
    pattern: /[\p{L}\d._%+'’-]{1,64}@[\p{L}\d-]{1,63}(?:\.[\p{L}\d-]{1,63})+/gu,
    hidden: '[adresse masquée]',
  },
  {
    pattern: /(?<![\w-])(?:(?:\+|00)\d{2}\s?(?:\(0\))?|0)[\s.-]?[1-9](?:[\s.-]?\d{2}){4}(?!\w)/g,
    hidden: '[numéro masqué]',
  },
  { pattern: /(?:https?:\/\/[^\s/]+)?\/lien\/\S*/g, hidden: '[lien masqué]' },
] as const;

/** Hides what is personal in a text. */
export function sharedText(text: string): SharedText {
  const shown = personal.reduce(
    (left, { pattern, hidden }) => left.replaceAll(pattern, hidden),
    text,
  );
  // What was next to a match may form another one. Each pass leaves fewer.
  return isSharedText(shown) ? shown : sharedText(shown);
}

export function isSharedText(value: unknown): value is SharedText {
  return typeof value === 'string' && personal.every(({ pattern }) => value.search(pattern) < 0);
}
