import type { College } from '../../domain/colleges/college.ts';
import type { Campaign } from '../../domain/declarations/campaign.ts';
import { type Declaration, referenceOf } from '../../domain/declarations/declaration.ts';
import { statusButton, toDeclaration } from '../buttons.ts';
import { collegeTitle, day, instant } from '../format.ts';
import type {
  Card,
  CardSetting,
  NotificationAction,
  NotificationSection,
} from '../model/notification.ts';
import { nothingChanged } from '../site.ts';
import {
  declarationPage,
  declarationText,
  journalLine,
  needsFacts,
  acknowledgment as texts,
} from './texts.ts';

export interface AboutDeclaration {
  readonly declaration: Declaration;
  readonly college: College;
  readonly campaign: Campaign;
}

/** Asks to confirm an état néant: what will be filed, and what it replaces. */
export function confirmNothingCard(
  { declaration, college, campaign }: AboutDeclaration,
  idempotencyKey: string,
  setting: CardSetting,
): Card {
  const { uai, campaignId, version } = declaration;
  const intent = {
    kind: 'file-nothing',
    uai,
    campaignId,
    expectedVersion: version,
    idempotencyKey,
  } as const;
  return {
    title: 'Déclarer un état néant\u00a0?',
    summary: `${collegeTitle(college)}. ${texts.nothing} Rien n’est encore déposé.`,
    sections: [
      {
        title: campaign.name,
        text: [
          declarationText(declaration, setting.timeZone),
          ...(declaration.filing ? ['L’état néant prendra sa place.'] : []),
          declarationPage.untilClose(day(campaign.closesOn)),
        ].join('\n'),
      },
    ],
    actions: [
      { label: 'Déposer l’état néant', intent, weight: 'main' },
      { label: 'Déclarer un besoin', intent: { kind: 'declare', uai } },
    ],
  };
}

/** What was filed. */
export function filedCard(about: AboutDeclaration, setting: CardSetting): Card {
  const { declaration, college, campaign } = about;
  const { filing } = declaration;
  const title = filing?.kind === 'needs' ? texts.filed : texts.filedNothing;
  const facts = filing?.kind === 'needs' ? needsFacts(filing.needs) : [];
  return {
    title: `${title}\u00a0: ${referenceOf(declaration)}`,
    summary: `${collegeTitle(college)}. ${texts.thanks} ${declarationPage.untilClose(day(campaign.closesOn))}`,
    sections: [
      ...(facts.length > 0 ? [{ title: texts.answers, facts }] : []),
      historySection(declaration, setting),
    ],
    actions: [
      changeButton(declaration),
      statusButton(declaration.uai),
      toDeclaration(declaration, setting),
    ],
  };
}

/** What is filed already was filed again. */
export function unchangedCard(about: AboutDeclaration, setting: CardSetting): Card {
  const { title, text } = nothingChanged;
  return {
    ...filedCard(about, setting),
    title,
    summary: `${collegeTitle(about.college)}. ${text}`,
  };
}

/** The declaration changed since the button was sent: shows its current state; nothing was filed. */
export function outdatedButtonCard(about: AboutDeclaration, setting: CardSetting): Card {
  const { declaration, college } = about;
  return {
    title: 'Ce bouton date d’avant un changement',
    summary: `${collegeTitle(college)}\u00a0: quelqu’un a écrit depuis. Rien n’a été déposé.`,
    sections: [
      { title: 'Où en est la déclaration', text: declarationText(declaration, setting.timeZone) },
      historySection(declaration, setting),
    ],
    actions: [
      {
        label: 'Déclarer un état néant',
        intent: { kind: 'declare-nothing', uai: declaration.uai },
      },
      changeButton(declaration),
      toDeclaration(declaration, setting),
    ],
  };
}

export function correctionAskedCard(about: AboutDeclaration, setting: CardSetting): Card {
  const { declaration, college } = about;
  return {
    title: `Correction demandée\u00a0: ${referenceOf(declaration)}`,
    summary: `${collegeTitle(college)}\u00a0: la demande est partie par courriel à la personne qui a déposé.`,
    sections: [{ title: 'Ce qui est demandé', text: declaration.correction ?? '' }],
    actions: [toDeclaration(declaration, setting)],
  };
}

function changeButton({ uai, filing }: Declaration): NotificationAction {
  const label = filing?.kind === 'needs' ? 'Corriger la déclaration' : texts.changeMindShort;
  return { label, intent: { kind: 'declare', uai } };
}

function historySection({ journal }: Declaration, { timeZone }: CardSetting): NotificationSection {
  const lines = journal
    .slice(-5)
    .map((entry) => journalLine(instant(entry.at, timeZone), entry.who, entry));
  return { title: texts.history, text: lines.join('\n') };
}
