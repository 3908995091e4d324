import type { College, Register } from '../../domain/colleges/college.ts';
import { fields, oneOf } from '../fields.ts';
import type { Form } from '../model/form.ts';

/** Longest text of an option in Slack. */
const maxLabelLength = 75;

const titles = {
  'which-college': { title: 'Pour quel collège\u00a0?', shortTitle: 'Quel collège\u00a0?' },
  'link-college': { title: 'Rattachement à un collège', shortTitle: 'Choisir mon collège' },
} as const;

/** Asks which of these collèges is meant. */
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

/** Cuts the name rather than the commune, which distinguishes collèges of the same name. */
export function collegeLabel({ name, commune }: Pick<College, 'name' | 'commune'>): string {
  const end = shortened(commune, 40);
  return `${shortened(name, maxLabelLength - end.length - 2)}, ${end}`;
}

/** Cuts between graphemes, so that no visible character is split. */
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
