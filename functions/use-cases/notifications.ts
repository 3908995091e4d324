import { type College, findCollege, type Register } from '../domain/colleges/college.ts';
import { type Damage, type DamageAct, isStatusUpdate } from '../domain/damages/damage.ts';
import {
  type Declaration,
  type DeclarationAct,
  referenceOf,
} from '../domain/declarations/declaration.ts';
import type { Delivery } from '../domain/deliveries/delivery.ts';
import type { JournalEntry } from '../domain/journal.ts';
import type {
  ChangeEvent,
  NotificationContent,
  Subject,
} from '../domain/notifications/notification.ts';
import { isEducation, type KnownPerson } from '../domain/people/person.ts';
import type { AccountLink, Challenge } from '../domain/people/sign-in.ts';
import { damageReference, deliveryReference } from '../domain/reference.ts';
import type { Subscriber } from '../domain/webhooks/subscriber.ts';
import type { DeclarationStore, DepartementStore, PersonStore, TokenSigner } from './ports.ts';
import { type SendOnceDeps, type SendOnceResult, sendOnce } from './send-once.ts';

/** One message to one person, whom it reaches by as many voices as they have. */
export interface PersonalNotification {
  /** The same happening twice makes the same. */
  readonly notificationId: string;
  readonly mail: string;
  readonly content: NotificationContent;
  /** The thing it is news of, if any. */
  readonly subject?: Subject | undefined;
}

/** One way to somebody: a mailbox, an account. */
export interface NotificationRecipient {
  /** Named once and for all: what was sent by it is kept under that name. */
  readonly recipient: string;
  /** Rejects if it could not be handed over. */
  send(): Promise<void>;
}

/** Tells people: by mail, in a chat. */
export interface Notifier {
  /** `proof`: what people keep, so it is tried until it went. `echo`: they have the proof; what fails is let go. */
  readonly kind: 'must-deliver' | 'best-effort';
  /** None where the person has none, or where this voice does not tell such things. */
  recipientsOf(notification: PersonalNotification): Promise<readonly NotificationRecipient[]>;
}

export interface NotifyDeps extends SendOnceDeps {
  readonly departement: DepartementStore;
  readonly declarations: Pick<DeclarationStore, 'listOf'>;
  readonly persons: PersonStore;
  readonly tokenSigner: TokenSigner;
  readonly notifiers: readonly Notifier[];
}

export interface NotifyResult extends SendOnceResult {
  readonly notifierKind: Notifier['kind'];
}

export type Notify = (changeEvent: ChangeEvent) => Promise<readonly NotifyResult[]>;

/** Tells whom it concerns what was just written, by every voice. Reads what it needs; changes nothing but the record of what was sent. */
export function createNotificationSender(deps: NotifyDeps): Notify {
  const { departement, declarations, persons, tokenSigner, notifiers } = deps;

  async function notificationsOf(
    changeEvent: ChangeEvent,
  ): Promise<readonly PersonalNotification[]> {
    switch (changeEvent.kind) {
      case 'challenge':
        return ofChallenge(changeEvent.challenge);
      case 'declaration':
        return ofDeclaration(changeEvent.declaration, changeEvent.previousVersion);
      case 'damage':
        return ofDamage(changeEvent.damage, changeEvent.previousVersion);
      case 'delivery':
        return ofDelivery(changeEvent.delivery, changeEvent.previousVersion);
      case 'subscriber':
        return ofSubscriber(changeEvent.subscriber, changeEvent.previousVersion);
      case 'person':
        return ofPerson(
          changeEvent.person,
          changeEvent.previousVersion,
          await departement.register(),
        );
    }
  }

  async function ofChallenge({
    id,
    mail,
    accountLink,
  }: Challenge): Promise<PersonalNotification[]> {
    const [person, register] = await Promise.all([
      persons.find(mail),
      accountLink?.uai ? departement.register() : [],
    ]);
    if (!person) return [];
    const code = await tokenSigner.codeOf(id);
    const college = accountLink?.uai && findCollege(register, accountLink.uai);
    if (accountLink?.uai && !college) return [];
    const content = codeContent(code, accountLink, college || undefined);
    return [{ notificationId: `code-${id}`, mail, content }];
  }

  async function ofDeclaration(declaration: Declaration, previousVersion: number) {
    const kind = declarationContentKind(newest(declaration.journal, previousVersion)?.what);
    if (!kind) return [];
    const { filedBy, withdrawnBy } = declaration;
    const [register, campaigns, mails] = await Promise.all([
      departement.register(),
      departement.campaigns(),
      existingMails([filedBy, withdrawnBy]),
    ]);
    const college = findCollege(register, declaration.uai);
    const campaign = campaigns.find(({ id }) => id === declaration.campaignId);
    if (!college || !campaign) return [];
    const content = { kind, declaration, college, campaign };
    // What they did themselves they know; what is asked of them must be heard.
    const manner = kind === 'correction-asked' ? 'reply' : 'change';
    const { version } = declaration;
    return notificationsTo(mails, content, {
      reference: referenceOf(declaration),
      version,
      manner,
    });
  }

  async function ofDamage(damage: Damage, previousVersion: number) {
    const kind = damageContentKind(newest(damage.journal, previousVersion)?.what);
    if (!kind) return [];
    const [register, mails] = await Promise.all([
      departement.register(),
      existingMails([damage.reportedBy]),
    ]);
    const college = findCollege(register, damage.uai);
    if (!college) return [];
    const content = { kind, damage, college };
    const manner = kind === 'damage-updated' ? 'reply' : 'change';
    const { version } = damage;
    return notificationsTo(mails, content, { reference: damageReference(damage), version, manner });
  }

  /** The service Éducation hears of what the counter did by itself. */
  async function ofSubscriber(
    subscriber: Subscriber,
    previousVersion: number,
  ): Promise<PersonalNotification[]> {
    const what = newest(subscriber.journal, previousVersion)?.what;
    if (what !== 'gone' && what !== 'never-answers') return [];
    const notificationId = `subscriber-${subscriber.id}-${subscriber.version}`;
    const content = { kind: 'subscriber-disabled', subscriber } as const;
    const people = (await persons.list()).filter(isEducation);
    return people.map(({ mail }) => ({ notificationId, mail, content }));
  }

  /** Its official mailbox, and whoever said what the collège needs: the lockers are theirs to expect. */
  async function ofDelivery(delivery: Delivery, previousVersion: number) {
    const { uai, version, journal } = delivery;
    const what = newest(journal, previousVersion)?.what;
    if (!what || what === 'takeback-noted') return [];
    const [register, everybody, declared] = await Promise.all([
      departement.register(),
      persons.list(),
      declarations.listOf(uai),
    ]);
    const college = findCollege(register, uai);
    if (!college) return [];
    const mailboxes = everybody.filter(({ mailboxOf }) => mailboxOf.includes(uai));
    const filedBy = declared.find((declaration) => declaration.filedBy)?.filedBy;
    const mails = await existingMails([...mailboxes.map(({ mail }) => mail), filedBy]);
    const content = { kind: 'delivery', what, delivery, college } as const;
    const manner = what === 'received' || what === 'refused' ? 'change' : 'reply';
    return notificationsTo(mails, content, {
      reference: deliveryReference(delivery),
      version,
      manner,
    });
  }

  /** Whoever was deleted since is written to no more. */
  async function existingMails(mails: readonly (string | undefined)[]): Promise<readonly string[]> {
    const distinct = [...new Set(mails.filter((mail) => mail !== undefined))];
    const found = await Promise.all(distinct.map((mail) => persons.find(mail)));
    return found.flatMap((person) => (person ? [person.mail] : []));
  }

  async function sendTo(
    { kind, recipientsOf }: Notifier,
    notification: PersonalNotification,
  ): Promise<readonly NotifyResult[]> {
    try {
      const recipients = await recipientsOf(notification);
      const { notificationId } = notification;
      const results = await Promise.all(
        recipients.map(({ recipient, send }) =>
          sendOnce(deps, { notificationId, recipient }, send),
        ),
      );
      return results.map((report) => ({ ...report, notifierKind: kind }));
    } catch (error) {
      // It could not even look for the way: the other voices are heard all the same.
      return [{ recipient: notification.mail, outcome: 'failed', error, notifierKind: kind }];
    }
  }

  return async (changeEvent) => {
    const notifications = await notificationsOf(changeEvent);
    const sends = notifications.flatMap((each) =>
      notifiers.map((notifier) => sendTo(notifier, each)),
    );
    return (await Promise.all(sends)).flat();
  };
}

function notificationsTo(
  mails: readonly string[],
  content: NotificationContent,
  subject: Subject,
): readonly PersonalNotification[] {
  const notificationId = `${subject.reference}-${subject.version}`;
  return mails.map((mail) => ({ notificationId, mail, content, subject }));
}

function codeContent(
  code: string,
  accountLink: AccountLink | undefined,
  college: College | undefined,
): NotificationContent {
  if (!accountLink) return { kind: 'code', code };
  return college
    ? { kind: 'link-code', code, accountLink, college }
    : { kind: 'account-verification-code', code, accountLink };
}

function ofPerson(
  person: KnownPerson,
  previousVersion: number,
  register: Register,
): PersonalNotification[] {
  const what = newest(person.journal, previousVersion)?.what;
  if (what === 'joined-education') {
    const notificationId = `joined-education-${person.mail}-${person.version}`;
    return [{ notificationId, mail: person.mail, content: { kind: what, person } }];
  }
  if (what !== 'member-added' && what !== 'made-mailbox') return [];
  const colleges = person.memberOf.flatMap((uai) => findCollege(register, uai) ?? []);
  const content = { kind: 'member-added', person, colleges } as const;
  return [{ notificationId: `bound-${person.mail}-${person.version}`, mail: person.mail, content }];
}

function newest<What extends string>(
  journal: readonly JournalEntry<What>[],
  previousVersion: number,
) {
  return journal.findLast(({ version }) => version > previousVersion);
}

/** Of the collège's own answers the service Éducation hears in the night. */
function damageContentKind(
  what: DamageAct | undefined,
): 'damage-reported' | 'damage-updated' | undefined {
  if (what === 'reported') return 'damage-reported';
  return what && isStatusUpdate(what) ? 'damage-updated' : undefined;
}

function declarationContentKind(
  what: DeclarationAct | undefined,
): 'filed' | 'withdrawn' | 'correction-asked' | undefined {
  if (what === 'filed' || what === 'corrected' || what === 'filed-nothing') return 'filed';
  return what === 'correction-asked' || what === 'withdrawn' ? what : undefined;
}
