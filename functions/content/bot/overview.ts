import { isOpen } from '../../domain/damages/damage.ts';
import { campaignStatusOf, hasAnswered, totalsOf } from '../../domain/declarations/campaign.ts';
import type { CampaignRow, CampaignView, CollegeFile } from '../../domain/read-models/college.ts';
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
  statusButton,
  toSite,
} from '../buttons.ts';
import { damagePage, damageStateText } from '../damages/texts.ts';
import { campaignStatusLabels } from '../declarations/texts.ts';
import { collegeTitle, count, number } from '../format.ts';
import {
  type Card,
  type CardSetting,
  mostListed,
  type NotificationAction,
  type NotificationSection,
} from '../model/notification.ts';
import { campaignLine, collegePage, education as texts } from '../site.ts';
import {
  campaignText,
  damagesSection,
  declarationSection,
  deliveriesSection,
  todoSection,
  todosOfFile,
} from './college-sections.ts';

/** Most damages or deliveries that get a button on one card. */
const mostButtons = 5;

/** The campaign, the state of the declaration, the todos, and what can be done. */
export function overviewCard(file: CollegeFile, canAct: boolean, setting: CardSetting): Card {
  return {
    title: collegeTitle(file.college),
    summary: campaignText(file),
    sections: [declarationSection(file, setting), ...(canAct ? [todoSection(file)] : [])],
    actions: [
      ...(canAct ? actionButtons(file) : []),
      statusButton(file.college.uai),
      toFile(file, setting),
    ],
  };
}

/** The overview with damages and deliveries, for the home tab. */
export function homeCard(file: CollegeFile, canAct: boolean, setting: CardSetting): Card {
  const card = overviewCard(file, canAct, setting);
  return {
    ...card,
    sections: [...card.sections, damagesSection(file), deliveriesSection(file)],
    actions: [
      ...(canAct ? actionButtons(file) : []),
      ...damageButtons(file),
      toFile(file, setting),
    ],
  };
}

/** The state of the declaration, the damages and the deliveries. */
export function statusCard(file: CollegeFile, canAct: boolean, setting: CardSetting): Card {
  return {
    title: collegeTitle(file.college),
    summary: campaignText(file),
    sections: [declarationSection(file, setting), damagesSection(file), deliveriesSection(file)],
    actions: [
      ...(canAct ? actionButtons(file) : []),
      ...damageButtons(file),
      toFile(file, setting),
    ],
  };
}

export function deliveriesCard(file: CollegeFile, setting: CardSetting): Card {
  const section = deliveriesSection(file);
  return {
    title: `${section.title}\u00a0: ${collegeTitle(file.college)}`,
    summary: section.text ?? '',
    sections: [],
    actions: [
      ...file.deliveries.slice(-mostButtons).map(deliveryButton),
      statusButton(file.college.uai),
      toFile(file, setting),
    ],
  };
}

function actionButtons(file: CollegeFile): readonly NotificationAction[] {
  const repaired = todosOfFile(file).flatMap((one) =>
    one.kind === 'confirm-repair' ? [one.damage] : [],
  );
  return [
    ...declarationButtons(file),
    reportButton(file.college.uai),
    ...repaired.slice(0, 1).map((damage) => followUpButton(damage)),
  ];
}

function damageButtons({ damages }: CollegeFile): readonly NotificationAction[] {
  return damages.filter(isOpen).slice(0, mostButtons).map(damageButton);
}

function toFile({ college }: CollegeFile, setting: CardSetting): NotificationAction {
  return toSite('Ouvrir le dossier du collège', `/colleges/${college.uai}`, setting);
}

/** The overview for a member of several collèges. */
export function severalCollegesCard(files: readonly CollegeFile[], setting: CardSetting): Card {
  const [first] = files;
  const open = first?.campaign?.phase === 'open';
  return {
    title: 'Vos collèges',
    summary: first ? campaignText(first) : '',
    sections: files.map((file) => ({
      title: collegeTitle(file.college),
      text: [declarationSection(file, setting).text, todoSection(file).text].join('\n'),
    })),
    actions: [
      ...(open ? [declareButton(undefined, 'main'), nothingButton()] : []),
      reportButton(undefined),
      statusButton(),
      toSite('Ouvrir le site', '/', setting),
    ],
  };
}

interface AtAGlance {
  readonly campaign: CampaignView | undefined;
  readonly damages: DamagesView | undefined;
}

/** The campaign at a glance, only for the service Éducation. */
export function educationCard({ campaign, damages }: AtAGlance, setting: CardSetting): Card {
  const urgent = damages?.rows.slice(0, 5) ?? [];
  return {
    title: texts.pages,
    summary: campaign ? campaignLine(campaign.campaign) : collegePage.noCampaign,
    sections: [
      ...(campaign ? [totals(campaign), notDeclared(campaign)] : []),
      ...(damages ? [open(damages)] : []),
    ],
    actions: [
      ...urgent.map(({ damage }) => damageButton(damage)),
      toSite('Ouvrir la campagne', '/education', setting),
      toSite('Ouvrir les signalements', '/education/signalements', setting),
    ],
  };
}

function totals({ campaignStatuses, colleges }: CampaignView): NotificationSection {
  const { answered, nothingNeeded, lockersToReplace, lockersDangerous } =
    totalsOf(campaignStatuses);
  return {
    title: texts.campaign,
    facts: [
      { label: texts.answered, value: `${number(answered)} / ${number(colleges)}` },
      { label: texts.nothingNeeded, value: number(nothingNeeded) },
      { label: texts.toReplace, value: number(lockersToReplace) },
      { label: texts.dangerous, value: number(lockersDangerous) },
    ],
  };
}

function notDeclared({ rows }: CampaignView): NotificationSection {
  const statusOf = ({ declaration }: CampaignRow) => declaration && campaignStatusOf(declaration);
  const waiting = rows.filter((row) => {
    const status = statusOf(row);
    return !status || !hasAnswered(status);
  });
  const lines = waiting.slice(0, mostListed * 3).map((row) => {
    const label = campaignStatusLabels[statusOf(row)?.state ?? 'not-declared'];
    return `${collegeTitle(row.college)}\u00a0: ${label.toLowerCase()}`;
  });
  return {
    title: `Sans réponse\u00a0: ${count(waiting.length, 'collège')}`,
    text: lines.join('\n') || 'Tous les collèges ont répondu.',
  };
}

function open({ rows, count: counted }: DamagesView): NotificationSection {
  const lines = rows.slice(0, mostListed).map(({ college, damage }) => {
    const danger = damage.dangerous ? ` ${damagePage.dangerous}.` : '';
    return `${damageReference(damage)}, ${collegeTitle(college)}. ${damageStateText(damage)}${danger}`;
  });
  return {
    title: `Signalements en cours\u00a0: ${number(counted('open'))}`,
    text: lines.join('\n') || damagePage.noneOpen,
  };
}
