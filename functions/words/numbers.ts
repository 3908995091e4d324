/** `1 200`, with the narrow no-break space of French numbers. */
export function number(value: number): string {
  // Not by `Intl.NumberFormat`, whose first use costs a cold start 10 ms.
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, '\u202f');
}

/** `1 casier`, `2 casiers`; 0 takes the singular in French. */
export function count(value: number, one: string, several = `${one}s`): string {
  return `${number(value)} ${value < 2 ? one : several}`;
}
