interface SearchProps {
  readonly action: string;
  readonly label: string;
  readonly hint?: string;
  readonly button: string;
  readonly typed: string;
}

/** Looks for a text in a list; nothing typed finds all. */
export function Search({ action, label, hint, button, typed }: SearchProps) {
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
            value={typed}
            autocomplete="off"
            aria-describedby={hint && 'q-aide'}
          />
          <button type="submit">{button}</button>
        </div>
      </form>
    </search>
  );
}
