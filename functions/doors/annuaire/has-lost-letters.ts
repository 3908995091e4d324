/** `Coll\uFFFDge`, or `CollÃ¨ge`: UTF-8 once taken for Windows-1252. */
export function hasLostLetters(text: string): boolean {
  return /\uFFFD|Ã[^A-Za-z]|Â[\u0080-\u00BF]/.test(text);
}
