import type { College } from '../../domain/colleges/college.ts';
import { isOpen } from '../../domain/damages/damage.ts';
import type { CollegeFile } from '../../use-cases/colleges/view-college.ts';
import type { NoticeAction } from '../notice.ts';
import {
  damageButton,
  declarationButtons,
  deliveryButton,
  followUpButton,
  reportButton,
  standingButton,
  toSite,
} from './buttons.ts';
import type { Card, CardSetting } from './card.ts';
import {
  campaignText,
  damagesSection,
  declarationSection,
  deliveriesSection,
  expectedOfFile,
  expectedSection,
} from './file-sections.ts';

/** Damages that have a button of their own on a card. */
const mostButtons = 5;

export const collegeTitle = ({ name, commune }: College): string => `${name}, ${commune}`;

/** What is open, where the collège stands, what is expected of it, and what can be done. */
export function overviewCard(file: CollegeFile, mine: boolean, setting: CardSetting): Card {
  return {
    title: collegeTitle(file.college),
    summary: campaignText(file),
    sections: [declarationSection(file, setting), ...(mine ? [expectedSection(file)] : [])],
    actions: [
      ...(mine ? doButtons(file) : []),
      standingButton(file.college.uai),
      toFile(file, setting),
    ],
  };
}

/** Everything at once, for a page that stays open. */
export function homeCard(file: CollegeFile, mine: boolean, setting: CardSetting): Card {
  const card = overviewCard(file, mine, setting);
  return {
    ...card,
    sections: [...card.sections, damagesSection(file), deliveriesSection(file)],
    actions: [...(mine ? doButtons(file) : []), ...damageButtons(file), toFile(file, setting)],
  };
}

/** Where everything of a collège stands. */
export function standingCard(file: CollegeFile, mine: boolean, setting: CardSetting): Card {
  return {
    title: collegeTitle(file.college),
    summary: campaignText(file),
    sections: [declarationSection(file, setting), damagesSection(file), deliveriesSection(file)],
    actions: [...(mine ? doButtons(file) : []), ...damageButtons(file), toFile(file, setting)],
  };
}

export function deliveriesCard(file: CollegeFile, setting: CardSetting): Card {
  const section = deliveriesSection(file);
  return {
    title: `${section.title} : ${collegeTitle(file.college)}`,
    summary: section.text ?? '',
    sections: [],
    actions: [
      ...file.deliveries.slice(-mostButtons).map(deliveryButton),
      standingButton(file.college.uai),
      toFile(file, setting),
    ],
  };
}

function doButtons(file: CollegeFile): readonly NoticeAction[] {
  const repaired = expectedOfFile(file).flatMap((one) =>
    one.kind === 'confirm-repair' ? [one.damage] : [],
  );
  return [
    ...declarationButtons(file),
    reportButton(file.college.uai),
    ...repaired.slice(0, 1).map((damage) => followUpButton(damage)),
  ];
}

function damageButtons({ damages }: CollegeFile): readonly NoticeAction[] {
  return damages.filter(isOpen).slice(0, mostButtons).map(damageButton);
}

function toFile({ college }: CollegeFile, setting: CardSetting): NoticeAction {
  return toSite('Ouvrir le dossier du collège', `/colleges/${college.uai}`, setting);
}
