import type { FormInput } from '../../domain/act.ts';
import type { Uai } from '../../domain/uai.ts';

/**
 * What somebody wants of the bot: a command, a sentence, or the button they pressed. It is plain data, and as JSON it
 * fits in a button (2,000 characters). Where a collège is needed and not told, it is the speaker's only one, or asked.
 */
export type Intent =
  | PlainIntent
  /** What was understood of a sentence: shown on a card first, and nothing is filed. */
  | IntentToConfirm
  /** Becomes bound to a collège by a code that is mailed to its official mailbox; `next` is what they wanted before. */
  | { readonly kind: 'link-account'; readonly next?: PlainIntent | IntentToConfirm | undefined };

export interface IntentToConfirm {
  readonly kind: 'confirm';
  readonly intent: Extract<PlainIntent, { readonly kind: 'declare' | 'report' }>;
}

export type PlainIntent =
  /** What is open, where my collège stands, what can be done. For the service Éducation, the campaign at a glance. */
  | { readonly kind: 'overview'; readonly uai?: Uai | undefined }
  /** The same and more, for a page that stays open: the file of my collège. */
  | { readonly kind: 'home'; readonly uai?: Uai | undefined }
  /** How to speak to the bot; `typed` is what it did not understand. */
  | { readonly kind: 'help'; readonly input?: string | undefined }
  /** Where the declaration, the damages and the deliveries of a collège stand. */
  | { readonly kind: 'status'; readonly uai?: Uai | undefined }
  | { readonly kind: 'deliveries'; readonly uai?: Uai | undefined }
  /** One delivery: where it is, what was signed for, what is still to be lifted. */
  | { readonly kind: 'delivery'; readonly uai: Uai; readonly id: string }
  /** Opens the bon de réception of a delivery. */
  | { readonly kind: 'receive'; readonly uai: Uai; readonly id: string }
  /** Opens the form of needs, with what was understood of a sentence. */
  | {
      readonly kind: 'declare';
      readonly uai?: Uai | undefined;
      readonly answers?: FormInput | undefined;
    }
  /** Asks to confirm an état néant; nothing is filed before. */
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
      /** Photos that the chat holds, by its own names. */
      readonly files?: readonly string[] | undefined;
    }
  /** Photos that were sent to the bot, with what was understood of the words beside them: only Teams takes such long asks. */
  | {
      readonly kind: 'photos';
      readonly files: readonly string[];
      readonly uai?: Uai | undefined;
      readonly answers?: FormInput | undefined;
    }
  /** One damage: what was said of it, and what became of it. */
  | { readonly kind: 'damage'; readonly uai: Uai; readonly id: string }
  /** Repaired, or still broken? */
  | { readonly kind: 'follow-up'; readonly uai: Uai; readonly id: string }
  /** The service Éducation's answer to a damage. */
  | { readonly kind: 'update-damage-status'; readonly uai: Uai; readonly id: string }
  | { readonly kind: 'request-correction'; readonly uai: Uai; readonly campaignId: string };

export type IntentKind = Intent['kind'];
