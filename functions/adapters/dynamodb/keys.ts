import type { ChatChannel } from '../../domain/act.ts';
import type { Day, Instant, SchoolYear } from '../../domain/dates.ts';
import type { Uai } from '../../domain/uai.ts';

/*
 * Every key of the table, and so the list of what can be read from it.
 *
 * | to read                                          | how                                                             |
 * | ------------------------------------------------ | --------------------------------------------------------------- |
 * | which register is current                        | Get DEPARTEMENT#<code>, REGISTER                                |
 * | a register                                       | Query DEPARTEMENT#<code>, begins REGISTER#<version>#            |
 * | the campaigns                                    | Query DEPARTEMENT#<code>, begins CAMPAIGN#                      |
 * | one declaration                                  | Get COLLEGE#<uai>, DECLARATION#<campaign>                       |
 * | all declarations of a collège                    | Query COLLEGE#<uai>, begins DECLARATION#                        |
 * | one damage                                       | Get COLLEGE#<uai>, DAMAGE#<id>                                  |
 * | all damages of a collège                         | Query COLLEGE#<uai>, begins DAMAGE#                             |
 * | one delivery                                     | Get COLLEGE#<uai>, DELIVERY#<id>                                |
 * | all deliveries to a collège                      | Query COLLEGE#<uai>, begins DELIVERY#                           |
 * | the draft of a form of a collège                 | Get COLLEGE#<uai>, DRAFT#<form>                                 |
 * | declarations changed on one day, oldest first    | Query index `changes`, DECLARATIONS#<day>, between two instants |
 * | damages changed on one day, oldest first         | Query index `changes`, DAMAGES#<day>, between two instants      |
 * | deliveries changed on one day, oldest first      | Query index `changes`, DELIVERIES#<day>, between two instants   |
 * | open damages reported in a school year           | Query index `open`, OPEN#DAMAGE#<school year>                   |
 * | open deliveries planned for a school year        | Query index `open`, OPEN#DELIVERY#<school year>                 |
 * | the last digest of a year                        | Query DIGESTS#<year>, begins DIGEST#, newest first, limit 1     |
 * | the digests after a number, of two years         | Query DIGESTS#<year>, between two DIGEST#                       |
 * | how far a recipient was told digests             | Get DIGEST_CURSOR#<recipient>, DIGEST_CURSOR                    |
 * | whether a notification was sent to a recipient   | Get NOTIFICATION#<id>, SEND#<recipient>                         |
 * | the message posted to a recipient about a thing  | Get POSTED_MESSAGE#<recipient>#<reference>, POSTED_MESSAGE      |
 * | a change whose mails may wait                    | Get CHANGE#<thing>, VERSION#<version>                           |
 * | one person                                       | Get PERSONS#<code>, PERSON#<mail>                               |
 * | all persons                                      | Query PERSONS#<code>, begins PERSON#                            |
 * | a chat user                                      | Get CHAT_USER#<channel>#<account>, CHAT_USER                    |
 * | the chat users of a mailbox                      | Query CHAT_USERS#<mail>, begins CHAT_USER#, then Get each       |
 * | a challenge                                      | Get CHALLENGE#<id>, CHALLENGE                                   |
 * | the codes that one browser or account requested  | Get CODE_ROUND#<id>, CODE_ROUND                                 |
 * | the failed tries at codes of a mailbox           | Get GUESSES#<name>, GUESSES                                     |
 * | a session                                        | Get SESSION#<id>, SESSION                                       |
 * | the hits on a name in one window of time         | Get HITS#<name>#<window>, HITS                                  |
 * | whether a single-use token was used              | Put SPENT#<name>, SPENT, unless it exists                       |
 * | one subscriber                                   | Get SUBSCRIBERS#<code>, SUBSCRIBER#<id>                         |
 * | all subscribers                                  | Query SUBSCRIBERS#<code>, begins SUBSCRIBER#                    |
 * | one webhook message                              | Get SUBSCRIBER#<id>, WEBHOOK_MESSAGE#<instant>#<event>          |
 * | the webhook messages of a subscriber             | Query SUBSCRIBER#<id>, between two WEBHOOK_MESSAGE#             |
 * | the health of a subscriber                       | Get SUBSCRIBER#<id>, HEALTH                                     |
 *
 * Persons and subscribers have partitions of their own, so that an IAM policy can tell them from the register by their
 * partition keys (condition `dynamodb:LeadingKeys`). The function of the table's stream wakes for the sort keys that its
 * filter lists: infra/lambdas/table-stream.ts.
 */

export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** Only the items that an index lists have its attributes. */
export const indexAttributes = ['changedDay', 'changedAt', 'openYear', 'openFrom'] as const;
export type IndexKeys = Readonly<Partial<Record<(typeof indexAttributes)[number], string>>>;

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

export const draftKey = (uai: Uai, form: string): Key => ({
  pk: collegePk(uai),
  sk: `DRAFT#${form}`,
});

export const changesIndex = 'changes';
/** One partition per day and kind, so that a reader of one kind reads no other. The day is UTC, as the instant is. */
export type ChangesDay = (day: Day) => string;
export const declarationsDay: ChangesDay = (day) => `DECLARATIONS#${day}`;
export const damagesDay: ChangesDay = (day) => `DAMAGES#${day}`;
export const deliveriesDay: ChangesDay = (day) => `DELIVERIES#${day}`;
export const changesIndexKey = (dayOf: ChangesDay, changedAt: Instant): IndexKeys => ({
  changedDay: dayOf(changedAt.slice(0, 10)),
  changedAt,
});

export const openIndex = 'open';
/**
 * One partition per school year and kind, which a thing leaves when it is closed: to read what is open costs as much as
 * is open, however many years the table holds.
 */
export type OpenYear = (schoolYear: SchoolYear) => string;
export const openDamages: OpenYear = (schoolYear) => `OPEN#DAMAGE#${schoolYear}`;
export const openDeliveries: OpenYear = (schoolYear) => `OPEN#DELIVERY#${schoolYear}`;

/** The UAI and the id of something that belongs to a collège, as its key has them. */
export function idsOf({ pk, sk }: Key): { readonly uai: string; readonly id: string } {
  return { uai: pk.slice(pk.indexOf('#') + 1), id: sk.slice(sk.indexOf('#') + 1) };
}

export const digestsPk = (year: number) => `DIGESTS#${year}`;
export const digestPrefix = 'DIGEST#';
export const digestKey = (year: number, number: number): Key => ({
  pk: digestsPk(year),
  sk: `${digestPrefix}${String(number).padStart(6, '0')}`,
});

/** The range of the digests of a year after that number. */
export const digestsAfter = (number: number) => ({
  from: `${digestPrefix}${String(number + 1).padStart(6, '0')}`,
  until: `${digestPrefix}~`,
});
export const digestCursorKey = (recipient: string): Key => ({
  pk: `DIGEST_CURSOR#${recipient}`,
  sk: 'DIGEST_CURSOR',
});

export const personsPk = (code: string) => `PERSONS#${code}`;
export const personPrefix = 'PERSON#';
export const personKey = (code: string, mail: string): Key => ({
  pk: personsPk(code),
  sk: `${personPrefix}${mail}`,
});

export const chatUserKey = (channel: ChatChannel, account: string): Key => ({
  pk: `CHAT_USER#${channel}#${account}`,
  sk: 'CHAT_USER',
});
export const chatUsersPk = (mail: string) => `CHAT_USERS#${mail}`;
export const chatUserPrefix = 'CHAT_USER#';
/** The pointer from a mailbox to a chat user. */
export const chatUserPointerKey = (mail: string, channel: ChatChannel, account: string): Key => ({
  pk: chatUsersPk(mail),
  sk: `${chatUserPrefix}${channel}#${account}`,
});

export const challengeSk = 'CHALLENGE';
export const challengeKey = (id: string): Key => ({ pk: `CHALLENGE#${id}`, sk: challengeSk });
export const codeRoundKey = (id: string): Key => ({ pk: `CODE_ROUND#${id}`, sk: 'CODE_ROUND' });
export const guessesKey = (name: string): Key => ({ pk: `GUESSES#${name}`, sk: 'GUESSES' });
export const sessionKey = (id: string): Key => ({ pk: `SESSION#${id}`, sk: 'SESSION' });
export const hitsKey = (name: string, window: number): Key => ({
  pk: `HITS#${name}#${window}`,
  sk: 'HITS',
});
export const spentKey = (name: string): Key => ({ pk: `SPENT#${name}`, sk: 'SPENT' });

export const sendRecordKey = (notificationId: string, recipient: string): Key => ({
  pk: `NOTIFICATION#${notificationId}`,
  sk: `SEND#${recipient}`,
});

export const postedMessageKey = (recipient: string, reference: string): Key => ({
  pk: `POSTED_MESSAGE#${recipient}#${reference}`,
  sk: 'POSTED_MESSAGE',
});

export const announcedChangeKey = (thing: string, version: number): Key => ({
  pk: `CHANGE#${thing}`,
  sk: `VERSION#${version}`,
});

export const subscribersPk = (code: string) => `SUBSCRIBERS#${code}`;
export const subscriberPrefix = 'SUBSCRIBER#';
export const subscriberKey = (code: string, id: string): Key => ({
  pk: subscribersPk(code),
  sk: `${subscriberPrefix}${id}`,
});

export const subscriberPk = (id: string) => `SUBSCRIBER#${id}`;
const webhookMessagePrefix = 'WEBHOOK_MESSAGE#';
export const webhookMessageKey = (subscriberId: string, at: Instant, eventId: string): Key => ({
  pk: subscriberPk(subscriberId),
  sk: `${webhookMessagePrefix}${at}#${eventId}`,
});
/** The range of the messages whose events happened from `from` to `until`: each a date or the end of a key. */
export const webhookMessagesBetween = (from = '', until = '~') => ({
  from: `${webhookMessagePrefix}${from}`,
  until: `${webhookMessagePrefix}${until}`,
});
export const healthKey = (subscriberId: string): Key => ({
  pk: subscriberPk(subscriberId),
  sk: 'HEALTH',
});
