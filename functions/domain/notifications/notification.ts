import type { College } from '../colleges/college.ts';
import type { Damage } from '../damages/damage.ts';
import type { Instant } from '../dates.ts';
import type { Campaign } from '../declarations/campaign.ts';
import type { Declaration } from '../declarations/declaration.ts';
import type { Delivery, DeliveryAct } from '../deliveries/delivery.ts';
import type { KnownPerson } from '../people/person.ts';
import type { AccountLink, Challenge } from '../people/sign-in.ts';
import type { Subscriber } from '../webhooks/subscriber.ts';

/** What a chat shows one recipient of one thing: later news changes it, and what must be heard is said in its thread. */
export interface PostedMessage {
  /** As in `Send`. */
  readonly recipient: string;
  /** Reference of the thing. */
  readonly reference: string;
  /** Where the chat keeps it; `undefined` until it was posted. */
  readonly place?: PostedMessagePlace | undefined;
  /** Version of the thing that it shows. */
  readonly shown: number;
  /** Since when somebody is posting or changing it. */
  readonly lockedAt?: Instant | undefined;
  /** 0 = not stored yet. */
  readonly version: number;
}

export interface PostedMessagePlace {
  readonly channel: string;
  readonly message: string;
}

/** What news is about, and how it is told. */
export interface Subject {
  readonly reference: string;
  /** Of the thing, once that happened. */
  readonly version: number;
  /** `change`: the card changes, and nobody is rung. `reply`: it is said in the thread of the card too. */
  readonly manner: 'change' | 'reply';
}

/** What one person is told, before anybody chooses the words. */
export type NotificationContent =
  | { readonly kind: 'code'; readonly code: string }
  /** To somebody: an account of a chat says that it is theirs. */
  | {
      readonly kind: 'account-verification-code';
      readonly code: string;
      readonly accountLink: AccountLink;
    }
  /** To the official mailbox: somebody of a chat wants to speak for the collège. */
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
      readonly colleges: readonly College[];
    };

/** Something that was written to the table just now. `since` is the version before, 0 for a new thing. */
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

/** What became of one message for one recipient. */
export interface SendRecord {
  readonly notificationId: string;
  readonly recipient: string;
  /** `failed` may be tried again at once, `sending` once its run has surely died. */
  readonly state: (typeof sendRecordStates)[number];
  readonly at: Instant;
  /** The run that claimed it: two runs at the same millisecond are still two. */
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
