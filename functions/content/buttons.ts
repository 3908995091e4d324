import type { Damage } from '../domain/damages/damage.ts';
import { type Declaration, referenceOf } from '../domain/declarations/declaration.ts';
import type { Delivery } from '../domain/deliveries/delivery.ts';
import { type CollegeFile, currentDeclaration } from '../domain/read-models/college.ts';
import { damageReference, deliveryReference } from '../domain/reference.ts';
import type { Uai } from '../domain/uai.ts';
import type { Ask, PlainAsk, UnderstoodAsk } from './model/intent.ts';
import type { CardSetting, NoticeAction } from './model/notification.ts';

const declareLabels = {
  first: 'Déclarer un besoin',
  draft: 'Reprendre le brouillon',
  again: 'Corriger la déclaration',
} as const;

export const deliveryLabels = {
  see: 'Voir la livraison',
  receive: 'Remplir le bon de réception',
} as const;

type Weight = NoticeAction['weight'];

export function reportButton(uai: Uai | undefined, weight?: Weight): NoticeAction {
  return { label: 'Signaler un dégât', ask: { kind: 'report', uai }, weight };
}

export function declareButton(uai: Uai | undefined, weight?: Weight): NoticeAction {
  return { label: declareLabels.first, ask: { kind: 'declare', uai }, weight };
}

export function nothingButton(uai?: Uai): NoticeAction {
  return { label: 'Déclarer un état néant', ask: { kind: 'declare-nothing', uai } };
}

export function standingButton(uai?: Uai): NoticeAction {
  return { label: 'Voir où on en est', ask: { kind: 'standing', uai } };
}

export function overviewButton(weight?: Weight): NoticeAction {
  return { label: 'Revenir au début', ask: { kind: 'overview' }, weight };
}

/** Leads a stranger to their collège; `next` is what they wanted before. */
export function bindButton(label: string, next?: PlainAsk | UnderstoodAsk): NoticeAction {
  return { label, ask: { kind: 'bind', next }, weight: 'main' };
}

export const helpButton: NoticeAction = { label: 'Voir l’aide', ask: { kind: 'help' } };

export function followUpButton({ uai, id }: Damage, weight?: Weight): NoticeAction {
  return { label: 'Dire si c’est réparé', ask: { kind: 'follow-up', uai, id }, weight };
}

export function damageButton(damage: Damage): NoticeAction {
  const { uai, id } = damage;
  return { label: `Voir ${damageReference(damage)}`, ask: { kind: 'damage', uai, id } };
}

/** What was ordered before the counter opened may have a longer reference than a button holds. */
export function deliveryButton(delivery: Delivery): NoticeAction {
  const { uai, id } = delivery;
  const label = `Voir ${deliveryReference(delivery)}`;
  return {
    label: label.length > mostCharacters ? deliveryLabels.see : label,
    ask: { kind: 'delivery', uai, id },
  };
}

const mostCharacters = 30;

export function receiveButton({ uai, id }: Delivery): NoticeAction {
  return { label: deliveryLabels.receive, ask: { kind: 'receive', uai, id }, weight: 'main' };
}

export function toSite(label: string, path: string, { siteUrl }: CardSetting): NoticeAction {
  return { label, url: `${siteUrl}${path}` };
}

export function toDeclaration(declaration: Declaration, setting: CardSetting): NoticeAction {
  return toSite('Voir sur le site', `/declarations/${referenceOf(declaration)}`, setting);
}

/** What a collège may do about its declaration today, the likeliest first. */
export function declarationButtons(file: CollegeFile): readonly NoticeAction[] {
  const declaration = currentDeclaration(file);
  if (!declaration || file.campaign?.phase !== 'open' || declaration.state === 'decided') return [];
  const { uai, draft, filing, state } = declaration;
  const kind = draft ? 'draft' : filing ? 'again' : 'first';
  const ask: Ask = { kind: 'declare', uai };
  const weight = filing && !draft && state !== 'to-correct' ? undefined : 'main';
  const declare = { label: declareLabels[kind], ask, weight } as const;
  return filing ? [declare] : [declare, nothingButton(uai)];
}
