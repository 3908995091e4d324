import type { Damage } from '../../domain/damages/damage.ts';
import { damageReference } from '../../domain/damages/damage-reference.ts';
import type { Declaration } from '../../domain/declarations/declaration.ts';
import { instant } from '../dates.ts';
import { alreadyReported, damageJournalLine, lockersText, placeText } from '../pages/damage.ts';
import { journalLine } from '../pages/declaration.ts';
import { refusals } from '../pages/refusals.ts';
import type { CardSetting } from './card.ts';

/** What stopped a form as a whole, said above it. */
export function staleDeclarationAlert(
  declaration: Declaration,
  seenVersion: number,
  { timeZone }: CardSetting,
): string {
  const lines = declaration.journal
    .filter(({ version }) => version > seenVersion)
    .slice(-3)
    .map((entry) => `${journalLine(instant(entry.at, timeZone), entry.who, entry)}.`);
  return staleAlert(lines);
}

export function staleDamageAlert(
  damage: Damage,
  seenVersion: number,
  { timeZone }: CardSetting,
): string {
  const lines = damage.journal
    .filter(({ version }) => version > seenVersion)
    .slice(-3)
    .map((entry) => `${damageJournalLine(instant(entry.at, timeZone), entry)}.`);
  return staleAlert(lines);
}

function staleAlert(lines: readonly string[]): string {
  return [
    `${refusals.stale.title}. Rien n’a été enregistré, et votre saisie est conservée. Relisez, puis envoyez à nouveau si elle est toujours la bonne.`,
    ...lines,
  ].join('\n');
}

/** The reports that look like theirs: sent again, it is another damage. */
export function overlapAlert(overlapping: readonly Damage[]): string {
  return [
    `${alreadyReported.title}. ${alreadyReported.text(overlapping.length)}`,
    ...overlapping
      .slice(0, 3)
      .map(
        (damage) => `${damageReference(damage)} : ${placeText(damage)}, ${lockersText(damage)}.`,
      ),
    'Si c’est un autre dégât, envoyez à nouveau.',
  ].join('\n');
}

export const formWords = {
  next: 'Continuer',
  file: 'Déposer',
  fileAgain: 'Déposer la correction',
  report: 'Envoyer',
  reportDespite: 'Signaler quand même',
  answer: 'Envoyer la réponse',
  move: 'Enregistrer',
  sign: 'Signer le bon',
  askCorrection: 'Envoyer la demande',
  askCode: 'Recevoir un code',
  enterCode: 'Me rattacher',
  /** Beside a step to which a later one led back. */
  reviewAlert: 'Une réponse de cette étape est à revoir avant de déposer. Le reste est gardé.',
};
