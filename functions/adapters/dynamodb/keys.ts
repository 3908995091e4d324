import type { ChatChannel } from '../../domain/act.ts';
import type { Day, Instant } from '../../domain/dates.ts';
import type { Uai } from '../../domain/uai.ts';

/*
 * Every key of the table, which makes this file the list of what can be asked of it.
 *
 * | to read                                        | how                                                          |
 * | ---------------------------------------------- | ------------------------------------------------------------ |
 * | which register is current                      | Get DEPARTEMENT#<code>, REGISTER                             |
 * | the register                                   | Query DEPARTEMENT#<code>, begins REGISTER#<generation>#      |
 * | the campaigns                                  | Query DEPARTEMENT#<code>, begins CAMPAIGN#                   |
 * | one declaration                                | Get COLLEGE#<uai>, DECLARATION#<campaign>                    |
 * | all declarations of a collège                  | Query COLLEGE#<uai>, begins DECLARATION#                     |
 * | one damage, one delivery                       | Get COLLEGE#<uai>, DAMAGE#<id> (DELIVERY#<id>)               |
 * | all damages (or deliveries) of a collège       | Query COLLEGE#<uai>, begins DAMAGE# (DELIVERY#)              |
 * | declarations changed on one day, oldest first  | Query index `changes`, DAY#<day>, from instant to instant    |
 * | damages changed on one day, oldest first       | Query index `changes`, DAMAGES#<day>, from instant to instant |
 * | deliveries changed on one day, oldest first    | Query index `changes`, DELIVERIES#<day>, likewise            |
 * | the last digest                                | Query DIGESTS#<year>, newest first, limit 1                  |
 * | what became of a notice for one recipient      | Get NOTICE#<id>, SEND#<recipient>                            |
 * | what a chat shows a recipient of one thing     | Get POSTED_MESSAGE#<recipient>#<reference>, CARD                       |
 * | one person                                     | Get DEPARTEMENT#<code>, PERSON#<mail>                        |
 * | everybody                                      | Query DEPARTEMENT#<code>, begins PERSON#                     |
 * | somebody as a chat knows them                  | Get CHAT_USER#<door>#<account>, CONTACT                        |
 * | every account of a mailbox                     | Query CONTACTS#<mail>, begins CHAT_USER#, then each of them    |
 * | a challenge, a session, the hits on a name     | Get CHALLENGE#<id>, SESSION#<id>, HITS#<name>#<stretch>      |
 * | one subscriber                                 | Get DEPARTEMENT#<code>, SUBSCRIBER#<id>                      |
 * | all subscribers                                | Query DEPARTEMENT#<code>, begins SUBSCRIBER#                 |
 * | what became of an event for a subscriber       | Get SUBSCRIBER#<id>, WEBHOOK_MESSAGE#<instant>#<event>              |
 * | what a subscriber was sent, newest first       | Query SUBSCRIBER#<id>, between two WEBHOOK_MESSAGE#                 |
 * | how a subscriber answers                       | Get SUBSCRIBER#<id>, HEALTH                                  |
 * | whether something that serves once has served  | Get SPENT#<name>                                             |
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
export const registerPagePrefix = (registerVersion: Instant) => `REGISTER#${registerVersion}#`;
export const registerPageKey = (code: string, registerVersion: Instant, page: number): Key => ({
  pk: departementPk(code),
  sk: `${registerPagePrefix(registerVersion)}${String(page).padStart(4, '0')}`,
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

export const damagePrefix = 'DAMAGE#';
export const damageKey = (uai: Uai, id: string): Key => ({
  pk: collegePk(uai),
  sk: `${damagePrefix}${id}`,
});

export const deliveryPrefix = 'DELIVERY#';
export const deliveryKey = (uai: Uai, id: string): Key => ({
  pk: collegePk(uai),
  sk: `${deliveryPrefix}${id}`,
});

/** Only the items that an index lists carry its attributes. */
export const indexAttributes = ['changedDay', 'changedAt'] as const;
export type IndexKeys = Readonly<Partial<Record<(typeof indexAttributes)[number], string>>>;

export const changesIndex = 'changes';
/** One partition a day and kind of thing, so that a reader of one kind reads no other. The day is UTC's, as the instant is. */
export type ChangesDay = (day: Day) => string;
export const declarationsDay: ChangesDay = (day) => `DAY#${day}`;
export const damagesDay: ChangesDay = (day) => `DAMAGES#${day}`;
export const deliveriesDay: ChangesDay = (day) => `DELIVERIES#${day}`;
export const changesIndexKey = (dayOf: ChangesDay, changedAt: Instant): IndexKeys => ({
  changedDay: dayOf(changedAt.slice(0, 10)),
  changedAt,
});

export const digestsPk = (year: number) => `DIGESTS#${year}`;
export const digestKey = (year: number, number: number): Key => ({
  pk: digestsPk(year),
  sk: `DIGEST#${String(number).padStart(6, '0')}`,
});

export const personPrefix = 'PERSON#';
export const personKey = (code: string, mail: string): Key => ({
  pk: departementPk(code),
  sk: `${personPrefix}${mail}`,
});

export const chatUserKey = (channel: ChatChannel, account: string): Key => ({
  pk: `CHAT_USER#${channel}#${account}`,
  sk: 'CHAT_USER',
});
export const chatUsersOfMailPk = (mail: string) => `CONTACTS#${mail}`;
export const chatUserOfMailPrefix = 'CHAT_USER#';
export const chatUserOfMailKey = (mail: string, channel: ChatChannel, account: string): Key => ({
  pk: chatUsersOfMailPk(mail),
  sk: `${chatUserOfMailPrefix}${channel}#${account}`,
});

export const challengeKey = (id: string): Key => ({ pk: `CHALLENGE#${id}`, sk: 'CHALLENGE' });
export const sessionKey = (id: string): Key => ({ pk: `SESSION#${id}`, sk: 'SESSION' });
export const hitsKey = (name: string, stretch: number): Key => ({
  pk: `HITS#${name}#${stretch}`,
  sk: 'HITS',
});

/** Serves once: who comes second finds it. */
export const spentKey = (name: string): Key => ({ pk: `SPENT#${name}`, sk: 'SPENT' });

export const sendRecordKey = (notificationId: string, recipient: string): Key => ({
  pk: `NOTICE#${notificationId}`,
  sk: `SEND#${recipient}`,
});

export const subscriberPrefix = 'SUBSCRIBER#';
export const subscriberKey = (code: string, id: string): Key => ({
  pk: departementPk(code),
  sk: `${subscriberPrefix}${id}`,
});

export const subscriberPk = (id: string) => `SUBSCRIBER#${id}`;
const webhookMessagePrefix = 'WEBHOOK_MESSAGE#';
export const webhookMessageKey = (subscriberId: string, at: Instant, eventId: string): Key => ({
  pk: subscriberPk(subscriberId),
  sk: `${webhookMessagePrefix}${at}#${eventId}`,
});
/** The dispatches of events since `from` and up to `until`, a date or the end of a key; all of them without. */
export const webhookMessagesBetween = (from = '', until = '~') => ({
  from: `${webhookMessagePrefix}${from}`,
  until: `${webhookMessagePrefix}${until}`,
});
export const healthKey = (subscriberId: string): Key => ({
  pk: subscriberPk(subscriberId),
  sk: 'HEALTH',
});

export const postedMessageKey = (recipient: string, reference: string): Key => ({
  pk: `POSTED_MESSAGE#${recipient}#${reference}`,
  sk: 'POSTED_MESSAGE',
});
