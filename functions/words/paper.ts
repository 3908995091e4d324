import type { Instant } from '../domain/calendar.ts';
import type { Fact } from './notice.ts';

/** One document to print or to keep, written once and drawn by `papers/`. All text is plain. */
export interface Paper {
  readonly title: string;
  /** Whose paper it is, at the top. */
  readonly from: readonly string[];
  /** Set large: what people quote on the telephone. */
  readonly reference: Fact;
  readonly introduction: readonly string[];
  readonly sections: readonly PaperSection[];
  /** At the foot of every page. */
  readonly footer: string;
  /** The last event that it tells of: the same paper asked for twice is the same file. */
  readonly madeAt: Instant;
}

export interface PaperSection {
  readonly title: string;
  readonly facts?: readonly Fact[];
  /** In their order, numbered. */
  readonly events?: readonly string[];
}

/** What every paper says. */
export const paperWords = {
  page: (page: number, pages: number) => `Page ${page} sur ${pages}`,
  /** In the place of emoji and of letters that the font does not draw. */
  leftOut: '[…]',
  leftOutNote:
    'Le signe […] tient lieu de caractères qui ne s’impriment pas ici, comme les émojis. Le texte entier est sur le site.',
};
