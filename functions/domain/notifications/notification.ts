import type { College } from '../colleges/college.ts';
import type { Damage } from '../damages/damage.ts';
import type { Instant } from '../dates.ts';
import type { Campaign } from '../declarations/campaign.ts';
import type { Declaration } from '../declarations/declaration.ts';
import type { Delivery, DeliveryAct } from '../deliveries/delivery.ts';
import type { KnownPerson } from '../people/person.ts';
import type { AccountLink, Challenge } from '../people/sign-in.ts';
import type { Subscriber } from '../webhooks/subscriber.ts';

/** The one message in a chat that shows a recipient a declaration, a damage or a delivery. Later notifications update it or reply to it. */
export interface PostedMessage {
  /** As in `SendRecord`. */
  readonly recipient: string;
  /** As in `Subject`. */
  readonly reference: string;
  /** The chat's ids; `undefined` until it was posted. */
  readonly place?: PostedMessagePlace | undefined;
  /** Version of the subject that it shows. */
  readonly shown: number;
  /** When a run began to post or update it; absent while no run does. */
  readonly lockedAt?: Instant | undefined;
  /** 0 = not stored yet. */
  readonly version: number;
}

export interface PostedMessagePlace {
  readonly channel: string;
  readonly message: string;
}

/** The declaration, damage or delivery that a notification is about. */
export interface Subject {
  readonly reference: string;
  /** The version that the notification describes. */
  readonly version: number;
  /** `change`: the posted message is updated, which alerts the recipient of nothing. `reply`: they also get a reply to it, which does. */
  readonly manner: 'change' | 'reply';
}

/** What is told to everybody in a place, and also to persons. `danger`: to the service Éducation, when a person may be hurt. */
export interface SharedContent {
  readonly kind: 'danger';
  readonly damage: Damage;
  readonly college: College;
}

/** The facts of a notification to one person; `functions/content` writes the text. */
export type NotificationContent =
  | { readonly kind: 'code'; readonly code: string }
  /** Codes of the mailbox were guessed at too often. */
  | { readonly kind: 'codes-guessed' }
  /** To the mailbox that a chat account gives as its own. */
  | {
      readonly kind: 'account-verification-code';
      readonly code: string;
      readonly accountLink: AccountLink;
    }
  /** To the official mailbox: the person of a chat account asks to act for the collège. */
  | {
      readonly kind: 'link-code';
      readonly code: string;
      readonly accountLink: AccountLink;
      readonly college: College;
    }
  | {
      readonly kind: 'filed' | 'withdrawn' | 'correction-asked';
      readonly declaration: Declaration;
      readonly college: College;
      readonly campaign: Campaign;
    }
  | {
      readonly kind: 'damage-reported' | 'damage-updated';
      readonly damage: Damage;
      readonly college: College;
    }
  | SharedContent
  | { readonly kind: 'subscriber-disabled'; readonly subscriber: Subscriber }
  | {
      readonly kind: 'delivery';
      readonly what: DeliveryAct;
      readonly delivery: Delivery;
      readonly college: College;
    }
  | { readonly kind: 'joined-education'; readonly person: KnownPerson }
  | {
      readonly kind: 'member-added';
      readonly person: KnownPerson;
      /** Who added them, and the signed link to refuse; absent for an official mailbox. */
      readonly refusal?: { readonly who: string; readonly token: string } | undefined;
      readonly colleges: readonly College[];
    };

/** A write to the table. `previousVersion` is 0 for a new item. */
export type ChangeEvent =
  | { readonly kind: 'challenge'; readonly challenge: Challenge }
  | {
      readonly kind: 'declaration';
      readonly declaration: Declaration;
      readonly previousVersion: number;
    }
  | { readonly kind: 'damage'; readonly damage: Damage; readonly previousVersion: number }
  | { readonly kind: 'delivery'; readonly delivery: Delivery; readonly previousVersion: number }
  | { readonly kind: 'person'; readonly person: KnownPerson; readonly previousVersion: number }
  | {
      readonly kind: 'subscriber';
      readonly subscriber: Subscriber;
      readonly previousVersion: number;
    };

export const sendRecordStates = ['sending', 'sent', 'failed'] as const;

/** The state of one notification for one recipient. */
export interface SendRecord {
  readonly notificationId: string;
  readonly recipient: string;
  /** `failed` is retried at once, `sending` only after the run that sends must have ended. */
  readonly state: (typeof sendRecordStates)[number];
  readonly at: Instant;
  /** Id of the run that holds the lease: it tells apart two runs at the same millisecond. */
  readonly run: string;
  /** 0 = not stored yet. */
  readonly version: number;
}

/**
 * Whether a run may send: no other has sent, and no other is sending. A run that died while sending leaves no record of whether
 * the message went, so after `runSeconds` it is sent again: a message that arrives twice is better than one that never arrives.
 */
export function canLease(
  { state, at }: Pick<SendRecord, 'state' | 'at'>,
  now: Instant,
  runSeconds: number,
): boolean {
  if (state === 'sent') return false;
  return state === 'failed' || Date.parse(now) - Date.parse(at) > runSeconds * 1000;
}
