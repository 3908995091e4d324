import type { College, Register } from './college.ts';
import { readUai } from './uai.ts';

/** "Chaumié", "CHAUMIE" and "chaumie" are one word; so are "Mas-d'Agenais" and "mas d agenais". */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

/** Words that half the register shares say nothing about which collège is meant. */
const emptyWords = new Set(['college', 'de', 'du', 'des', 'la', 'le', 'les', 'l', 'd', 'a']);

function wordsOf(text: string): string[] {
  const words = plain(text).split(' ').filter(Boolean);
  const telling = words.filter((word) => !emptyWords.has(word));
  return telling.length > 0 ? telling : words;
}

function searchText(college: College): string {
  const { name, commune, postcode, uai, aliases } = college;
  return ` ${plain([name, commune, postcode, uai, ...aliases].join(' '))}`;
}

/**
 * The collèges whose name, other names, commune, postcode or UAI contain every typed word (from its beginning), in the
 * order of the register. Nothing typed finds everything: 28 collèges are a list, not a search.
 */
export function searchColleges(register: Register, typed: string): Register {
  const code = readUai(typed);
  if (code.kind === 'uai') return register.filter((college) => college.uai === code.uai);
  const words = wordsOf(typed);
  return register.filter((college) => {
    const text = searchText(college);
    return words.every((word) => text.includes(` ${word}`));
  });
}
