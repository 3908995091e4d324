import { plainText } from '../../domain/text.ts';
import type { Intent } from '../model/intent.ts';

/** Letters to add, take away, change or swap with their neighbour to make one word of the other. */
export function editDistance(one: string, other: string): number {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, index) => index)];
  const at = (row: number, column: number) => rows[row]?.[column] ?? 0;
  for (let row = 1; row <= one.length; row += 1) {
    const line = [row];
    rows.push(line);
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[row - 1] === other[column - 1];
      const isSwapped =
        row > 1 &&
        column > 1 &&
        one[row - 1] === other[column - 2] &&
        one[row - 2] === other[column - 1];
      line.push(
        Math.min(
          at(row - 1, column) + 1,
          at(row, column - 1) + 1,
          at(row - 1, column - 1) + (isSame ? 0 : 1),
          isSwapped ? at(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
  }
  return at(one.length, other.length);
}

export interface Command {
  /** As people are told to write it. */
  readonly word: string;
  /** What else they write for it, without accents. */
  readonly others: readonly string[];
  readonly intent: Intent;
  /** What it does, for the help. */
  readonly what: string;
  /** On the button that does it, at most 30 characters. */
  readonly label: string;
}

/** Where several are written together, the first of this list is meant: "état néant" is no question about an état. */
export const commands: readonly Command[] = [
  {
    word: 'aide',
    others: ['help', 'aider', 'sos', 'commandes', 'commande', 'comment'],
    intent: { kind: 'help' },
    what: 'Afficher cette aide.',
    label: 'Voir l’aide',
  },
  {
    word: 'néant',
    others: ['neants', 'rien', 'aucun', 'ras'],
    intent: { kind: 'declare-nothing' },
    what: 'Dire que vous n’avez besoin de rien pendant cette campagne.',
    label: 'Déclarer un état néant',
  },
  {
    word: 'rattachement',
    others: ['rattacher', 'rattache', 'code', 'identifier', 'connexion', 'inscription'],
    intent: { kind: 'link-account' },
    what: 'Vous rattacher à un collège, par un code envoyé à sa boîte officielle.',
    label: 'Me rattacher à un collège',
  },
  {
    word: 'livraison',
    others: ['livraisons', 'livrer', 'livre', 'livres', 'reception'],
    intent: { kind: 'deliveries' },
    what: 'Voir les livraisons de votre collège.',
    label: 'Voir les livraisons',
  },
  {
    word: 'état',
    others: ['etats', 'statut', 'suivi', 'situation', 'dossier', 'avancement'],
    intent: { kind: 'status' },
    what: 'Voir où en sont la déclaration, les signalements et les livraisons.',
    label: 'Voir où on en est',
  },
  {
    word: 'dégât',
    others: ['degats', 'signaler', 'signalement', 'signalements', 'panne', 'degradation'],
    intent: { kind: 'report' },
    what: 'Signaler des casiers abîmés, toute l’année.',
    label: 'Signaler un dégât',
  },
  {
    word: 'besoin',
    others: ['besoins', 'declarer', 'declaration', 'brouillon', 'corriger', 'correction'],
    intent: { kind: 'declare' },
    what: 'Déclarer vos besoins, reprendre votre brouillon ou corriger.',
    label: 'Déclarer un besoin',
  },
  {
    word: 'accueil',
    others: ['menu', 'debut', 'demarrer', 'commencer', 'start', 'retour', 'college', 'campagne'],
    intent: { kind: 'overview' },
    what: 'Revenir au début\u00a0: ce qui est ouvert et ce qui est attendu.',
    label: 'Revenir au début',
  },
];

const wordsOf = ({ word, others }: Command): readonly string[] => [plainText(word), ...others];

/** The command that those words (without accents) are, if they say nothing else. */
export function commandOf(texts: readonly string[]): Command | undefined {
  const isSaid = texts.every((word) => commands.some((command) => wordsOf(command).includes(word)));
  if (!isSaid) return undefined;
  return commands.find((command) => wordsOf(command).some((word) => texts.includes(word)));
}

/** The command that a slip of the keyboard hides, if one is near enough. */
export function nearestCommand(input: string): Command | undefined {
  const texts = plainText(input.slice(0, 200)).split(' ').slice(0, 8);
  const near = commands.flatMap((command) =>
    wordsOf(command).flatMap((word) =>
      texts
        .map((input) => ({ command, distance: editDistance(input, word), most: slipsIn(word) }))
        .filter(({ distance, most }) => distance <= most),
    ),
  );
  return near.toSorted((a, b) => a.distance - b.distance)[0]?.command;
}

const slipsIn = (word: string): number => (word.length > 6 ? 2 : word.length > 3 ? 1 : 0);
