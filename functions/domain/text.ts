/**
 * Invisible characters, which can disguise a text: controls (except tab and line feed), direction overrides, zero-width
 * spaces. The zero-width joiner stays, because emoji need it.
 */
const invisible =
  /(?![\t\n])\p{Cc}|[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff]/gu;

export function withoutInvisible(text: string): string {
  return text.replace(invisible, '');
}

/** Text as it is stored: composed accents, line feeds only, no invisible characters, trimmed. */
export function cleanText(input: string): string {
  return withoutInvisible(input.replace(/\r\n?/g, '\n').toWellFormed().normalize('NFC')).trim();
}

/** `cleanText` on one line. */
export function cleanLine(input: string): string {
  return cleanText(input).replace(/\s+/g, ' ');
}

/** For comparisons: "Chaumié" gives "chaumie", "Mas-d'Agenais" gives "mas d agenais". */
export function plainText(text: string): string {
  return (
    text
      .normalize('NFD')
      .replace(/\p{Diacritic}/gu, '')
      .toLowerCase()
      // Unicode does not decompose ligatures.
      .replaceAll('œ', 'oe')
      .replaceAll('æ', 'ae')
      .replace(/[^a-z0-9]+/g, ' ')
      .trim()
  );
}

/** `undefined` for text that is not JSON: schemas then refuse it like any other wrong shape. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
