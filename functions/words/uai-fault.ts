import type { UaiFault } from '../domain/colleges/uai.ts';

/** What is wrong with a UAI code, as the end of a sentence. */
export function tellUaiFault(fault: UaiFault): string {
  switch (fault.kind) {
    case 'bad-shape':
      return fault.meant
        ? `une lettre O ou I est écrite à la place d’un chiffre 0 ou 1. Il faut sans doute lire ${fault.meant}.`
        : 'un code UAI compte 7 chiffres et une lettre.';
    case 'impossible-letter':
      return `la lettre de contrôle devrait être ${fault.expected} ; la lettre ${fault.letter} n’est jamais employée.`;
    case 'wrong-letter':
      return `la lettre de contrôle devrait être ${fault.expected}, ou bien un chiffre est faux.`;
  }
}
