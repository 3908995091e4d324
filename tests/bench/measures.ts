/** What was measured, against what we promised ourselves. */
export interface Measure {
  readonly what: string;
  readonly value: number;
  readonly bar: number;
  readonly aim: number;
  /** `×`, `Ko`… */
  readonly unit: string;
}

export interface Part {
  /** Its name on the command line. */
  readonly name: string;
  /** Says what it does while it does it, and gives what it found. */
  readonly run: (tell: (line: string) => void) => Promise<readonly Measure[]>;
}

const verdictOf = ({ value, bar, aim }: Measure) => {
  if (value > bar) return 'MANQUÉ';
  return value > aim ? 'tenu' : 'tenu, et le but aussi';
};

export const isMissed = (measure: Measure): boolean => measure.value > measure.bar;

export function describeMeasures(measures: readonly Measure[]): readonly string[] {
  return table([
    ['mesure', 'valeur', 'barre', 'but', ''],
    ...measures.map((measure) => [
      measure.what,
      ...[measure.value, measure.bar, measure.aim].map((each) => `${number(each)} ${measure.unit}`),
      verdictOf(measure),
    ]),
  ]);
}

/** In columns, the first to the left and the numbers to the right. */
export function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
}

export const number = (value: number): string =>
  value.toLocaleString('fr-FR', { maximumFractionDigits: value < 10 ? 2 : 1 });

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = Number.NaN, high = low] = sorted.slice(sorted.length % 2 ? middle : middle - 1);
  return sorted.length % 2 ? low : (low + high) / 2;
}
