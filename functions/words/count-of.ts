const french = new Intl.NumberFormat('fr-FR');

/** "0 collège", "1 collège", "2 collèges": the French plural begins at two. */
export function countOf(count: number, [one, several]: readonly [string, string]): string {
  return `${french.format(count)} ${count < 2 ? one : several}`;
}
