import { isOpen } from '../../domain/damages/damage.ts';
import {
  type CollegeFile,
  currentDeclaration,
  type Todo,
  todosOf,
} from '../../domain/read-models/college.ts';
import { damageReference } from '../../domain/reference.ts';
import { damagePage, damageStateText, lockersText } from '../damages/texts.ts';
import { declarationText, journalLine } from '../declarations/texts.ts';
import { deliveryLine } from '../deliveries/texts.ts';
import { instant } from '../format.ts';
import { type CardSetting, mostListed, type NotificationSection } from '../model/notification.ts';
import { campaignLine, collegePage, todoLabel, todoTexts } from '../site.ts';

/** What the Département expects from the collège today. */
export function todosOfFile(file: CollegeFile): readonly Todo[] {
  return todosOf({ ...file, declaration: currentDeclaration(file) });
}

export function campaignText({ campaign }: CollegeFile): string {
  return campaign ? campaignLine(campaign) : collegePage.noCampaign;
}

/** The state of the declaration and its last journal entry. */
export function declarationSection(
  file: CollegeFile,
  { timeZone }: CardSetting,
): NotificationSection {
  const declaration = currentDeclaration(file);
  if (!declaration) return { title: 'Déclaration', text: collegePage.noCampaign };
  const last = declaration.journal.at(-1);
  const lines = [
    declarationText(declaration, timeZone),
    ...(last ? [`${journalLine(instant(last.at, timeZone), last.who, last)}.`] : []),
  ];
  return { title: 'Déclaration', text: lines.join('\n') };
}

/** The open damages, and the number of closed ones. */
export function damagesSection({ damages }: CollegeFile): NotificationSection {
  const open = damages.filter(isOpen);
  const lines = open
    .slice(0, mostListed)
    .map(
      (damage) =>
        `${damageReference(damage)}\u00a0: ${lockersText(damage)}. ${damageStateText(damage)}`,
    );
  const closed = damages.length - open.length;
  const section = [
    ...(open.length === 0 ? [damages.length === 0 ? damagePage.none : damagePage.noneOpen] : lines),
    ...(open.length > mostListed ? ['La suite est sur le site.'] : []),
    ...(closed > 0 ? [`${damagePage.closed(closed)}.`] : []),
  ];
  return { title: damagePage.list, text: section.join('\n') };
}

export function deliveriesSection({ deliveries }: CollegeFile): NotificationSection {
  const lines = deliveries.slice(-mostListed).map(deliveryLine);
  return { title: collegePage.deliveries, text: lines.join('\n') || collegePage.noDelivery };
}

export function todoSection(file: CollegeFile): NotificationSection {
  const lines = todosOfFile(file).map((one) => {
    const key = one.kind === 'confirm-repair' ? ` (${damageReference(one.damage)})` : '';
    return `${todoLabel(one)}${key}.`;
  });
  return { title: todoTexts.title, text: lines.join('\n') || todoTexts.nothing };
}
