import type { FormInput } from '../../domain/act.ts';
import type { Uai } from '../../domain/uai.ts';

/**
 * What a command, a sentence or a button asks of the bot. It is plain data, and its JSON fits in a Slack button (2,000
 * characters). Without `uai`, an intent that needs a collège means the person's only one; with several, the bot asks.
 */
export type Intent =
  | PlainIntent
  /** What a sentence was parsed to: a card shows it first, and nothing is filed. */
  | IntentToConfirm
  /** Links the account to a collège by a code mailed to its official mailbox; `next` is the intent to go on with. */
  | { readonly kind: 'link-account'; readonly next?: PlainIntent | IntentToConfirm | undefined };

export interface IntentToConfirm {
  readonly kind: 'confirm';
  readonly intent: Extract<PlainIntent, { readonly kind: 'declare' | 'report' }>;
}

export type PlainIntent =
  /** The campaign, the state of the collège, and what can be done; for the service Éducation, the campaign at a glance. */
  | { readonly kind: 'overview'; readonly uai?: Uai | undefined }
  /** The overview with damages and deliveries, for the home tab. */
  | { readonly kind: 'home'; readonly uai?: Uai | undefined }
  /** The commands of the bot; `input` is a sentence that was not understood. */
  | { readonly kind: 'help'; readonly input?: string | undefined }
  /** The state of the declaration, the damages and the deliveries of a collège. */
  | { readonly kind: 'status'; readonly uai?: Uai | undefined }
  | { readonly kind: 'deliveries'; readonly uai?: Uai | undefined }
  /** One delivery: its state, its bon de réception, its réserves. */
  | { readonly kind: 'delivery'; readonly uai: Uai; readonly id: string }
  /** Opens the bon de réception of a delivery. */
  | { readonly kind: 'receive'; readonly uai: Uai; readonly id: string }
  /** Opens the form of needs, with the answers that a sentence was parsed to. */
  | {
      readonly kind: 'declare';
      readonly uai?: Uai | undefined;
      readonly answers?: FormInput | undefined;
    }
  /** Asks to confirm an état néant, which nothing has filed yet. */
  | { readonly kind: 'declare-nothing'; readonly uai?: Uai | undefined }
  | {
      readonly kind: 'file-nothing';
      readonly uai: Uai;
      readonly campaignId: string;
      readonly expectedVersion: number;
      readonly idempotencyKey: string;
    }
  | {
      readonly kind: 'report';
      readonly uai?: Uai | undefined;
      readonly answers?: FormInput | undefined;
      /** Photos that the chat holds, by its ids or addresses. */
      readonly files?: readonly string[] | undefined;
    }
  /** Photos sent to the bot, with the answers that the text beside them was parsed to. Only in Teams: too long for Slack. */
  | {
      readonly kind: 'photos';
      readonly files: readonly string[];
      readonly uai?: Uai | undefined;
      readonly answers?: FormInput | undefined;
    }
  /** One damage: its report and its state. */
  | { readonly kind: 'damage'; readonly uai: Uai; readonly id: string }
  /** Opens the collège's answer: repaired, or still broken. */
  | { readonly kind: 'follow-up'; readonly uai: Uai; readonly id: string }
  /** Opens the form in which the service Éducation updates a damage. */
  | { readonly kind: 'update-damage-status'; readonly uai: Uai; readonly id: string }
  | { readonly kind: 'request-correction'; readonly uai: Uai; readonly campaignId: string };

export type IntentKind = Intent['kind'];

const sharedKinds = {
  general: ['help', 'link-account'],
  ofCollege: ['overview', 'status', 'deliveries', 'declare', 'declare-nothing', 'report'],
  ofThing: ['damage', 'follow-up', 'update-damage-status', 'delivery', 'receive'],
} as const;

/** An intent without anything that a person wrote: the button that asks it may be shown to everybody. */
export type SharedIntent = (
  | { readonly kind: (typeof sharedKinds.general)[number] }
  | { readonly kind: (typeof sharedKinds.ofCollege)[number]; readonly uai?: Uai | undefined }
  | { readonly kind: (typeof sharedKinds.ofThing)[number]; readonly uai: Uai; readonly id: string }
) & {
  readonly answers?: never;
  readonly files?: never;
  readonly input?: never;
  readonly next?: never;
};

const sharedKindNames: readonly string[] = Object.values(sharedKinds).flat();
const sharedNames: readonly string[] = ['kind', 'uai', 'id'];

export function isSharedIntent(intent: Intent | undefined): intent is SharedIntent {
  if (!intent || !sharedKindNames.includes(intent.kind)) return false;
  return Object.entries(intent).every(
    ([name, value]) => value === undefined || sharedNames.includes(name),
  );
}
