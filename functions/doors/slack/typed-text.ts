const escapes = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };

/** What somebody typed: Slack gives it with three letters escaped. */
export function typedText(text: string): string {
  return Object.entries(escapes).reduce(
    (typed, [escaped, letter]) => typed.replaceAll(escaped, letter),
    text,
  );
}
