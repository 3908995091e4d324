import type { College } from '../../domain/colleges/college.ts';
import type { DamageEntry } from '../../domain/damages/damage.ts';
import { damageReference } from '../../domain/reference.ts';
import type { PersonSetting, SharedCard } from '../model/notification.ts';
import type { SharedDamage } from './shared-card.ts';
import { damagePage, lockersText, partsText, placeText } from './texts.ts';

interface AboutDanger {
  readonly damage: SharedDamage & { readonly journal: readonly Pick<DamageEntry, 'what'>[] };
  readonly college: College;
}

/**
 * To the service Éducation, at once: a collège says that a person may be hurt. It names no person, because the card is also
 * shown to everybody in the channel of the service.
 */
export function dangerNotification(
  { damage, college }: AboutDanger,
  { siteUrl }: PersonSetting,
): SharedCard {
  const { uai, id, journal } = damage;
  const reference = damageReference(damage);
  const isReport = journal.at(-1)?.what !== 'still-broken';
  const place = `${college.name}, ${college.commune}`;
  return {
    title: `${isReport ? 'Danger signalé' : 'Danger toujours présent'}\u00a0: ${college.name} (${reference})`,
    summary: isReport
      ? `${place}\u00a0: un dégât vient d’être signalé comme dangereux. Quelqu’un peut se blesser. Le collège sait qu’il doit tenir les élèves à l’écart\u00a0; dites-lui ce que vous faites.`
      : `${place}\u00a0: le collège dit que c’est toujours abîmé, et c’était signalé comme dangereux. Dites-lui ce que vous faites.`,
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
      {
        label: 'Voir le signalement',
        url: `${siteUrl}/degats/${reference}`,
        intent: { kind: 'damage', uai, id },
        weight: 'main',
      },
    ],
  };
}
