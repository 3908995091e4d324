import { type Declaration, referenceOf } from '../domain/declarations/declaration.ts';
import { instant } from './dates.ts';
import { collegePage as words } from './pages/college.ts';

/** Where a declaration stands, in one sentence. */
export function declarationText(declaration: Declaration, timeZone: string): string {
  const { state, filing, draft, journal } = declaration;
  if (state === 'to-correct') return words.toCorrect(declaration.correction ?? '');
  if (state === 'decided') return words.decided;
  if (!filing) return draft ? words.draftSaved(instant(draft.savedAt, timeZone)) : words.silent;
  const filed = journal.findLast(({ what }) => what !== 'drafted');
  const when = filed ? instant(filed.at, timeZone) : '';
  const say = filing.kind === 'needs' ? words.filed : words.filedNothing;
  return say(when, referenceOf(declaration));
}
