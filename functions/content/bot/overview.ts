import { isOpen } from '../../domain/damages/damage.ts';
import { totalsOf } from '../../domain/declarations/campaign.ts';
import type { CampaignView, CollegeFile } from '../../domain/read-models/college.ts';
import type { DamagesView } from '../../domain/read-models/lists.ts';
import { damageReference } from '../../domain/reference.ts';
import {
  damageButton,
  declarationButtons,
  declareButton,
  deliveryButton,
  followUpButton,
  nothingButton,
  reportButton,
  standingButton,
  toSite,
} from '../buttons.ts';
import { damagePage, damageStateText } from '../damages/texts.ts';
import { standingLabels } from '../declarations/texts.ts';
import { collegeTitle, count, number } from '../format.ts';
import {
  type Card,
  type CardSetting,
  mostListed,
  type NoticeAction,
  type NoticeSection,
} from '../model/notification.ts';
import { campaignLine, collegePage, education as words } from '../site.ts';
import {
  campaignText,
  damagesSection,
  declarationSection,
  deliveriesSection,
  expectedOfFile,
  expectedSection,
} from './college-sections.ts';

/** Damages that have a button of their own on a card. */
const mostButtons = 5;

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

/** The overview of somebody who speaks for several collèges. */
export function severalCollegesCard(files: readonly CollegeFile[], setting: CardSetting): Card {
  const [first] = files;
  const open = first?.campaign?.phase === 'open';
  return {
    title: 'Vos collèges',
    summary: first ? campaignText(first) : '',
    sections: files.map((file) => ({
      title: collegeTitle(file.college),
      text: [declarationSection(file, setting).text, expectedSection(file).text].join('\n'),
    })),
    actions: [
      ...(open ? [declareButton(undefined, 'main'), nothingButton()] : []),
      reportButton(undefined),
      standingButton(),
      toSite('Ouvrir le site', '/', setting),
    ],
  };
}

interface AtAGlance {
  readonly campaign: CampaignView | undefined;
  readonly damages: DamagesView | undefined;
}

/** The campaign at a glance, for the service Éducation and nobody else. */
export function educationCard({ campaign, damages }: AtAGlance, setting: CardSetting): Card {
  const urgent = damages?.rows.slice(0, 5) ?? [];
  return {
    title: words.pages,
    summary: campaign ? campaignLine(campaign.campaign) : collegePage.noCampaign,
    sections: [
      ...(campaign ? [totals(campaign), silent(campaign)] : []),
      ...(damages ? [open(damages)] : []),
    ],
    actions: [
      ...urgent.map(({ damage }) => damageButton(damage)),
      toSite('Ouvrir la campagne', '/education', setting),
      toSite('Ouvrir les signalements', '/education/signalements', setting),
    ],
  };
}

function totals({ standings, colleges }: CampaignView): NoticeSection {
  const { answered, nothingNeeded, lockersToReplace, lockersDangerous } = totalsOf(standings);
  return {
    title: words.campaign,
    facts: [
      { label: words.answered, value: `${number(answered)} / ${number(colleges)}` },
      { label: words.nothingNeeded, value: number(nothingNeeded) },
      { label: words.toReplace, value: number(lockersToReplace) },
      { label: words.dangerous, value: number(lockersDangerous) },
    ],
  };
}

function silent({ rows }: CampaignView): NoticeSection {
  const waiting = rows.filter(({ declaration }) => !declaration?.filing);
  const lines = waiting.slice(0, mostListed * 3).map(({ college, declaration }) => {
    const label = standingLabels[declaration?.draft ? 'draft' : 'silent'];
    return `${collegeTitle(college)} : ${label.toLowerCase()}`;
  });
  return {
    title: `Sans réponse : ${count(waiting.length, 'collège')}`,
    text: lines.join('\n') || 'Tous les collèges ont répondu.',
  };
}

function open({ rows, count: counted }: DamagesView): NoticeSection {
  const lines = rows.slice(0, mostListed).map(({ college, damage }) => {
    const danger = damage.dangerous ? ` ${damagePage.dangerous}.` : '';
    return `${damageReference(damage)}, ${collegeTitle(college)}. ${damageStateText(damage)}${danger}`;
  });
  return {
    title: `Signalements en cours : ${number(counted('open'))}`,
    text: lines.join('\n') || damagePage.noneOpen,
  };
}
