import { cleanLine } from '../../domain/clean-text.ts';
import type { DamagePlace } from '../../domain/damages/damage.ts';

const building = /\bb[âa]t(?:iment)?\b\.?\s*([\p{L}\d]{1,20})/iu;
const level =
  /\b(?:rez[- ]de[- ]chauss[ée]e|rdc|sous[- ]sol|(?:\d{1,2}\s?(?:er|e|[èe]me)|premier|deuxi[èe]me|troisi[èe]me|quatri[èe]me)\s+[ée]tage)(?![\p{L}])/iu;
const corridor =
  /(?<![\p{L}])(?:couloir|salle|hall|pr[ée]au|vestiaires?|foyer|gymnase|cantine|cdi)(?![\p{L}])(?:\s+(?!b[âa]t|casiers?|portes?|serrures?|n[°º]|est|sont|ne|avec|rez|premier|\d+\s?(?:er|e|[èe]me)\s+[ée]tage)[\p{L}\d’'°-]+){0,5}/iu;
/** What does not end a place: the sentence goes on after it. */
const loose = /(?:\s+(?:au|aux|du|de|des|le|la|les|en|et|à|a|dans|sur))+$/iu;

/** Where a sentence says that the lockers are, in its own words; empty where it does not say. */
export function spokenPlace(said: string): DamagePlace {
  const letter = building.exec(said)?.[1];
  return {
    building: letter ? `Bâtiment ${letter.length === 1 ? letter.toUpperCase() : letter}` : '',
    level: capital(level.exec(said)?.[0] ?? ''),
    corridor: capital(named((corridor.exec(said)?.[0] ?? '').replace(loose, ''))),
  };
}

/** "Couloir" alone is any of them. */
const named = (place: string): string => (/^(?:couloir|salle)$/i.test(place) ? '' : place);

/** The sentence without its place, so that "salle 12" is no locker and "couloir des 6e" are no pupils. */
export function withoutPlace(said: string): string {
  return said.replace(building, ' ').replace(level, ' ').replace(corridor, ' ');
}

function capital(text: string): string {
  const line = cleanLine(text).slice(0, 80).toWellFormed();
  return line.charAt(0).toUpperCase() + line.slice(1);
}
