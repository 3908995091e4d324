import type { Place } from '../../domain/colleges/register-reading.ts';

const fileNames = {
  annuaire: 'Annuaire',
  complements: 'Compléments',
  aliases: 'Autres noms',
} as const satisfies Record<Place['file'], string>;

/** « Ligne 12, UAI 0470003F » in the annuaire, « Compléments, ligne 3 » in the Département's own files. */
export function tellPlace({ file, line, uai }: Place): string {
  const name = fileNames[file];
  if (!line) return name;
  const start = file === 'annuaire' ? 'Ligne' : `${name}, ligne`;
  return uai ? `${start} ${line}, UAI ${uai}` : `${start} ${line}`;
}
