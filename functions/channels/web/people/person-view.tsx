import { instant } from '../../../content/format.ts';
import { personJournalLine, personPage as texts } from '../../../content/people/texts.ts';
import { isEducation, type KnownPerson } from '../../../domain/people/person.ts';
import type { PersonFile } from '../../../domain/read-models/lists.ts';

interface PersonFactsProps extends PersonFile {
  /** The page that each collège links to. */
  readonly collegePath: (uai: string) => string;
}

export function PersonFacts({ collegePath, ...file }: PersonFactsProps) {
  const { person } = file;
  return (
    <dl class="answers">
      <div>
        <dt>{texts.mail}</dt>
        <dd>{person.mail}</dd>
      </div>
      <div>
        <dt>{texts.role}</dt>
        <dd>{isEducation(person) ? texts.education : texts.agent}</dd>
      </div>
      <div>
        <dt>{texts.colleges}</dt>
        <dd>
          <Colleges {...file} collegePath={collegePath} />
        </dd>
      </div>
    </dl>
  );
}

/** One per line, each with its link. */
export function Colleges({ person, colleges, collegePath }: PersonFactsProps) {
  if (colleges.length === 0) return <>{texts.none}</>;
  return (
    <>
      {colleges.map(({ uai, name, commune }, index) => (
        <>
          {index > 0 && <br />}
          <a href={collegePath(uai)}>
            {name}, {commune}
          </a>
          {person.mailboxOf.includes(uai) && <span class="quiet"> {texts.official}</span>}
        </>
      ))}
    </>
  );
}

export function PersonJournal({ person, timeZone }: { person: KnownPerson; timeZone: string }) {
  return (
    <section>
      <h2>{texts.history}</h2>
      {person.journal.length === 0 && <p>{texts.noHistory}</p>}
      {person.journal.length > 0 && (
        <ol class="journal">
          {person.journal.map((entry) => (
            <li>{personJournalLine(instant(entry.at, timeZone), entry)}</li>
          ))}
        </ol>
      )}
    </section>
  );
}

/** A button that posts, under an explanation. */
export function ActForm(props: { action: string; hint?: string; button: string }) {
  return (
    <form method="post" action={props.action}>
      {props.hint && <p>{props.hint}</p>}
      <button class="secondary" type="submit">
        {props.button}
      </button>
    </form>
  );
}
