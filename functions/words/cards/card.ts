import type { Notice } from '../notice.ts';
import type { PersonSetting } from '../notices/person-setting.ts';
import type { CardTurn } from '../turn.ts';

/** What cards are written with, beside what they tell. */
export interface CardSetting extends PersonSetting {
  readonly timeZone: string;
}

/** What a card says, before it is signed. */
export type Card = Omit<Notice, 'footer'>;

/** At most so many things are listed on a card: the rest is on the site. */
export const mostListed = 10;

export function signed(card: Card, setting: CardSetting): CardTurn {
  const { departementName, serviceName, serviceMail } = setting;
  const footer = `Comptoir des casiers du Département de ${departementName}. Une question ? ${serviceName} : ${serviceMail}`;
  return { kind: 'card', notice: { ...card, footer } };
}
