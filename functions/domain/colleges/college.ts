import { plainText } from '../text.ts';
import { parseUai, type Uai } from '../uai.ts';

/** One school of the register. Empty cells of the ministry's file are absent here, never empty strings. */
export interface College {
  readonly uai: Uai;
  /** As the ministry writes it, e.g. "Collège André Crochepierre". */
  readonly name: string;
  readonly commune: string;
  readonly postcode: string;
  readonly street?: string | undefined;
  readonly mail?: string | undefined;
  readonly phone?: string | undefined;
  /** Dated and approximate: see the sources of the register. */
  readonly pupils?: number | undefined;
  /** Other names people use: accents the ministry forgot, former or local names. */
  readonly aliases: readonly string[];
  /** Shares its site with a lycée. An attribute, not a filter. */
  readonly citeScolaire: boolean;
}

/** The collèges in scope of one Département, in the French order of commune, then name. */
export type Register = readonly College[];

export function findCollege(register: Register, uai: Uai): College | undefined {
  return register.find((college) => college.uai === uai);
}

const french = new Intl.Collator('fr');

function compareColleges(a: College, b: College): number {
  return (
    french.compare(a.commune, b.commune) ||
    french.compare(a.name, b.name) ||
    french.compare(a.uai, b.uai)
  );
}

/** By commune, then name: É sorts among the E, and two collèges of one name always stand in the same order. */
export function inRegisterOrder(colleges: readonly College[]): Register {
  return colleges.toSorted(compareColleges);
}

/** Words that half the register shares say nothing about which collège is meant. */
const emptyWords = new Set(['college', 'de', 'du', 'des', 'la', 'le', 'les', 'l', 'd', 'a']);

/** How road signs and forms shorten the names of communes. */
const shortWords = new Map([
  ['st', 'saint'],
  ['ste', 'sainte'],
]);

function wordsOf(text: string): string[] {
  return plainText(text).split(' ').filter(Boolean);
}

function tellingWords(input: string): string[] {
  const words = wordsOf(input);
  const telling = words.filter((word) => !emptyWords.has(word));
  return telling.length > 0 ? telling : words;
}

function searchText({ name, commune, postcode, uai, aliases }: College): string {
  const words = wordsOf([name, commune, postcode, uai, ...aliases].join(' '));
  return ` ${words.map((word) => shortWords.get(word) ?? word).join(' ')}`;
}

/** "ste" may be short for "sainte", or the beginning of "stendhal"; "470678" is a code that lost its zero. */
function spellingsOf(word: string): string[] {
  const long = shortWords.get(word);
  const code = /^\d{6}[a-z]?$/.test(word) ? `0${word}` : undefined;
  return [word, long, code].filter((spelling) => spelling !== undefined);
}

/**
 * The collèges whose name, other names, commune, postcode or UAI contain every typed word (from its beginning), in the
 * order of the register. Nothing typed finds everything: 28 collèges are a list, not a search.
 */
export function searchColleges(register: Register, input: string): Register {
  const code = parseUai(input);
  if (code.kind === 'uai') return register.filter((college) => college.uai === code.uai);
  const words = tellingWords(input).map(spellingsOf);
  return register.filter((college) => {
    const text = searchText(college);
    return words.every((spellings) => spellings.some((word) => text.includes(` ${word}`)));
  });
}
