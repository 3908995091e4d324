import type { RowFault } from '../../domain/colleges/register-reading.ts';
import { count } from '../numbers.ts';

type CellCount = Pick<Extract<RowFault, { kind: 'wrong-cell-count' }>, 'expected' | 'found'>;

export function tellCellCount({ expected, found }: CellCount): string {
  const cells = count(found, 'case', 'cases');
  const cause = found < expected ? 'il en manque' : 'il y en a trop';
  return `${cells} au lieu de ${expected}, ${cause}. Un séparateur est perdu ou de trop, ou la ligne n’est pas à sa place.`;
}
