/*
 * What a sentence is about, by the words in it: plain ones, without accents or capitals, numbers in figures.
 * Deterministic and cautious: what is read is shown before anything opens, and nothing is filed.
 */

const damageWords =
  /\b(?:cass|abim|tagu|tags?\b|graffiti|degrad|degats?\b|deteriore|bloque|coince|tordu|rouill|arrach|defonc|perce|fendu|vandalis|force|manquant|brul|enfonc|bancal|bascul|coupant|tranchant|danger|instable|decroch|descell|dessoud|ecaill|defectueu|irreparable|(?:pas|plus) reparable|mauvais etat|probleme|hs\b|hors (?:service|d usage|d etat)|pend\b|pendent\b|inutilisable|(?:ne|n) (?:se |s )?(?:ferm|ouvr|verrouill|tien)|ferm\w* (?:plus|pas|mal)|plus de (?:serrure|porte|cle))/;

/** Broken things that are said not to be. */
const notBroken =
  /\b(?:pas|jamais|aucune?|rien d(?:e|')?|ni) (?:\w+ ){0,2}(?:cass|abim|degrad|degat|tagu|endommag|deteriore|danger|probleme)\w*/g;

const parts = '(?:portes?|serrures?|cadenas|charnieres?|gonds?|tablettes?|etageres?|cles?)';
const partWords = new RegExp(`\\b${parts}\\b`);

/** Parts that are to be put right, whatever else is said to be needed. */
const toMend = new RegExp(
  `\\b(?:changer|reparer|remplacer|manque|manquent) (?:\\w+ ){0,3}${parts}\\b|\\b${parts}(?: \\w+){0,4} manque|\\breparer (?:\\w+ ){0,3}casiers?\\b`,
);

const needWords =
  /\b(?:faut|faudrait|faudra|besoins? (?:de|d|en|urgent)|avons besoin|ai besoin|a besoin|manque|manquent|remplacer|remplacement|renouveler|renouvellement|commander|commandons|souhait\w+|voudri\w+|voulons|veut|demandons|aimeri\w+)\b/;

/** Lockers that are counted and needed: why they are says nothing more. */
const wantsLockers =
  /\b(?:faut|faudrait|faudra|besoins? (?:de|d)|demandons|voudrions|souhait\w+|commander|remplacement de) (?:\w+ ){0,2}?\d+ (?:\w+ ){0,2}casiers?\b/;

const nothingNeeded =
  /\b(?:besoin de rien|besoin d aucune?|rien (?:a|de plus a|d autre a) (?:signaler|declarer|remplacer|demander|changer)|rien cette annee|(?:faut|manque) rien|aucun besoin|etat neant|pas de besoins?|(?:pas|plus) besoin(?: (?:de|d) (?:nouveaux |autres? |remplacer )?(?:les |nos |des )?casiers?)?|(?:faut|faudra|voulons|souhaitons|demandons) (?:pas|plus|aucun) (?:de |d )?(?:nouveaux? |autres? )?casiers?|tout (?:va bien|est (?:ok|bon|en (?:bon )?etat|en ordre))|aucun casier (?:a remplacer|necessaire))\b/;

const except = /\b(?:sauf|mais|hormis|excepte|a part|cependant|par contre)\b/;

const denied =
  /\b(?:pas|plus|aucune?|jamais|sans) (?:de |d )?(?:besoin|remplacer|commander)|\b(?:faut|faudrait|faudra|veux|veut|voulons|voudrions|souhaitons|demandons|manque|manquent) (?:pas|plus|aucune?)\b(?! que)/;

/** Whether the sentence says what is not needed: its numbers are none that we may take. */
export function isDenied(plain: string): boolean {
  return denied.test(plain);
}

export type SentenceKind = 'nothing' | 'report' | 'declare' | 'deliveries' | 'standing' | 'unclear';

export function sentenceKind(plain: string): SentenceKind {
  if (saysNothing(plain)) return 'nothing';
  const isAsked = /^(?:\w+ ){0,2}quand\b|\bou en (?:est|sont|etes|suis)\b/.test(plain);
  if (isAsked) return comesSoon.test(plain) ? 'deliveries' : 'standing';
  if (wantsLockers.test(plain)) return 'declare';
  if (toMend.test(plain)) return 'report';
  const rest = plain.replace(notBroken, ' ');
  const broken = damageWords.test(rest);
  const hasPart = partWords.test(plain);
  if (needWords.test(plain) && !(broken && hasPart)) return 'declare';
  if (broken) return 'report';
  if (comesSoon.test(plain)) return 'deliveries';
  if (/\bsuivi\b|\bstatut\b|\brepar|\bavance/.test(plain)) return 'standing';
  if (rest !== plain) return 'unclear';
  if (hasPart) return 'report';
  return /\b\d+ (?:\w+ ){0,2}casiers?\b/.test(plain) ? 'declare' : 'unclear';
}

const comesSoon = /\blivr|\barriv/;

function saysNothing(plain: string): boolean {
  return nothingNeeded.test(plain) && !/\b\d+\b/.test(plain) && !except.test(plain);
}
