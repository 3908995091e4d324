import { isOpen } from '../../domain/damages/damage.ts';
import { damageReference } from '../../domain/damages/damage-reference.ts';
import { type Expected, expectedOf } from '../../domain/declarations/expected.ts';
import { type CollegeFile, currentDeclaration } from '../../use-cases/colleges/view-college.ts';
import { instant } from '../dates.ts';
import { declarationText } from '../declaration-text.ts';
import type { NoticeSection } from '../notice.ts';
import { collegePage } from '../pages/college.ts';
import { damagePage, damageStateText, lockersText } from '../pages/damage.ts';
import { journalLine } from '../pages/declaration.ts';
import { deliveryLine } from '../pages/delivery.ts';
import { expectedLabel, expectedWords } from '../pages/expected.ts';
import { campaignLine } from '../pages/home.ts';
import { type CardSetting, mostListed } from './card.ts';

/** What the Département waits for from a collège today. */
export function expectedOfFile(file: CollegeFile): readonly Expected[] {
  return expectedOf({ ...file, declaration: currentDeclaration(file) });
}

export function campaignText({ campaign }: CollegeFile): string {
  return campaign ? campaignLine(campaign) : collegePage.noCampaign;
}

/** Where the declaration stands, with who wrote last. */
export function declarationSection(file: CollegeFile, { timeZone }: CardSetting): NoticeSection {
  const declaration = currentDeclaration(file);
  if (!declaration) return { title: 'Déclaration', text: collegePage.noCampaign };
  const last = declaration.journal.at(-1);
  const lines = [
    declarationText(declaration, timeZone),
    ...(last ? [`${journalLine(instant(last.at, timeZone), last.who, last)}.`] : []),
  ];
  return { title: 'Déclaration', text: lines.join('\n') };
}

/** The open damages, and how many are settled. */
export function damagesSection({ damages }: CollegeFile): NoticeSection {
  const open = damages.filter(isOpen);
  const lines = open
    .slice(0, mostListed)
    .map(
      (damage) => `${damageReference(damage)} : ${lockersText(damage)}. ${damageStateText(damage)}`,
    );
  const settled = damages.length - open.length;
  const told = [
    ...(open.length === 0 ? [damages.length === 0 ? damagePage.none : damagePage.noneOpen] : lines),
    ...(open.length > mostListed ? ['La suite est sur le site.'] : []),
    ...(settled > 0 ? [`${damagePage.settled(settled)}.`] : []),
  ];
  return { title: damagePage.list, text: told.join('\n') };
}

export function deliveriesSection({ deliveries }: CollegeFile): NoticeSection {
  const lines = deliveries.slice(-mostListed).map(deliveryLine);
  return { title: collegePage.deliveries, text: lines.join('\n') || collegePage.noDelivery };
}

export function expectedSection(file: CollegeFile): NoticeSection {
  const lines = expectedOfFile(file).map((one) => {
    const which = one.kind === 'confirm-repair' ? ` (${damageReference(one.damage)})` : '';
    return `${expectedLabel(one)}${which}.`;
  });
  return { title: expectedWords.title, text: lines.join('\n') || expectedWords.nothing };
}
