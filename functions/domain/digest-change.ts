import type { Instant } from './calendar.ts';
import { type Declaration, type DeclarationAct, type Filing, referenceOf } from './declaration.ts';
import { type JournalEntry, lastUntold, type Told } from './journal.ts';
import type { Standing } from './standing.ts';
import type { Uai } from './uai.ts';

/** A filing that the last digest did not know of. Several filings by one collège since then are one change. */
export interface DigestChange {
  readonly uai: Uai;
  readonly reference: string;
  readonly filing: Filing;
  readonly filedAt: Instant;
  readonly filedBy: string;
  /** What the last digest said of this collège, where it had already filed. */
  readonly before?: Standing | undefined;
}

export function changeOf(
  declaration: Declaration,
  told: Told,
  before: Standing | undefined,
): DigestChange | undefined {
  const { uai, filing, journal } = declaration;
  const filed = lastUntold(journal, isFiling, told);
  if (!filed || !filing) return undefined;
  return {
    uai,
    reference: referenceOf(declaration),
    filing,
    filedAt: filed.at,
    filedBy: filed.who,
    before: before?.state === 'draft' ? undefined : before,
  };
}

function isFiling({ what }: JournalEntry<DeclarationAct>): boolean {
  return what === 'filed' || what === 'corrected' || what === 'filed-nothing';
}
