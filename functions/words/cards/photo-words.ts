import { chat } from '../chat.ts';
import { count } from '../numbers.ts';

/** What is said of photos that came in a message. */
export const photoWords = {
  /** Beside a form that they will go with. */
  joined: (several: number) =>
    `${count(several, 'photo')} ${several === 1 ? 'jointe' : 'jointes'}. ${chat.photos.hint}`,
  received: (several: number) =>
    `${count(several, 'photo')} ${several === 1 ? 'reçue' : 'reçues'}. ${chat.photos.hint}`,
  add: 'Ajouter',
  added: (added: number, leftOut: number) =>
    [
      added > 0
        ? `C’est fait\u00a0: ${count(added, 'photo')} ${added === 1 ? 'ajoutée' : 'ajoutées'}.`
        : '',
      leftOut > 0
        ? `Il n’y a plus de place pour ${count(leftOut, 'photo')}\u00a0: six au plus par signalement.`
        : '',
    ]
      .filter(Boolean)
      .join(' '),
};
