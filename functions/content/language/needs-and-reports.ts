import type { FormInput } from '../../domain/act.ts';
import type { DamagePart, DamagePlace, LockerMake } from '../../domain/damages/damage.ts';
import type { PupilGroup } from '../../domain/declarations/needs.ts';
import { parseLockers, printLockers } from '../../domain/lockers.ts';
import { cleanLine, plainText } from '../../domain/text.ts';
import { damageForm } from '../damages/forms.ts';
import { placeText } from '../damages/texts.ts';
import { declarationForm } from '../declarations/forms.ts';
import { type Form, parseForm } from '../model/form.ts';
import { withFigures } from './numbers.ts';

/*
 * Patterns over plain text: no accents, no capitals, numbers in figures. A wrong reading does no harm: the person confirms
 * what was understood before a form opens, and the form before anything is filed.
 */

const damageWords =
  /\b(?:cass|abim|tagu|tags?\b|graffiti|degrad|degats?\b|deteriore|bloque|coince|tordu|rouill|arrach|defonc|perce|fendu|vandalis|force|manquant|brul|enfonc|bancal|bascul|coupant|tranchant|danger|instable|decroch|descell|dessoud|ecaill|defectueu|irreparable|(?:pas|plus) reparable|mauvais etat|probleme|hs\b|hors (?:service|d usage|d etat)|pend\b|pendent\b|inutilisable|(?:ne|n) (?:se |s )?(?:ferm|ouvr|verrouill|tien)|ferm\w* (?:plus|pas|mal)|plus de (?:serrure|porte|cle))/;

/** "Pas cassé" is no damage. */
const notBroken =
  /\b(?:pas|jamais|aucune?|rien d(?:e|')?|ni) (?:\w+ ){0,2}(?:cass|abim|degrad|degat|tagu|endommag|deteriore|danger|probleme)\w*/g;

const parts = '(?:portes?|serrures?|cadenas|charnieres?|gonds?|tablettes?|etageres?|cles?)';
const partWords = new RegExp(`\\b${parts}\\b`);

/** A part to repair or replace is a damage, even in the words of a need. */
const toMend = new RegExp(
  `\\b(?:changer|reparer|remplacer|manque|manquent) (?:\\w+ ){0,3}${parts}\\b|\\b${parts}(?: \\w+){0,4} manque|\\breparer (?:\\w+ ){0,3}casiers?\\b`,
);

const needWords =
  /\b(?:faut|faudrait|faudra|besoins? (?:de|d|en|urgent)|avons besoin|ai besoin|a besoin|manque|manquent|remplacer|remplacement|renouveler|renouvellement|commander|commandons|souhait\w+|voudri\w+|voulons|veut|demandons|aimeri\w+)\b/;

/** A number of lockers that are needed is a need, even when the reason is damage. */
const wantsLockers =
  /\b(?:faut|faudrait|faudra|besoins? (?:de|d)|demandons|voudrions|souhait\w+|commander|remplacement de) (?:\w+ ){0,2}?\d+ (?:\w+ ){0,2}casiers?\b/;

const nothingNeeded =
  /\b(?:besoin de rien|besoin d aucune?|rien (?:a|de plus a|d autre a) (?:signaler|declarer|remplacer|demander|changer)|rien cette annee|(?:faut|manque) rien|aucun besoin|etat neant|pas de besoins?|(?:pas|plus) besoin(?: (?:de|d) (?:nouveaux |autres? |remplacer )?(?:les |nos |des )?casiers?)?|(?:faut|faudra|voulons|souhaitons|demandons) (?:pas|plus|aucun) (?:de |d )?(?:nouveaux? |autres? )?casiers?|tout (?:va bien|est (?:ok|bon|en (?:bon )?etat|en ordre))|aucun casier (?:a remplacer|necessaire))\b/;

const except = /\b(?:sauf|mais|hormis|excepte|a part|cependant|par contre)\b/;

const denied =
  /\b(?:pas|plus|aucune?|jamais|sans) (?:de |d )?(?:besoin|remplacer|commander)|\b(?:faut|faudrait|faudra|veux|veut|voulons|voudrions|souhaitons|demandons|manque|manquent) (?:pas|plus|aucune?)\b(?! que)/;

/** Whether the sentence says what is not needed: its number is not taken for a need. */
function isDenied(plain: string): boolean {
  return denied.test(plain);
}

export type SentenceKind = 'nothing' | 'report' | 'declare' | 'deliveries' | 'status' | 'unclear';

export function sentenceKind(plain: string): SentenceKind {
  if (saysNothing(plain)) return 'nothing';
  const isAsked = /^(?:\w+ ){0,2}quand\b|\bou en (?:est|sont|etes|suis)\b/.test(plain);
  if (isAsked) return comesSoon.test(plain) ? 'deliveries' : 'status';
  if (wantsLockers.test(plain)) return 'declare';
  if (toMend.test(plain)) return 'report';
  const rest = plain.replace(notBroken, ' ');
  const broken = damageWords.test(rest);
  const hasPart = partWords.test(plain);
  if (needWords.test(plain) && !(broken && hasPart)) return 'declare';
  if (broken) return 'report';
  if (comesSoon.test(plain)) return 'deliveries';
  if (/\bsuivi\b|\bstatut\b|\brepar|\bavance/.test(plain)) return 'status';
  if (rest !== plain) return 'unclear';
  if (hasPart) return 'report';
  return /\b\d+ (?:\w+ ){0,2}casiers?\b/.test(plain) ? 'declare' : 'unclear';
}

const comesSoon = /\blivr|\barriv/;

function saysNothing(plain: string): boolean {
  return nothingNeeded.test(plain) && !/\b\d+\b/.test(plain) && !except.test(plain);
}

/** The answers that the form accepts: a wrong reading must not show as the person's mistake. */
function onlyValid(form: Form, answers: FormInput): FormInput {
  const given = Object.fromEntries(
    Object.entries(answers).filter(([, answer]) => answer.length > 0),
  );
  const parsed = parseForm(form, given);
  if (parsed.kind === 'valid') return given;
  return Object.fromEntries(
    Object.entries(given).filter(([name]) => !Object.hasOwn(parsed.errors, name)),
  );
}

const building = /\bb[âa]t(?:iment)?\b\.?\s*([\p{L}\d]{1,20})/iu;
const level =
  /\b(?:rez[- ]de[- ]chauss[ée]e|rdc|sous[- ]sol|(?:\d{1,2}\s?(?:er|e|[èe]me)|premier|deuxi[èe]me|troisi[èe]me|quatri[èe]me)\s+[ée]tage)(?![\p{L}])/iu;
const corridor =
  /(?<![\p{L}])(?:couloir|salle|hall|pr[ée]au|vestiaires?|foyer|gymnase|cantine|cdi)(?![\p{L}])(?:\s+(?!b[âa]t|casiers?|portes?|serrures?|n[°º]|est|sont|ne|avec|rez|premier|\d+\s?(?:er|e|[èe]me)\s+[ée]tage)[\p{L}\d’'°-]+){0,5}/iu;
/** Words at the end of a match that belong to the rest of the sentence. */
const loose = /(?:\s+(?:au|aux|du|de|des|le|la|les|en|et|à|a|dans|sur))+$/iu;

/** The place that a sentence names, in its own words. */
function placeIn(input: string): DamagePlace {
  const letter = building.exec(input)?.[1];
  return {
    building: letter ? `Bâtiment ${letter.length === 1 ? letter.toUpperCase() : letter}` : '',
    level: capital(level.exec(input)?.[0] ?? ''),
    corridor: capital(specific((corridor.exec(input)?.[0] ?? '').replace(loose, ''))),
  };
}

/** "Couloir" alone could be any of them. */
const specific = (place: string): string => (/^(?:couloir|salle)$/i.test(place) ? '' : place);

/** The sentence without its place, so that "salle 12" gives no locker and "couloir des 6e" no pupils. */
function withoutPlace(input: string): string {
  return input.replace(building, ' ').replace(level, ' ').replace(corridor, ' ');
}

function capital(text: string): string {
  const line = cleanLine(text).slice(0, 80).toWellFormed();
  return line.charAt(0).toUpperCase() + line.slice(1);
}

const pupilWords: Readonly<Record<PupilGroup, RegExp>> = {
  '6e': /\b(?:6 ?(?:e|eme)s?|sixiemes?)\b/,
  '5e': /\b(?:5 ?(?:e|eme)s?|cinquiemes?)\b/,
  '4e': /\b(?:4 ?(?:e|eme)s?|quatriemes?)\b/,
  '3e': /\b(?:3 ?(?:e|eme)s?|troisiemes?)\b/,
  segpa: /\bsegpa\b/,
  ulis: /\bulis\b/,
  'half-board': /\bdemi pensionnaires?\b/,
};

/** Reads a need. Uncertain answers are left out, and the whole sentence is the comment. */
export function parseNeed(input: string): FormInput {
  const rest = withFigures(plainText(withoutPlace(input)));
  const lockersToReplace = isDenied(rest) ? '' : onlyNumberIn(rest);
  return onlyValid(declarationForm, {
    lockersToReplace,
    pupils: namesFoundIn(rest, pupilWords),
    place: placeText(placeIn(input)),
    comment: input,
  });
}

function namesFoundIn(plain: string, patterns: Readonly<Record<string, RegExp>>): string[] {
  return Object.keys(patterns).filter((name) => patterns[name]?.test(plain));
}

const dates =
  /\b\d{1,2} (?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)(?: \d{4})?\b|\b20[2-4]\d\b(?! (?:\w+ )?casiers?)|\b\d{1,2} ?h(?:eures?)?(?: ?\d\d)?\b/g;

/** Empty for two numbers, since either could be meant, and for "le casier 12", which is not a dozen. */
function onlyNumberIn(plain: string): string {
  const withoutGroups = Object.values(pupilWords).reduce(
    (text, pattern) => text.replace(new RegExp(pattern.source, 'g'), ' '),
    plain,
  );
  const counts = withoutGroups.replace(dates, ' ');
  const [number, ...others] = counts.match(/\b\d+\b/g) ?? [];
  const isName = new RegExp(`\\bcasiers? (?:n |numeros? )?${number}\\b`).test(counts);
  return number && others.length === 0 && Number(number) > 0 && !isName ? number : '';
}

const damagePartWords = {
  door: /\bportes?\b/,
  lock: /\b(?:serrures?|cadenas|verrous?|cles?)\b/,
  hinge: /\b(?:charnieres?|gonds?)\b/,
  shelf: /\b(?:tablettes?|etageres?)\b/,
  body: /\b(?:caisses?|toles?|percee?s?|enfoncee?s?)\b/,
  fixing: /\b(?:fixations?|fixees?|decroch\w+|descell\w+|bascul\w+|bancal\w*)\b/,
  paint: /\b(?:tags?|tagu\w+|graffitis?|peintures?)\b/,
} satisfies Partial<Record<DamagePart, RegExp>>;

const danger = /\b(?:coupant|tranchant|danger|bascul|bless|instable|pend\b|pendent\b|tomb)/;
const noDanger = /\b(?:pas|aucun|sans|rien de|jamais) (?:\w+ )?(?:danger|coupant|tranchant)/;

/** Reads a damage. Uncertain answers are left out, and the whole sentence is the description. */
export function parseReport(input: string): FormInput {
  const rest = withoutPlace(input);
  const plain = withFigures(plainText(input));
  const lockers = lockersIn(rest);
  return onlyValid(damageForm, {
    ...placeIn(input),
    lockers,
    lockersUnnumbered: lockers ? '' : countIn(withFigures(plainText(rest))),
    maker: makerIn(plain),
    parts: namesFoundIn(plain, damagePartWords),
    dangerous: noDanger.test(plain) ? 'false' : danger.test(plain) ? 'true' : '',
    description: input,
  });
}

function makerIn(plain: string): LockerMake | '' {
  if (/\bmade in 47\b/.test(plain)) return 'programme';
  return /\b(?:anciens?|vieux) casiers?\b/.test(plain) ? 'old' : '';
}

const label = '[A-Za-z]{0,2}\\d{1,4}';
const range = `${label}(?:\\s?(?:[-‐‑–—]|à|au|a)\\s?${label})?`;
const list = `${range}(?:(?:\\s?[,;/&+]\\s?|\\s+et\\s+|\\s+)${range})*`;
/** Numbers after the thing that has them: "casiers 101-103". */
const namedNumbers = new RegExp(
  `(?:casiers?|portes?|serrures?|cadenas|n[°º]s?|num[ée]ros?)\\s*(?:du\\s+|des\\s+)?(?:n[°º]s?\\s*|num[ée]ros?\\s*|:\\s*)?(${list})(?![\\p{L}\\d°])`,
  'giu',
);
/** Ranges and long numbers, wherever they are. */
const numbersAlone = new RegExp(
  `(?<![\\p{L}\\d.,-])(${label}\\s?(?:[-‐‑–—]|à)\\s?${label}|[A-Za-z]{0,2}\\d{3,4})(?![\\p{L}\\d°]|\\s?(?:casiers?|portes?|serrures?))`,
  'giu',
);

/** The numbers of the lockers, as the form writes them; empty when they are uncertain. */
function lockersIn(input: string): string {
  const withoutMake = input.replace(/made in 47/gi, ' ').replace(/\b(?:19|20)\d\d\b/g, ' ');
  const found = [...withoutMake.matchAll(namedNumbers)].map(([, numbers = '']) => numbers);
  const rest = withoutMake.replace(namedNumbers, ' ');
  const others = [...rest.matchAll(numbersAlone)].map(([, numbers = '']) => numbers);
  const parsed = parseLockers([...found, ...others].join(', '));
  return parsed.kind === 'lockers' ? printLockers(parsed.lockers) : '';
}

const countedThings =
  /\b(\d{1,3}) (?:(?!casiers?|portes?|serrures?)[a-z]+ )?(?:casiers?|portes?|serrures?|cadenas|charnieres?|tablettes?|cles?)\b/g;

/** How many things are broken. */
function countIn(plain: string): string {
  const counts = [...plain.matchAll(countedThings)].map(([, figures]) => Number(figures));
  const sum = counts.reduce((total, count) => total + count, 0);
  return sum > 0 ? String(sum) : '';
}
