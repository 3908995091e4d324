import type { Damage } from '../domain/damages/damage.ts';
import { type Declaration, referenceOf } from '../domain/declarations/declaration.ts';
import type { Delivery } from '../domain/deliveries/delivery.ts';
import { type CollegeFile, currentDeclaration } from '../domain/read-models/college.ts';
import { damageReference, deliveryReference } from '../domain/reference.ts';
import type { Uai } from '../domain/uai.ts';
import type { Intent, IntentToConfirm, PlainIntent } from './model/intent.ts';
import type { CardSetting, NotificationAction, SharedCard } from './model/notification.ts';

const declareLabels = {
  first: 'Déclarer un besoin',
  draft: 'Reprendre le brouillon',
  again: 'Corriger la déclaration',
} as const;

export const deliveryLabels = {
  see: 'Voir la livraison',
  receive: 'Remplir le bon de réception',
} as const;

type Weight = NotificationAction['weight'];

/** Of a card that everybody may see, or of one reader's. */
type SharedButton = SharedCard['actions'][number];

export function reportButton(uai: Uai | undefined, weight?: Weight): NotificationAction {
  return { label: 'Signaler un dégât', intent: { kind: 'report', uai }, weight };
}

export function declareButton(uai: Uai | undefined, weight?: Weight): NotificationAction {
  return { label: declareLabels.first, intent: { kind: 'declare', uai }, weight };
}

export function nothingButton(uai?: Uai): NotificationAction {
  return { label: 'Déclarer un état néant', intent: { kind: 'declare-nothing', uai } };
}

export function statusButton(uai?: Uai): SharedButton {
  return { label: 'Voir où on en est', intent: { kind: 'status', uai } };
}

export function overviewButton(weight?: Weight): SharedButton {
  return { label: 'Revenir au début', intent: { kind: 'overview' }, weight };
}

/** For a person who is not linked to a collège yet; `next` is what they asked for. */
export function linkAccountButton(
  label: string,
  next?: PlainIntent | IntentToConfirm,
): NotificationAction {
  return { label, intent: { kind: 'link-account', next }, weight: 'main' };
}

export const helpButton: NotificationAction = { label: 'Voir l’aide', intent: { kind: 'help' } };

export function followUpButton(
  { uai, id }: Pick<Damage, 'uai' | 'id'>,
  weight?: Weight,
): SharedButton {
  return { label: 'Dire si c’est réparé', intent: { kind: 'follow-up', uai, id }, weight };
}

export function damageButton(damage: Pick<Damage, 'uai' | 'id'>): SharedButton {
  const { uai, id } = damage;
  return { label: `Voir ${damageReference(damage)}`, intent: { kind: 'damage', uai, id } };
}

/** Deliveries ordered before the service opened may have a longer reference than a button holds. */
export function deliveryButton(delivery: Pick<Delivery, 'uai' | 'id'>): SharedButton {
  const { uai, id } = delivery;
  const label = `Voir ${deliveryReference(delivery)}`;
  return {
    label: label.length > maxCharacters ? deliveryLabels.see : label,
    intent: { kind: 'delivery', uai, id },
  };
}

const maxCharacters = 30;

export function receiveButton({ uai, id }: Pick<Delivery, 'uai' | 'id'>): SharedButton {
  return { label: deliveryLabels.receive, intent: { kind: 'receive', uai, id }, weight: 'main' };
}

export function toSite(label: string, path: string, { siteUrl }: CardSetting): SharedButton {
  return { label, url: `${siteUrl}${path}` };
}

export function toDeclaration(
  declaration: Pick<Declaration, 'uai' | 'campaignId'>,
  setting: CardSetting,
): SharedButton {
  return toSite('Voir sur le site', `/declarations/${referenceOf(declaration)}`, setting);
}

/** What a collège can do with its declaration today, the likeliest first. */
export function declarationButtons(file: CollegeFile): readonly NotificationAction[] {
  const declaration = currentDeclaration(file);
  if (!declaration || file.campaign?.phase !== 'open' || declaration.state === 'decided') return [];
  const { uai, draft, filing, state } = declaration;
  const kind = draft ? 'draft' : filing ? 'again' : 'first';
  const intent: Intent = { kind: 'declare', uai };
  const weight = filing && !draft && state !== 'to-correct' ? undefined : 'main';
  const declare = { label: declareLabels[kind], intent, weight } as const;
  return filing ? [declare] : [declare, nothingButton(uai)];
}
