import type { CollegeFile } from '../../use-cases/colleges/view-college.ts';
import { declareButton, nothingButton, reportButton, standingButton, toSite } from './buttons.ts';
import type { Card, CardSetting } from './card.ts';
import { collegeTitle } from './college-cards.ts';
import { campaignText, declarationSection, expectedSection } from './file-sections.ts';

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
