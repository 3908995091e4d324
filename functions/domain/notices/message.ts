import type { College } from '../colleges/college.ts';
import type { Damage } from '../damages/damage.ts';
import type { Campaign } from '../declarations/campaign.ts';
import type { Declaration } from '../declarations/declaration.ts';
import type { Delivery, DeliveryAct } from '../deliveries/delivery.ts';
import type { KnownPerson } from '../people/person.ts';
import type { Binding, Challenge } from '../sign-in/sign-in.ts';
import type { Subscriber } from '../webhooks/subscriber.ts';

/** What one person is told, before anybody chooses the words. */
export type Message =
  | { readonly kind: 'code'; readonly code: string }
  /** To somebody: an account of a chat says that it is theirs. */
  | { readonly kind: 'proof-code'; readonly code: string; readonly binding: Binding }
  /** To the official mailbox: somebody of a chat wants to speak for the collège. */
  | {
      readonly kind: 'binding-code';
      readonly code: string;
      readonly binding: Binding;
      readonly college: College;
    }
  | {
      readonly kind: 'filed' | 'withdrawn' | 'correction-asked';
      readonly declaration: Declaration;
      readonly college: College;
      readonly campaign: Campaign;
    }
  | {
      readonly kind: 'damage-reported' | 'damage-moved';
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
  | { readonly kind: 'bound'; readonly person: KnownPerson; readonly colleges: readonly College[] };

/** Something that was written to the table just now. `since` is the version before, 0 for a new thing. */
export type Happening =
  | { readonly kind: 'challenge'; readonly challenge: Challenge }
  | { readonly kind: 'declaration'; readonly declaration: Declaration; readonly since: number }
  | { readonly kind: 'damage'; readonly damage: Damage; readonly since: number }
  | { readonly kind: 'delivery'; readonly delivery: Delivery; readonly since: number }
  | { readonly kind: 'person'; readonly person: KnownPerson; readonly since: number }
  | { readonly kind: 'subscriber'; readonly subscriber: Subscriber; readonly since: number };
