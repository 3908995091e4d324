import type { College, Register } from '../../domain/colleges/college.ts';
import { fields, oneOf } from '../fields.ts';
import type { Form } from '../model/form.ts';

/** The text of an option in a chat. */
const mostCharacters = 75;

const titles = {
  'which-college': { title: 'Pour quel collège\u00a0?', shortTitle: 'Quel collège\u00a0?' },
  'bind-college': { title: 'Rattachement à un collège', shortTitle: 'Choisir mon collège' },
} as const;

/** Asks which collège, among those. */
export function whichCollegeForm(
  id: keyof typeof titles,
  colleges: Register,
): Form<{ college: string }> {
  const labels = Object.fromEntries(
    colleges.map((college) => [college.uai, collegeLabel(college)]),
  );
  const { title, shortTitle } = titles[id];
  return {
    id,
    title,
    shortTitle,
    steps: [{ title, fields: ['college'] }],
    schema: fields(() => ({
      college: oneOf(labels, { label: 'Quel collège\u00a0?', missing: 'Choisissez un collège.' }),
    })),
  };
}

/** The commune tells collèges of one name apart: it is the name that is cut. */
export function collegeLabel({ name, commune }: Pick<College, 'name' | 'commune'>): string {
  const end = shortened(commune, 40);
  return `${shortened(name, mostCharacters - end.length - 2)}, ${end}`;
}

/** Cut between two of what people see as characters, whatever they are made of. */
function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const segments = new Intl.Segmenter('fr', { granularity: 'grapheme' }).segment(text);
  let kept = '';
  for (const { segment } of segments) {
    if (kept.length + segment.length >= most) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}
