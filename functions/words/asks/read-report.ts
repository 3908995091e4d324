import type { DamagePart, LockerMake } from '../../domain/damages/damage.ts';
import { printLockers, readLockers } from '../../domain/damages/locker-ranges.ts';
import type { Answers } from '../../domain/declarations/declaration.ts';
import { plainText } from '../../domain/plain-text.ts';
import { damageForm } from '../forms/damage-form.ts';
import { withFigures } from './number-words.ts';
import { onlyValid } from './only-valid.ts';
import { spokenPlace, withoutPlace } from './spoken-place.ts';

const partWords: Readonly<Partial<Record<DamagePart, RegExp>>> = {
  door: /\bportes?\b/,
  lock: /\b(?:serrures?|cadenas|verrous?|cles?)\b/,
  hinge: /\b(?:charnieres?|gonds?)\b/,
  shelf: /\b(?:tablettes?|etageres?)\b/,
  body: /\b(?:caisses?|toles?|percee?s?|enfoncee?s?)\b/,
  fixing: /\b(?:fixations?|fixees?|decroch\w+|descell\w+|bascul\w+|bancal\w*)\b/,
  paint: /\b(?:tags?|tagu\w+|graffitis?|peintures?)\b/,
};

const danger = /\b(?:coupant|tranchant|danger|bascul|bless|instable|pend\b|pendent\b|tomb)/;
const noDanger = /\b(?:pas|aucun|sans|rien de|jamais) (?:\w+ )?(?:danger|coupant|tranchant)/;

/** What a sentence says of a damage. Whatever is not sure is left out, and all of it stays in the description. */
export function readReport(said: string): Answers {
  const rest = withoutPlace(said);
  const plain = withFigures(plainText(said));
  const lockers = lockersIn(rest);
  return onlyValid(damageForm, {
    ...spokenPlace(said),
    lockers,
    lockersUnnumbered: lockers ? '' : countIn(withFigures(plainText(rest))),
    made: makeIn(plain),
    parts: Object.entries(partWords).flatMap(([part, words]) => (words.test(plain) ? [part] : [])),
    dangerous: noDanger.test(plain) ? 'false' : danger.test(plain) ? 'true' : '',
    description: said,
  });
}

function makeIn(plain: string): LockerMake | '' {
  if (/\bmade in 47\b/.test(plain)) return 'made-in-47';
  return /\b(?:anciens?|vieux) casiers?\b/.test(plain) ? 'old' : '';
}

const label = '[A-Za-z]{0,2}\\d{1,4}';
const range = `${label}(?:\\s?(?:[-‐‑–—]|à|au|a)\\s?${label})?`;
const list = `${range}(?:(?:\\s?[,;/&+]\\s?|\\s+et\\s+|\\s+)${range})*`;
/** Numbers that follow what bears them, and ranges or long numbers wherever they stand. */
const named = new RegExp(
  `(?:casiers?|portes?|serrures?|cadenas|n[°º]s?|num[ée]ros?)\\s*(?:du\\s+|des\\s+)?(?:n[°º]s?\\s*|num[ée]ros?\\s*|:\\s*)?(${list})(?![\\p{L}\\d°])`,
  'giu',
);
const alone = new RegExp(
  `(?<![\\p{L}\\d.,-])(${label}\\s?(?:[-‐‑–—]|à)\\s?${label}|[A-Za-z]{0,2}\\d{3,4})(?![\\p{L}\\d°]|\\s?(?:casiers?|portes?|serrures?))`,
  'giu',
);

/** The numbers of lockers that a sentence tells, as the form writes them; empty where they cannot be sure. */
function lockersIn(said: string): string {
  const withoutMake = said.replace(/made in 47/gi, ' ').replace(/\b(?:19|20)\d\d\b/g, ' ');
  const found = [...withoutMake.matchAll(named)].map(([, numbers = '']) => numbers);
  const rest = withoutMake.replace(named, ' ');
  const others = [...rest.matchAll(alone)].map(([, numbers = '']) => numbers);
  const reading = readLockers([...found, ...others].join(', '));
  return reading.kind === 'lockers' ? printLockers(reading.lockers) : '';
}

const countedThings =
  /\b(\d{1,3}) (?:(?!casiers?|portes?|serrures?)[a-z]+ )?(?:casiers?|portes?|serrures?|cadenas|charnieres?|tablettes?|cles?)\b/g;

/** How many are broken, where each is counted once. */
function countIn(plain: string): string {
  const counts = [...plain.matchAll(countedThings)].map(([, figures]) => Number(figures));
  const sum = counts.reduce((total, count) => total + count, 0);
  return sum > 0 ? String(sum) : '';
}
