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
