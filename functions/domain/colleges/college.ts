import { plainText } from '../text.ts';
import { parseUai, type Uai } from '../uai.ts';

/** One school of the register. An empty cell of the ministry's file is an absent field, never an empty string. */
export interface College {
  readonly uai: Uai;
  /** As in the ministry's file, e.g. "Collège André Crochepierre". */
  readonly name: string;
  readonly commune: string;
  readonly postcode: string;
  readonly street?: string | undefined;
  readonly mail?: string | undefined;
  readonly phone?: string | undefined;
  /** Approximate, of the year of its source. */
  readonly pupils?: number | undefined;
  /** Other names in use: with accents that the ministry's file lacks, former names, local names. */
  readonly aliases: readonly string[];
  /** Shares its site with a lycée. */
  readonly citeScolaire: boolean;
}

/** The collèges of one Département, sorted by `inRegisterOrder`. */
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

/** Sorts by commune, then name, in French order (É among E); the UAI decides between equal names. */
export function inRegisterOrder(colleges: readonly College[]): Register {
  return colleges.toSorted(compareColleges);
}

/** Words that so many names contain that they do not help a search. */
const stopWords = new Set(['college', 'de', 'du', 'des', 'la', 'le', 'les', 'l', 'd', 'a']);

/** Abbreviations in names of communes. */
const abbreviations = new Map([
  ['st', 'saint'],
  ['ste', 'sainte'],
]);

function wordsOf(text: string): string[] {
  return plainText(text).split(' ').filter(Boolean);
}

function searchWords(input: string): string[] {
  const words = wordsOf(input);
  const significant = words.filter((word) => !stopWords.has(word));
  return significant.length > 0 ? significant : words;
}

function searchText({ name, commune, postcode, uai, aliases }: College): string {
  const words = wordsOf([name, commune, postcode, uai, ...aliases].join(' '));
  return ` ${words.map((word) => abbreviations.get(word) ?? word).join(' ')}`;
}

/** "ste" can abbreviate "sainte" or begin "stendhal"; "470678" is a UAI that lost its leading zero. */
function spellingsOf(word: string): string[] {
  const long = abbreviations.get(word);
  const code = /^\d{6}[a-z]?$/.test(word) ? `0${word}` : undefined;
  return [word, long, code].filter((spelling) => spelling !== undefined);
}

/**
 * The collèges for which each typed word begins a word of the name, other names, commune, postcode or UAI, in the order of
 * the register. An empty text finds all.
 */
export function searchColleges(register: Register, input: string): Register {
  const code = parseUai(input);
  if (code.kind === 'uai') return register.filter((college) => college.uai === code.uai);
  const words = searchWords(input).map(spellingsOf);
  return register.filter((college) => {
    const text = searchText(college);
    return words.every((spellings) => spellings.some((word) => text.includes(` ${word}`)));
  });
}
