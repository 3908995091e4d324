/** Cuts between two letters as people see them, and says so by an ellipsis. */
export function cutText(text: string, max: number): string {
  if (text.length <= max) return text;
  let kept = '';
  for (const segment of lettersOf(text)) {
    if (kept.length + segment.length >= max) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/** What Slack would take for a mention or a link is shown as it was typed. */
export function escapeText(text: string): string {
  return text.replace(/[&<>]/g, (letter) => escapes.get(letter) ?? letter);
}

const escapes = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
]);

/** Escaped, in pieces of `max` characters at most: between words where it can be. */
export function splitText(text: string, max: number): string[] {
  const whole = escapeText(text);
  // As nearly every text does: then words need not be told apart.
  if (whole.length <= max) return [whole.trim()].filter((each) => each !== '');
  const pieces: string[] = [];
  let piece = '';
  for (const token of tokensOf(text, max)) {
    const next = escapeText(token);
    if (piece.length + next.length > max) {
      pieces.push(piece);
      piece = '';
    }
    piece += next;
  }
  return [...pieces, piece].map((each) => each.trim()).filter((each) => each !== '');
}

/** Escaped, and no longer than that once it is. */
export function escapeWithin(text: string, max: number): string {
  const [first = '', ...more] = splitText(text, max - 1);
  return more.length > 0 ? `${first}…` : first;
}

function tokensOf(text: string, max: number): string[] {
  return text
    .split(/(?<=\s)/)
    .flatMap((word) => (escapeText(word).length <= max ? [word] : lettersOf(word)));
}

/** Letters as people see them: "👩‍👧" is one. */
function lettersOf(text: string): string[] {
  return Array.from(new Intl.Segmenter('fr').segment(text), ({ segment }) => segment);
}
