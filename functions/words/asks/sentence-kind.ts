/*
 * What a sentence is about, by the words in it: plain ones, without accents or capitals. Deterministic and cautious:
 * what is read is shown before anything opens, and nothing is filed.
 */

const damageWords =
  /\b(?:cass|abim|tagu|tags?\b|graffiti|degrad|deteriore|bloque|coince|tordu|rouill|arrach|defonc|perce|fendu|vandalis|force|manquant|brul|enfonc|bancal|bascul|coupant|tranchant|danger|instable|decroch|descell|dessoud|hs\b|hors (?:service|d usage|d etat)|pend\b|pendent\b|inutilisable|(?:ne|n) (?:se |s )?(?:ferm|ouvr|verrouill|tien)\w* (?:plus|pas|mal)|ferm\w* (?:plus|pas|mal)|plus de (?:serrure|porte|cle))/;

/** Broken things that are said not to be. */
const notBroken =
  /\b(?:pas|jamais|aucune?|rien d(?:e|')?|ni) (?:\w+ ){0,2}(?:cass|abim|degrad|degat|tagu|endommag|deteriore)/;

const partWords = /\b(?:portes?|serrures?|cadenas|charnieres?|gonds?|tablettes?|etageres?)\b/;

const needWords =
  /\b(?:faut|faudrait|faudra|besoins? (?:de|d|en|urgent)|avons besoin|ai besoin|a besoin|manque|manquent|remplacer|renouveler|commander|commandons|souhait\w+|voudri\w+|voulons|demandons|aimeri\w+)\b/;

const nothingNeeded =
  /\b(?:besoin de rien|besoin d aucune?|rien (?:a|de plus a|d autre a) (?:signaler|declarer|remplacer|demander|changer)|rien cette annee|ne (?:faut|manque) rien|faut rien|manque rien|aucun besoin|etat neant|pas de besoins?|(?:pas|plus) besoin(?: (?:de|d) (?:nouveaux |autres? |remplacer )?(?:les |nos |des )?casiers?)?|tout va bien|aucun casier (?:a remplacer|necessaire))\b/;

const except = /\b(?:sauf|mais|hormis|excepte|a part|cependant|par contre)\b/;

const locker = /\b(?:casiers?|vestiaires?)\b/;

/** What the sentence says not to be so: its numbers are not what is needed. */
export function isDenied(plain: string): boolean {
  return /\b(?:pas|plus|aucune?|jamais|sans) (?:de |d )?(?:besoin|falloir|remplacer|commander)|\b(?:faut|faudrait|veut|voulons|voudrions|manque|manquent) (?:pas|plus)\b|\bne \w+ (?:pas|plus|aucune?)\b/.test(
    plain,
  );
}

export type SentenceKind = 'nothing' | 'report' | 'declare' | 'deliveries' | 'standing' | 'unclear';

/** `plain`: with numbers in figures. */
export function sentenceKind(plain: string): SentenceKind {
  const hasNumber = /\b\d+\b/.test(plain);
  if (nothingNeeded.test(plain) && !hasNumber && !except.test(plain)) return 'nothing';
  const needs = needWords.test(plain);
  const broken = damageWords.test(plain) && !notBroken.test(plain);
  if (needs && !(broken && partWords.test(plain))) return 'declare';
  if (broken) return 'report';
  if (/\blivr|\barriv/.test(plain)) return 'deliveries';
  if (/\bou en\b|\bsuivi\b|\bstatut\b|\brepar|\bavance/.test(plain)) return 'standing';
  if (notBroken.test(plain)) return 'unclear';
  return locker.test(plain) && hasNumber ? 'declare' : 'unclear';
}
