import type { College } from '../../domain/colleges/college.ts';
import type { Campaign } from '../../domain/declarations/campaign.ts';
import { type Declaration, referenceOf } from '../../domain/declarations/declaration.ts';
import type { Needs } from '../../domain/declarations/needs.ts';
import { statusButton, toDeclaration } from '../buttons.ts';
import { collegeTitle, number } from '../format.ts';
import type { CardSetting, Fact, SharedCard } from '../model/notification.ts';
import { campaignStatusLabels, acknowledgment as texts } from './texts.ts';

/** What everybody in a place may know of a declaration: how many lockers, and neither the contact nor what was written. */
export interface SharedDeclaration extends Pick<Declaration, 'uai' | 'campaignId' | 'state'> {
  readonly filing?:
    | { readonly kind: 'nothing-needed' }
    | {
        readonly kind: 'needs';
        readonly needs: Pick<Needs, 'lockersToReplace' | 'lockersUnusable' | 'lockersDangerous'>;
      }
    | undefined;
}

interface AboutDeclaration {
  readonly declaration: SharedDeclaration;
  readonly college: College;
  readonly campaign: Pick<Campaign, 'name'>;
}

export function sharedDeclarationCard(
  { declaration, college, campaign }: AboutDeclaration,
  setting: CardSetting,
): SharedCard {
  return {
    title: `${stateOf(declaration)}\u00a0: ${referenceOf(declaration)}`,
    summary: `${collegeTitle(college)}. ${campaign.name}.`,
    sections: needsOf(declaration),
    actions: [statusButton(declaration.uai), toDeclaration(declaration, setting)],
  };
}

function stateOf({ state, filing }: SharedDeclaration): string {
  if (state === 'to-correct' || state === 'decided') return campaignStatusLabels[state];
  if (!filing) return campaignStatusLabels['not-declared'];
  return filing.kind === 'needs' ? texts.filed : texts.filedNothing;
}

function needsOf({ filing }: SharedDeclaration): SharedCard['sections'] {
  if (filing?.kind !== 'needs') return [];
  const { lockersToReplace, lockersUnusable, lockersDangerous } = filing.needs;
  const facts: readonly Fact[] = [
    { label: 'Casiers à remplacer', value: number(lockersToReplace) },
    { label: 'Casiers inutilisables', value: number(lockersUnusable) },
    { label: 'Casiers dangereux', value: number(lockersDangerous) },
  ];
  return [{ title: texts.filed, facts }];
}
