import type { Child } from 'hono/jsx';

interface StackTableProps {
  readonly columns: readonly string[];
  /** As many cells as columns. */
  readonly rows: readonly (readonly Child[])[];
}

/** A table that a phone shows as one card a row, each cell under the name of its column. */
export function StackTable({ columns, rows }: StackTableProps) {
  return (
    <table class="stack">
      <thead>
        <tr>
          {columns.map((column) => (
            <th scope="col">{column}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((cells) => (
          <tr>
            {cells.map((cell, index) => (
              <td data-label={columns[index]}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
