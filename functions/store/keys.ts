import type { Day, Instant } from '../domain/calendar.ts';
import type { Uai } from '../domain/uai.ts';

/*
 * Every key of the table, which makes this file the list of what can be asked of it.
 *
 * | to read                                        | how                                                          |
 * | ---------------------------------------------- | ------------------------------------------------------------ |
 * | which register is current                      | Get DEPARTEMENT#<code>, REGISTER                             |
 * | the register                                   | Query DEPARTEMENT#<code>, begins REGISTER#<generation>#      |
 * | the campaigns                                  | Query DEPARTEMENT#<code>, begins CAMPAIGN#                   |
 * | one declaration                                | Get COLLEGE#<uai>, DECLARATION#<campaign>                    |
 * | all declarations (or deliveries) of a collège  | Query COLLEGE#<uai>, begins DECLARATION# (DELIVERY#)         |
 * | what changed on one day, oldest first          | Query index `changes`, DAY#<day>, from instant to instant    |
 * | the last digest                                | Query DIGESTS#<year>, newest first, limit 1                  |
 */

export interface Key {
  readonly pk: string;
  readonly sk: string;
}

export const departementPk = (code: string) => `DEPARTEMENT#${code}`;
export const collegePk = (uai: Uai) => `COLLEGE#${uai}`;

export const currentRegisterKey = (code: string): Key => ({
  pk: departementPk(code),
  sk: 'REGISTER',
});
export const registerPagePrefix = (generation: Instant) => `REGISTER#${generation}#`;
export const registerPageKey = (code: string, generation: Instant, page: number): Key => ({
  pk: departementPk(code),
  sk: `${registerPagePrefix(generation)}${String(page).padStart(4, '0')}`,
});

export const campaignPrefix = 'CAMPAIGN#';
export const campaignKey = (code: string, campaignId: string): Key => ({
  pk: departementPk(code),
  sk: `${campaignPrefix}${campaignId}`,
});

export const declarationPrefix = 'DECLARATION#';
export const declarationKey = (uai: Uai, campaignId: string): Key => ({
  pk: collegePk(uai),
  sk: `${declarationPrefix}${campaignId}`,
});

export const deliveryPrefix = 'DELIVERY#';
export const deliveryKey = (uai: Uai, id: string): Key => ({
  pk: collegePk(uai),
  sk: `${deliveryPrefix}${id}`,
});

export const changesIndex = 'changes';
/** Only what the night reads carries these attributes. The day is UTC's, as the instant is. */
export const changesIndexKey = (changedAt: Instant) => ({
  changedDay: changesDay(changedAt.slice(0, 10)),
  changedAt,
});
export const changesDay = (day: Day) => `DAY#${day}`;

export const digestsPk = (year: number) => `DIGESTS#${year}`;
export const digestKey = (year: number, number: number): Key => ({
  pk: digestsPk(year),
  sk: `DIGEST#${String(number).padStart(6, '0')}`,
});
