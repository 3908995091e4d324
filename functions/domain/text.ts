/**
 * Characters that are typed by nobody and can disguise a text: controls (tab and line feed aside), direction overrides,
 * zero-width spaces. The zero-width joiner stays: it holds emoji together.
 */
const unseen =
  /(?![\t\n])\p{Cc}|[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff]/gu;

/** The same text without them. */
export function withoutUnseen(text: string): string {
  return text.replace(unseen, '');
}

/** Text as it is kept: composed accents, line feeds only, nothing unseen, no space around. */
export function cleanText(input: string): string {
  return withoutUnseen(input.replace(/\r\n?/g, '\n').toWellFormed().normalize('NFC')).trim();
}

/** The same on one line. */
export function cleanLine(input: string): string {
  return cleanText(input).replace(/\s+/g, ' ');
}

/** "Chaumié", "CHAUMIE" and "chaumie" are one word; so are "Mas-d'Agenais" and "mas d agenais". */
export function plainText(text: string): string {
  return (
    text
      .normalize('NFD')
      .replace(/\p{Diacritic}/gu, '')
      .toLowerCase()
      // Unicode does not count ligatures among the letters with accents.
      .replaceAll('œ', 'oe')
      .replaceAll('æ', 'ae')
      .replace(/[^a-z0-9]+/g, ' ')
      .trim()
  );
}

/** `undefined` for text that is not JSON: schemas refuse it like any other wrong shape. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
