import { type LockersFault, mostLockers } from '../domain/damages/locker-ranges.ts';
import { number } from './numbers.ts';

/** What is wrong with numbers of lockers, and how to put it right. */
export function tellLockersFault(fault: LockersFault): string {
  switch (fault.kind) {
    case 'unreadable':
      return `Nous ne comprenons pas « ${shortened(fault.part)} ». Écrivez les numéros ainsi : 101-112, 115.`;
    case 'reversed':
      return `« ${fault.first}-${fault.last} » va à l’envers. Écrivez le plus petit numéro d’abord : ${fault.last}-${fault.first}.`;
    case 'mixed-prefixes':
      return `« ${fault.first}-${fault.last} » passe d’une rangée à une autre. Écrivez une suite par rangée, par exemple : A12-A18, B1-B4.`;
    case 'duplicate':
      return `Le casier ${fault.locker} est écrit deux fois. Gardez-le une seule fois.`;
    case 'too-many':
      return `Cela fait ${number(fault.count)} casiers ; un signalement en compte ${number(mostLockers)} au plus. Vérifiez les numéros, ou faites un signalement par couloir.`;
  }
}

/** A sentence pasted by mistake is not said again whole. */
function shortened(part: string): string {
  const characters = [...part];
  return characters.length > 30 ? `${characters.slice(0, 30).join('')}…` : part;
}
