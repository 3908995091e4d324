import { type College, findCollege, type Register } from '../domain/colleges/college.ts';
import { type Damage, type DamageAct, isMove } from '../domain/damages/damage.ts';
import {
  type Declaration,
  type DeclarationAct,
  referenceOf,
} from '../domain/declarations/declaration.ts';
import type { Delivery } from '../domain/deliveries/delivery.ts';
import type { JournalEntry } from '../domain/journal.ts';
import type { Happening, Message, Subject } from '../domain/notifications/notification.ts';
import { isEducation, type KnownPerson } from '../domain/people/person.ts';
import type { Binding, Challenge } from '../domain/people/sign-in.ts';
import { damageReference, deliveryReference } from '../domain/reference.ts';
import type { Subscriber } from '../domain/webhooks/subscriber.ts';
import type { DeclarationStore, DepartementStore, PersonStore, Seals } from './ports.ts';
import type { SendOnce, SendReport } from './send-once.ts';

/** One message to one person, whom it reaches by as many voices as they have. */
export interface Announcement {
  /** The same happening twice makes the same. */
  readonly noticeId: string;
  readonly mail: string;
  readonly message: Message;
  /** The thing it is news of, if any. */
  readonly subject?: Subject | undefined;
}

/** One way to somebody: a mailbox, an account. */
export interface Way {
  /** Named once and for all: what was sent by it is kept under that name. */
  readonly recipient: string;
  /** Rejects if it could not be handed over. */
  hand(): Promise<void>;
}

/** Tells people: by mail, in a chat. */
export interface PersonVoice {
  /** `proof`: what people keep, so it is tried until it went. `echo`: they have the proof; what fails is let go. */
  readonly kind: 'proof' | 'echo';
  /** None where the person has none, or where this voice does not tell such things. */
  waysTo(announcement: Announcement): Promise<readonly Way[]>;
}

export interface AnnounceDeps {
  readonly departement: DepartementStore;
  readonly declarations: Pick<DeclarationStore, 'listOf'>;
  readonly persons: PersonStore;
  readonly seals: Seals;
  readonly voices: readonly PersonVoice[];
  readonly sendOnce: SendOnce;
}

export interface AnnounceReport extends SendReport {
  readonly voice: PersonVoice['kind'];
}

export type Announce = (happening: Happening) => Promise<readonly AnnounceReport[]>;

/** Tells whom it concerns what was just written, by every voice. Reads what it needs; changes nothing but the record of what was sent. */
export function makeAnnounce(deps: AnnounceDeps): Announce {
  const { departement, declarations, persons, seals, voices, sendOnce } = deps;

  async function announcementsOf(happening: Happening): Promise<readonly Announcement[]> {
    switch (happening.kind) {
      case 'challenge':
        return ofChallenge(happening.challenge);
      case 'declaration':
        return ofDeclaration(happening.declaration, happening.since);
      case 'damage':
        return ofDamage(happening.damage, happening.since);
      case 'delivery':
        return ofDelivery(happening.delivery, happening.since);
      case 'subscriber':
        return ofSubscriber(happening.subscriber, happening.since);
      case 'person':
        return ofPerson(happening.person, happening.since, await departement.register());
    }
  }

  async function ofChallenge({ id, mail, binding }: Challenge): Promise<Announcement[]> {
    const [person, register] = await Promise.all([
      persons.find(mail),
      binding?.uai ? departement.register() : [],
    ]);
    if (!person) return [];
    const code = await seals.codeOf(id);
    const college = binding?.uai && findCollege(register, binding.uai);
    if (binding?.uai && !college) return [];
    const message = codeMessage(code, binding, college || undefined);
    return [{ noticeId: `code-${id}`, mail, message }];
  }

  async function ofDeclaration(declaration: Declaration, since: number) {
    const kind = messageKind(newest(declaration.journal, since)?.what);
    if (!kind) return [];
    const { filedBy, withdrawnBy } = declaration;
    const [register, campaigns, mails] = await Promise.all([
      departement.register(),
      departement.campaigns(),
      known([filedBy, withdrawnBy]),
    ]);
    const college = findCollege(register, declaration.uai);
    const campaign = campaigns.find(({ id }) => id === declaration.campaignId);
    if (!college || !campaign) return [];
    const message = { kind, declaration, college, campaign };
    // What they did themselves they know; what is asked of them must be heard.
    const manner = kind === 'correction-asked' ? 'reply' : 'change';
    const { version } = declaration;
    return announcementsTo(mails, message, {
      reference: referenceOf(declaration),
      version,
      manner,
    });
  }

  async function ofDamage(damage: Damage, since: number) {
    const kind = damageMessageKind(newest(damage.journal, since)?.what);
    if (!kind) return [];
    const [register, mails] = await Promise.all([
      departement.register(),
      known([damage.reportedBy]),
    ]);
    const college = findCollege(register, damage.uai);
    if (!college) return [];
    const message = { kind, damage, college };
    const manner = kind === 'damage-moved' ? 'reply' : 'change';
    const { version } = damage;
    return announcementsTo(mails, message, { reference: damageReference(damage), version, manner });
  }

  /** The service Éducation hears of what the counter did by itself. */
  async function ofSubscriber(subscriber: Subscriber, since: number): Promise<Announcement[]> {
    const what = newest(subscriber.journal, since)?.what;
    if (what !== 'gone' && what !== 'never-answers') return [];
    const noticeId = `subscriber-${subscriber.id}-${subscriber.version}`;
    const message = { kind: 'subscriber-disabled', subscriber } as const;
    const people = (await persons.list()).filter(isEducation);
    return people.map(({ mail }) => ({ noticeId, mail, message }));
  }

  /** Its official mailbox, and whoever said what the collège needs: the lockers are theirs to expect. */
  async function ofDelivery(delivery: Delivery, since: number) {
    const { uai, version, journal } = delivery;
    const what = newest(journal, since)?.what;
    if (!what || what === 'takeback-noted') return [];
    const [register, everybody, said] = await Promise.all([
      departement.register(),
      persons.list(),
      declarations.listOf(uai),
    ]);
    const college = findCollege(register, uai);
    if (!college) return [];
    const mailboxes = everybody.filter(({ mailboxOf }) => mailboxOf.includes(uai));
    const filedBy = said.find((declaration) => declaration.filedBy)?.filedBy;
    const mails = await known([...mailboxes.map(({ mail }) => mail), filedBy]);
    const message = { kind: 'delivery', what, delivery, college } as const;
    const manner = what === 'received' || what === 'refused' ? 'change' : 'reply';
    return announcementsTo(mails, message, {
      reference: deliveryReference(delivery),
      version,
      manner,
    });
  }

  /** Whoever was deleted since is written to no more. */
  async function known(mails: readonly (string | undefined)[]): Promise<readonly string[]> {
    const distinct = [...new Set(mails.filter((mail) => mail !== undefined))];
    const found = await Promise.all(distinct.map((mail) => persons.find(mail)));
    return found.flatMap((person) => (person ? [person.mail] : []));
  }

  async function tell(
    { kind, waysTo }: PersonVoice,
    announcement: Announcement,
  ): Promise<readonly AnnounceReport[]> {
    try {
      const ways = await waysTo(announcement);
      const { noticeId } = announcement;
      const reports = await Promise.all(
        ways.map(({ recipient, hand }) => sendOnce({ noticeId, recipient }, hand)),
      );
      return reports.map((report) => ({ ...report, voice: kind }));
    } catch (error) {
      // It could not even look for the way: the other voices are heard all the same.
      return [{ recipient: announcement.mail, outcome: 'failed', error, voice: kind }];
    }
  }

  return async (happening) => {
    const announcements = await announcementsOf(happening);
    const told = announcements.flatMap((each) => voices.map((voice) => tell(voice, each)));
    return (await Promise.all(told)).flat();
  };
}

function announcementsTo(
  mails: readonly string[],
  message: Message,
  subject: Subject,
): readonly Announcement[] {
  const noticeId = `${subject.reference}-${subject.version}`;
  return mails.map((mail) => ({ noticeId, mail, message, subject }));
}

function codeMessage(
  code: string,
  binding: Binding | undefined,
  college: College | undefined,
): Message {
  if (!binding) return { kind: 'code', code };
  return college
    ? { kind: 'binding-code', code, binding, college }
    : { kind: 'proof-code', code, binding };
}

function ofPerson(person: KnownPerson, since: number, register: Register): Announcement[] {
  const what = newest(person.journal, since)?.what;
  if (what === 'joined-education') {
    const noticeId = `joined-education-${person.mail}-${person.version}`;
    return [{ noticeId, mail: person.mail, message: { kind: what, person } }];
  }
  if (what !== 'bound' && what !== 'made-mailbox') return [];
  const colleges = person.boundTo.flatMap((uai) => findCollege(register, uai) ?? []);
  const message = { kind: 'bound', person, colleges } as const;
  return [{ noticeId: `bound-${person.mail}-${person.version}`, mail: person.mail, message }];
}

function newest<What extends string>(journal: readonly JournalEntry<What>[], since: number) {
  return journal.findLast(({ version }) => version > since);
}

/** Of the collège's own answers the service Éducation hears in the night. */
function damageMessageKind(
  what: DamageAct | undefined,
): 'damage-reported' | 'damage-moved' | undefined {
  if (what === 'reported') return 'damage-reported';
  return what && isMove(what) ? 'damage-moved' : undefined;
}

function messageKind(
  what: DeclarationAct | undefined,
): 'filed' | 'withdrawn' | 'correction-asked' | undefined {
  if (what === 'filed' || what === 'corrected' || what === 'filed-nothing') return 'filed';
  return what === 'correction-asked' || what === 'withdrawn' ? what : undefined;
}
