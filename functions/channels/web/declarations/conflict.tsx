import { declarationForm } from '../../../content/declarations/forms.ts';
import {
  answersToShow,
  declarationPage,
  journalLine,
} from '../../../content/declarations/texts.ts';
import { instant } from '../../../content/format.ts';
import { answerInWords, fieldNames, fieldOf } from '../../../content/model/form.ts';
import { refusals } from '../../../content/site.ts';
import type { FormInput } from '../../../domain/act.ts';
import type { Declaration, DeclarationAct } from '../../../domain/declarations/declaration.ts';
import type { JournalEntry } from '../../../domain/journal.ts';

interface JournalProps {
  readonly entries: readonly JournalEntry<DeclarationAct>[];
  readonly timeZone: string;
}

export function Journal({ entries, timeZone }: JournalProps) {
  return (
    <ol class="journal">
      {entries.map((entry) => (
        <li>{journalLine(instant(entry.at, timeZone), entry.who, entry)}</li>
      ))}
    </ol>
  );
}

const texts = refusals.conflict;

interface ConflictProps {
  readonly declaration: Declaration;
  /** The version that the author saw. */
  readonly expectedVersion: number;
  readonly answers: FormInput;
  readonly timeZone: string;
}

/** What was written while this page was being filled in, and where it differs from the answers. */
export function DeclarationConflict({
  declaration,
  expectedVersion,
  answers,
  timeZone,
}: ConflictProps) {
  const since = declaration.journal.filter(({ version }) => version > expectedVersion);
  return (
    <div class="errors" role="alert">
      <p>{texts.text}</p>
      {since.length > 0 && (
        <>
          <h2>{texts.conflict}</h2>
          <Journal entries={since} timeZone={timeZone} />
        </>
      )}
      <Differences declaration={declaration} answers={answers} />
    </div>
  );
}

function Differences({ declaration, answers }: Pick<ConflictProps, 'declaration' | 'answers'>) {
  if (declaration.filing?.kind === 'nothing-needed' && !declaration.draft) {
    return <p>{texts.nothingNeeded}</p>;
  }
  const stored = answersToShow(declaration);
  const rows = fieldNames(declarationForm).flatMap((name) => {
    const field = fieldOf(declarationForm, name);
    const theirs = answerInWords(field, stored[name]) ?? declarationPage.none;
    const yours = answerInWords(field, answers[name]) ?? declarationPage.none;
    return theirs === yours ? [] : [{ label: field.label, theirs, yours }];
  });
  if (rows.length === 0) return null;
  return (
    <>
      <h2>{texts.differences}</h2>
      <table class="stack">
        <thead>
          <tr>
            <th scope="col">{texts.question}</th>
            <th scope="col">{texts.theirs}</th>
            <th scope="col">{texts.yours}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, theirs, yours }) => (
            <tr>
              <th scope="row">{label}</th>
              <td data-label={texts.theirs}>{theirs}</td>
              <td data-label={texts.yours}>{yours}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
