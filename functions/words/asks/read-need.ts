import type { Answers } from '../../domain/declarations/declaration.ts';
import type { PupilGroup } from '../../domain/declarations/needs.ts';
import { plainText } from '../../domain/plain-text.ts';
import { declarationForm } from '../forms/declaration-form.ts';
import { placeText } from '../pages/damage.ts';
import { withFigures } from './number-words.ts';
import { onlyValid } from './only-valid.ts';
import { isDenied } from './sentence-kind.ts';
import { spokenPlace, withoutPlace } from './spoken-place.ts';

const pupilWords: Readonly<Record<PupilGroup, RegExp>> = {
  '6e': /\b(?:6 ?(?:e|eme)s?|sixiemes?)\b/,
  '5e': /\b(?:5 ?(?:e|eme)s?|cinquiemes?)\b/,
  '4e': /\b(?:4 ?(?:e|eme)s?|quatriemes?)\b/,
  '3e': /\b(?:3 ?(?:e|eme)s?|troisiemes?)\b/,
  segpa: /\bsegpa\b/,
  ulis: /\bulis\b/,
  'half-board': /\bdemi pensionnaires?\b/,
};

/** What a sentence says of a need. Whatever is not sure is left out, and all of it stays in the comment. */
export function readNeed(said: string): Answers {
  const rest = withFigures(plainText(withoutPlace(said)));
  const lockersToReplace = isDenied(rest) ? '' : onlyNumberIn(rest);
  const pupils = Object.entries(pupilWords).flatMap(([group, words]) =>
    words.test(rest) ? [group] : [],
  );
  return onlyValid(declarationForm, {
    lockersToReplace,
    pupils,
    place: placeText(spokenPlace(said)),
    comment: said,
  });
}

const dates =
  /\b\d{1,2} (?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)(?: \d{4})?\b|\b20[2-4]\d\b(?! (?:\w+ )?casiers?)|\b\d{1,2} ?h(?:eures?)?(?: ?\d\d)?\b/g;

/** Two numbers are two things: which of them is meant is not for us to guess. Nor is "le casier 12" a dozen. */
function onlyNumberIn(plain: string): string {
  const withoutGroups = Object.values(pupilWords).reduce(
    (text, words) => text.replace(new RegExp(words.source, 'g'), ' '),
    plain,
  );
  const counts = withoutGroups.replace(dates, ' ');
  const [number, ...others] = counts.match(/\b\d+\b/g) ?? [];
  const isName = new RegExp(`\\bcasiers? (?:n |numeros? )?${number}\\b`).test(counts);
  return number && others.length === 0 && Number(number) > 0 && !isName ? number : '';
}
