import type { FormInput } from './act.ts';
import type { Instant } from './dates.ts';
import type { Uai } from './uai.ts';

/**
 * What a page saves by itself while a form is being filled in. A collège has one per form, so that two colleagues see
 * each other's input. It is removed when the form is sent.
 */
export interface FormDraft {
  readonly uai: Uai;
  /** Names the form among those of the collège, e.g. `declaration-2026`. */
  readonly form: string;
  readonly answers: FormInput;
  readonly savedAt: Instant;
  /** The name of the person who typed last. */
  readonly savedBy: string;
  /** 0 = not stored yet; each write adds one. */
  readonly version: number;
}
