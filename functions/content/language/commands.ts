import { plainText } from '../../domain/text.ts';
import type { SharedIntent } from '../model/intent.ts';

export interface Command {
  /** As the help writes it. */
  readonly word: string;
  /** What people write for it too, without accents. */
  readonly others: readonly string[];
  readonly intent: SharedIntent;
  /** What it does, for the help. */
  readonly what: string;
  /** On the button that does it, at most 30 characters. */
  readonly label: string;
}

/** When a text holds several, the first of this list counts: "état néant" does not ask for the status. */
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

/** The command that these words (without accents) are, if they are nothing else. */
export function commandOf(words: readonly string[]): Command | undefined {
  const isKnown = (word: string) => commands.some((command) => wordsOf(command).includes(word));
  if (!words.every(isKnown)) return undefined;
  return commands.find((command) => wordsOf(command).some((word) => words.includes(word)));
}

/** The command that a typing mistake hides, if one is near enough. */
export function nearestCommand(input: string): Command | undefined {
  const typed = plainText(input.slice(0, 200)).split(' ').slice(0, 8);
  const isNear = (word: string, mistakes: number) =>
    mistakes <= mistakesIn(word) && typed.some((one) => isWithin(one, word, mistakes));
  for (const mistakes of [0, 1, 2]) {
    const near = commands.find((command) =>
      wordsOf(command).some((word) => isNear(word, mistakes)),
    );
    if (near) return near;
  }
  return undefined;
}

const mistakesIn = (word: string): number => (word.length > 6 ? 2 : word.length > 3 ? 1 : 0);

/** Whether one text becomes the other by so many letters added, left out, changed or swapped with the next. */
function isWithin(one: string, other: string, mistakes: number): boolean {
  if (one === other) return true;
  if (mistakes === 0) return false;
  if (one[0] === other[0]) return isWithin(one.slice(1), other.slice(1), mistakes);
  const [a, b] = [one.slice(1), other.slice(1)];
  const isSwapped = one[0] === b[0] && a[0] === other[0];
  return (
    isWithin(a, b, mistakes - 1) ||
    isWithin(a, other, mistakes - 1) ||
    isWithin(one, b, mistakes - 1) ||
    (isSwapped && isWithin(a.slice(1), b.slice(1), mistakes - 1))
  );
}
