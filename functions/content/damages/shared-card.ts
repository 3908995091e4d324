import type { College } from '../../domain/colleges/college.ts';
import { type Damage, isOpen } from '../../domain/damages/damage.ts';
import { damageReference } from '../../domain/reference.ts';
import { damageButton, followUpButton, toSite } from '../buttons.ts';
import { collegeTitle, count } from '../format.ts';
import type { CardSetting, SharedCard } from '../model/notification.ts';
import { damagePage, damageStateLabels, lockersText, partsText, placeText } from './texts.ts';

/** What everybody in a place may know of a damage: not who reported it, nor what people wrote about it. */
export type SharedDamage = Omit<
  Damage,
  'journal' | 'reportedBy' | 'description' | 'photos' | 'idempotencyKey' | 'lastIdempotencyKey'
>;

export function sharedDamageCard(
  { damage, college }: { readonly damage: SharedDamage; readonly college: College },
  setting: CardSetting,
): SharedCard {
  const { uai, id, state } = damage;
  const reference = damageReference(damage);
  const isDangerous = damage.dangerous && isOpen(damage);
  return {
    title: `${reference}\u00a0: ${count(damage.lockersCount, 'casier')}`,
    summary: `${collegeTitle(college)}. ${damageStateLabels[state]}.${isDangerous ? ` ${damagePage.dangerous}.` : ''}`,
    sections: [
      {
        title: damagePage.collegeReport,
        facts: [
          { label: 'Où', value: placeText(damage) },
          { label: 'Casiers', value: lockersText(damage) },
          { label: 'Ce qui est abîmé', value: partsText(damage.parts) },
        ],
      },
    ],
    actions: [
      ...(isOpen(damage)
        ? [
            {
              label: 'Dire la suite',
              intent: { kind: 'update-damage-status', uai, id },
              weight: 'main',
            } as const,
          ]
        : [followUpButton(damage)]),
      damageButton(damage),
      toSite('Voir sur le site', `/degats/${reference}`, setting),
    ],
  };
}
