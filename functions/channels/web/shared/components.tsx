import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import type { Fact } from '../../../content/model/notification.ts';
import { nothingChanged, education as texts, unreadableText } from '../../../content/site.ts';

interface StackTableProps {
  readonly columns: readonly string[];
  /** As many cells as columns. */
  readonly rows: readonly (readonly Child[])[];
}

/** A table that narrow screens show as one card per row, each cell under the name of its column. */
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

export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl class="answers">
      {facts.map(({ label, value }) => (
        <div>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Says what is missing from a page because it could not be read. */
export function Unreadable({ references }: { references: readonly string[] | undefined }) {
  if (!references || references.length === 0) return null;
  return <p role="status">{unreadableText(references)}</p>;
}

/** Says that the act before this page changed nothing, as `afterAct` in paths.ts puts in its address. */
export function UnchangedNotice({ c }: { c: Context }) {
  return c.req.query('inchange') === undefined ? null : (
    <p class="callout" role="status">
      {nothingChanged.text}
    </p>
  );
}

interface SearchProps {
  readonly action: string;
  readonly label: string;
  readonly hint?: string;
  readonly button: string;
  readonly input: string;
}

/** The search form of a list. */
export function Search({ action, label, hint, button, input }: SearchProps) {
  return (
    <search>
      <form class="question" method="get" action={action}>
        <label for="q">{label}</label>
        {hint && (
          <p class="hint" id="q-aide">
            {hint}
          </p>
        )}
        <div class="row">
          <input
            id="q"
            name="q"
            type="search"
            value={input}
            autocomplete="off"
            aria-describedby={hint && 'q-aide'}
          />
          <button type="submit">{button}</button>
        </div>
      </form>
    </search>
  );
}

const pages = [
  ['/education', texts.campaign],
  ['/education/signalements', texts.damages],
  ['/education/livraisons', texts.deliveries],
  ['/education/agents', texts.people],
  ['/education/abonnes', texts.subscribers],
] as const;

/** Links between the pages of the service Éducation. */
export function EducationNav({ here }: { here: (typeof pages)[number][0] }) {
  return (
    <nav class="filters" aria-label={texts.pages}>
      {pages.map(([path, label]) => (
        <a href={path} aria-current={path === here ? 'page' : undefined}>
          {label}
        </a>
      ))}
    </nav>
  );
}
