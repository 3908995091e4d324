/** Made when a number is first written: it costs a cold start milliseconds. */
let wholeNumbers: Intl.NumberFormat | undefined;

/** `1 200`, with the narrow no-break space of French numbers. */
export function number(value: number): string {
  wholeNumbers ??= new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 0 });
  return wholeNumbers.format(value);
}

/** `1 casier`, `2 casiers`; 0 takes the singular in French. */
export function count(value: number, one: string, several = `${one}s`): string {
  return `${number(value)} ${value < 2 ? one : several}`;
}
