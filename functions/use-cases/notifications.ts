import { findCollege } from '../domain/colleges/college.ts';
import { type Damage, type DamageAct, isStatusUpdate } from '../domain/damages/damage.ts';
import { type DeclarationAct, referenceOf } from '../domain/declarations/declaration.ts';
import type { JournalEntry } from '../domain/journal.ts';
import type {
  ChangeEvent,
  NotificationContent,
  SharedContent,
  Subject,
} from '../domain/notifications/notification.ts';
import { isEducation } from '../domain/people/person.ts';
import type { Challenge } from '../domain/people/sign-in.ts';
import { damageReference, deliveryReference } from '../domain/reference.ts';
import type { AnnouncedChange, Deps } from './ports.ts';
import { type SendOnceDeps, type SendOnceResult, sendOnce } from './send-once.ts';

/** A notification for one person, who gets it through every channel that reaches them. */
export interface PersonalNotification {
  /** The same for the same change, so that each recipient gets it once. */
  readonly notificationId: string;
  readonly mail: string;
  readonly content: NotificationContent;
  readonly subject?: Subject | undefined;
}

/** A notification for everybody in the channel that the service Éducation has in each chat. */
export interface ChannelNotification extends Omit<PersonalNotification, 'mail' | 'content'> {
  readonly place: 'education';
  readonly content: SharedContent;
}

export type OutgoingNotification = PersonalNotification | ChannelNotification;

/** A mailbox or a chat account of a person, or a channel. */
export interface NotificationRecipient {
  /** Must never change: the record of what was sent is stored under it, e.g. `mail:a@example.org`. */
  readonly recipient: string;
  /** Rejects if the notification could not be handed over. */
  send(): Promise<void>;
}

/** Sends notifications through one channel. */
export interface Notifier {
  /** `must-deliver`: retried until it was sent. `best-effort`: the person has the mail anyway, so a failure is only logged. */
  readonly kind: 'must-deliver' | 'best-effort';
  /** Empty when this notifier does not reach the person or the place, or does not carry this kind of notification. */
  recipientsOf(
    notification: OutgoingNotification,
    changeEvent: AnnouncedChange,
  ): Promise<readonly NotificationRecipient[]>;
}

export type NotificationsDeps = Pick<Deps, 'departement' | 'declarations' | 'persons'>;

export interface NotifyDeps extends SendOnceDeps, NotificationsDeps {
  readonly notifiers: readonly Notifier[];
}

export interface NotifyResult extends SendOnceResult {
  readonly notifierKind: Notifier['kind'];
}

/** Notifies the people whom a change concerns, through every notifier. Writes nothing but the records of what was sent. */
export async function notify(
  deps: NotifyDeps,
  changeEvent: ChangeEvent,
): Promise<readonly NotifyResult[]> {
  // A code is mailed by a function of its own.
  if (changeEvent.kind === 'challenge') return [];
  const notifications = await notificationsOf(deps, changeEvent);
  const results = await Promise.all(
    notifications.flatMap((notification) =>
      deps.notifiers.map((notifier) => sendWith(notifier, deps, { notification, changeEvent })),
    ),
  );
  return results.flat();
}

async function sendWith(
  { kind: notifierKind, recipientsOf }: Notifier,
  deps: SendOnceDeps,
  {
    notification,
    changeEvent,
  }: { readonly notification: OutgoingNotification; readonly changeEvent: AnnouncedChange },
): Promise<readonly NotifyResult[]> {
  const { notificationId } = notification;
  try {
    const recipients = await recipientsOf(notification, changeEvent);
    return await Promise.all(
      recipients.map(async ({ recipient, send }) => ({
        ...(await sendOnce(deps, { notificationId, recipient }, send)),
        notifierKind,
      })),
    );
  } catch (error) {
    // A channel that cannot even list its recipients does not hold up the other channels.
    const recipient = 'mail' in notification ? notification.mail : notification.place;
    return [{ recipient, outcome: 'failed', error, notifierKind }];
  }
}

type Notifications = readonly OutgoingNotification[];
type ChangeOf<Kind extends ChangeEvent['kind']> = Extract<ChangeEvent, { readonly kind: Kind }>;

/** What a change tells to whom. */
export async function notificationsOf(
  deps: NotificationsDeps,
  changeEvent: AnnouncedChange,
): Promise<Notifications> {
  switch (changeEvent.kind) {
    case 'declaration':
      return declarationNotifications(deps, changeEvent);
    case 'damage':
      return damageNotifications(deps, changeEvent);
    case 'delivery':
      return deliveryNotifications(deps, changeEvent);
    case 'subscriber':
      return subscriberNotifications(deps, changeEvent);
    case 'person':
      return personNotifications(deps, changeEvent);
  }
}

/** To the mailbox that the code verifies, if it belongs to a known person. */
export async function challengeNotifications(
  deps: Pick<Deps, 'departement' | 'persons' | 'tokenSigner'>,
  challenge: Challenge,
): Promise<readonly PersonalNotification[]> {
  const { id, mail } = challenge;
  const person = await deps.persons.find(mail);
  if (!person) return [];
  const content = await codeContent(deps, challenge);
  return content ? [{ notificationId: `code-${id}`, mail, content }] : [];
}

async function codeContent(
  { departement, tokenSigner }: Pick<Deps, 'departement' | 'tokenSigner'>,
  { id, strength, accountLink, warning }: Challenge,
): Promise<NotificationContent | undefined> {
  if (warning) return { kind: 'codes-guessed' };
  const code = await tokenSigner.codeOf(id, strength);
  if (!accountLink) return { kind: 'code', code };
  if (!accountLink.uai) return { kind: 'account-verification-code', code, accountLink };
  const college = findCollege(await departement.register(), accountLink.uai);
  return college && { kind: 'link-code', code, accountLink, college };
}

/** To the people who filed and withdrew the declaration. */
async function declarationNotifications(
  { departement, persons }: Pick<Deps, 'departement' | 'persons'>,
  { declaration, previousVersion }: ChangeOf<'declaration'>,
): Promise<Notifications> {
  const kind = declarationContentKind(newest(declaration.journal, previousVersion)?.what);
  if (!kind) return [];
  const { uai, campaignId, version, filedBy, withdrawnBy } = declaration;
  const [register, campaigns, mails] = await Promise.all([
    departement.register(),
    departement.campaigns(),
    knownMails(persons, [filedBy, withdrawnBy]),
  ]);
  const college = findCollege(register, uai);
  const campaign = campaigns.find(({ id }) => id === campaignId);
  if (!college || !campaign) return [];
  return notificationsTo(
    mails,
    { kind, declaration, college, campaign },
    // People know what they did themselves; a correction that is asked of them needs their attention.
    {
      reference: referenceOf(declaration),
      version,
      manner: kind === 'correction-asked' ? 'reply' : 'change',
    },
  );
}

function declarationContentKind(
  what: DeclarationAct | undefined,
): 'filed' | 'withdrawn' | 'correction-asked' | undefined {
  if (what === 'filed' || what === 'corrected' || what === 'filed-nothing') return 'filed';
  return what === 'correction-asked' || what === 'withdrawn' ? what : undefined;
}

async function damageNotifications(
  deps: Pick<Deps, 'departement' | 'persons'>,
  changeEvent: ChangeOf<'damage'>,
): Promise<Notifications> {
  const what = newest(changeEvent.damage.journal, changeEvent.previousVersion)?.what;
  const notifications = await Promise.all([
    reporterNotifications(deps, changeEvent.damage, what),
    dangerNotifications(deps, changeEvent.damage, what),
  ]);
  return notifications.flat();
}

/** To the people and the channel of the service Éducation: danger does not wait for the night. */
async function dangerNotifications(
  { departement, persons }: Pick<Deps, 'departement' | 'persons'>,
  damage: Damage,
  what: DamageAct | undefined,
): Promise<Notifications> {
  if (!damage.dangerous || (what !== 'reported' && what !== 'still-broken')) return [];
  const [register, people] = await Promise.all([departement.register(), persons.list()]);
  const college = findCollege(register, damage.uai);
  if (!college) return [];
  // Not the id of the acknowledgment: an officer who reports a damage gets both.
  const reference = damageReference(damage);
  const notificationId = `danger-${reference}-${damage.version}`;
  const content = { kind: 'danger', damage, college } as const;
  // So that the message in the channel can be updated when an officer acts on the damage from there.
  const subject = { reference, version: damage.version, manner: 'reply' } as const;
  return [
    ...people.filter(isEducation).map(({ mail }) => ({ notificationId, mail, content })),
    { notificationId, place: 'education', content, subject },
  ];
}

/** To the person who reported the damage. */
async function reporterNotifications(
  { departement, persons }: Pick<Deps, 'departement' | 'persons'>,
  damage: Damage,
  what: DamageAct | undefined,
): Promise<Notifications> {
  const kind = damageContentKind(what);
  if (!kind) return [];
  const { uai, version, reportedBy } = damage;
  const [register, mails] = await Promise.all([
    departement.register(),
    knownMails(persons, [reportedBy]),
  ]);
  const college = findCollege(register, uai);
  if (!college) return [];
  return notificationsTo(
    mails,
    { kind, damage, college },
    {
      reference: damageReference(damage),
      version,
      manner: kind === 'damage-updated' ? 'reply' : 'change',
    },
  );
}

/** None for a follow-up by the collège, which knows what it said. */
function damageContentKind(
  what: DamageAct | undefined,
): 'damage-reported' | 'damage-updated' | undefined {
  if (what === 'reported') return 'damage-reported';
  return what && isStatusUpdate(what) ? 'damage-updated' : undefined;
}

/** To the official mailbox, and to the person who declared the needs of the collège. */
async function deliveryNotifications(
  { departement, declarations, persons }: Pick<Deps, 'departement' | 'declarations' | 'persons'>,
  { delivery, previousVersion }: ChangeOf<'delivery'>,
): Promise<Notifications> {
  const { uai, version, journal } = delivery;
  const what = newest(journal, previousVersion)?.what;
  if (!what || what === 'takeback-noted') return [];
  const [register, people, ofCollege] = await Promise.all([
    departement.register(),
    persons.list(),
    declarations.listOf(uai),
  ]);
  const college = findCollege(register, uai);
  if (!college) return [];
  const mailboxes = people.filter(({ mailboxOf }) => mailboxOf.includes(uai));
  const filedBy = ofCollege.find((declaration) => declaration.filedBy)?.filedBy;
  const mails = await knownMails(persons, [...mailboxes.map(({ mail }) => mail), filedBy]);
  return notificationsTo(
    mails,
    { kind: 'delivery', what, delivery, college },
    {
      reference: deliveryReference(delivery),
      version,
      manner: what === 'received' || what === 'refused' ? 'change' : 'reply',
    },
  );
}

/** To the service Éducation, when a subscriber was disabled without its doing. */
async function subscriberNotifications(
  { persons }: Pick<Deps, 'persons'>,
  { subscriber, previousVersion }: ChangeOf<'subscriber'>,
): Promise<Notifications> {
  const what = newest(subscriber.journal, previousVersion)?.what;
  if (what !== 'gone' && what !== 'never-answers') return [];
  const notificationId = `subscriber-${subscriber.id}-${subscriber.version}`;
  const content = { kind: 'subscriber-disabled', subscriber } as const;
  const people = (await persons.list()).filter(isEducation);
  return people.map(({ mail }) => ({ notificationId, mail, content }));
}

async function personNotifications(
  { departement }: Pick<Deps, 'departement'>,
  { person, previousVersion }: ChangeOf<'person'>,
): Promise<Notifications> {
  const { mail, version, journal, memberOf } = person;
  const last = newest(journal, previousVersion);
  const what = last?.what;
  if (what === 'joined-education') {
    const notificationId = `joined-education-${mail}-${version}`;
    return [{ notificationId, mail, content: { kind: what, person } }];
  }
  if (what !== 'member-added' && what !== 'made-mailbox') return [];
  const register = await departement.register();
  const colleges = memberOf.flatMap((uai) => findCollege(register, uai) ?? []);
  const token = last?.what === 'member-added' ? person.refusalToken : undefined;
  const refusal = last && token ? { who: last.who, token } : undefined;
  const content = { kind: 'member-added', person, colleges, refusal } as const;
  return [{ notificationId: `member-added-${mail}-${version}`, mail, content }];
}

function notificationsTo(
  mails: readonly string[],
  content: NotificationContent,
  subject: Subject,
): Notifications {
  const notificationId = `${subject.reference}-${subject.version}`;
  return mails.map((mail) => ({ notificationId, mail, content, subject }));
}

/** Each mail once, without the people who were deleted since. */
async function knownMails(
  persons: Pick<Deps['persons'], 'find'>,
  mails: readonly (string | undefined)[],
): Promise<readonly string[]> {
  const distinct = [...new Set(mails.filter((mail) => mail !== undefined))];
  const found = await Promise.all(distinct.map((mail) => persons.find(mail)));
  return found.flatMap((person) => (person ? [person.mail] : []));
}

/** The last entry that this change added to the journal, if any. */
function newest<What extends string>(
  journal: readonly JournalEntry<What>[],
  previousVersion: number,
) {
  return journal.findLast(({ version }) => version > previousVersion);
}
