import { plainNotice } from './chat.ts';
import type { Notice, NoticeAction } from './notice.ts';
import { count } from './numbers.ts';

/** What a card in Teams says beside its notice or its form, and beside what every chat says. */
export const cardWords = {
  required: (label: string) => `${label} (obligatoire)`,
  error: (message: string) => `Erreur\u00a0: ${message}`,
  toCorrect: (several: number) => `${count(several, 'réponse')} à corriger`,
  /** Where a browser would say it by itself. */
  missing: 'Répondez à cette question.',
  photos: 'Ajouter des photos sur le site',
};

const menu: NoticeAction = { label: 'Ouvrir le menu', ask: { kind: 'overview' }, weight: 'main' };

/** What a bot says in Teams that no conversation says for it. */
export const teamsNotices = {
  /** Where the bot was just put: for one person, or for all of a group. */
  hello: {
    ...plainNotice(
      'Bonjour, ici le guichet des casiers',
      'Écrivez ce dont votre collège a besoin, ou ce qui est abîmé. Rien n’est déposé sans que vous le confirmiez. Dans une équipe ou un groupe, commencez par me mentionner.',
    ),
    actions: [
      menu,
      { label: 'Déclarer un besoin', ask: { kind: 'declare' } },
      { label: 'Signaler un dégât', ask: { kind: 'report' } },
      { label: 'Aide', ask: { kind: 'help' } },
    ],
  },
  stale: {
    ...plainNotice(
      'Cette carte n’est plus valable',
      'Elle est trop ancienne\u00a0: rien n’a été fait. Repartez du menu.',
    ),
    actions: [menu],
  },
} satisfies Readonly<Record<string, Notice>>;
