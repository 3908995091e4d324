import type { Filing } from '../../domain/declarations/declaration.ts';

export const withdrawal = {
  consequence: (reference: string) =>
    `La référence ${reference} ne sera plus déposée : pour le Département, votre collège n’aura pas répondu.`,
  kept: (closes: string) =>
    `Vos réponses ne sont pas perdues : elles restent dans le brouillon, que vous pouvez reprendre et déposer jusqu’au ${closes}.`,
  again: (closes: string) => `Vous pourrez répondre à nouveau jusqu’au ${closes}.`,
  keep: 'Ne rien retirer',
  done: 'C’est fait : votre réponse est retirée. Ce que vous aviez écrit reste dans le brouillon.',
  stale:
    'Rien n’a été retiré. Relisez ce qui a changé, puis retirez si c’est toujours ce que vous voulez.',
  nothing: {
    title: 'Il n’y a rien à retirer',
    text: 'Rien n’est déposé, ou le Département a déjà rendu sa décision. Pour y revenir, écrivez-nous.',
  },
};

/** The title of the page that asks, and its button. */
export function withdrawalTitle({ kind }: Filing): string {
  return kind === 'needs' ? 'Retirer la déclaration' : 'Retirer l’état néant';
}
