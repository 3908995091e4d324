import type { Channel, FormInput } from '../../domain/act.ts';
import type { CampaignStatus } from '../../domain/declarations/campaign.ts';
import {
  type CollegeAct,
  type Declaration,
  type DeclarationAct,
  type DeclarationState,
  type Filing,
  isWithdrawn,
  referenceOf,
} from '../../domain/declarations/declaration.ts';
import type { Needs } from '../../domain/declarations/needs.ts';
import { instant, number } from '../format.ts';
import { answerInWords, answersOf, fieldNames, fieldOf } from '../model/form.ts';
import type { Fact } from '../model/notification.ts';
import { collegePage as texts } from '../site.ts';
import { declarationForm } from './forms.ts';

export const declarationPage = {
  required: 'Les réponses sont facultatives, sauf celles marquées «\u00a0obligatoire\u00a0».',
  requiredMark: '(obligatoire)',
  file: 'Déposer la déclaration',
  fileAgain: 'Déposer la correction',
  saveDraft: 'Enregistrer le brouillon',
  saveDraftHint:
    'Un brouillon n’est pas transmis\u00a0: vous ou un collègue pourrez le finir plus tard.',
  draftSaved: (when: string) =>
    `Brouillon enregistré le ${when}. Il n’est pas encore déposé\u00a0: le Département ne le voit pas.`,
  correcting: (reference: string) =>
    `La déclaration ${reference} est déjà déposée. Ce que vous déposez ici la remplace.`,
  correctionAsked: (message: string) =>
    `Le Département vous demande une correction\u00a0: «\u00a0${message}\u00a0»`,
  prefilled: (campaign: string) =>
    `Ces réponses reprennent celles de la campagne ${campaign}\u00a0: corrigez ce qui a changé, puis déposez.`,
  errorsTitle: (errors: number) =>
    errors === 1 ? 'Une réponse est à revoir' : `${errors} réponses sont à revoir`,
  untilClose: (closes: string) => `Vous pourrez corriger jusqu’au ${closes}.`,
  none: 'Aucune réponse',
};

export const acknowledgment = {
  filed: 'Déclaration déposée',
  filedNothing: 'État néant déposé',
  draft: 'Brouillon, pas encore déposé',
  withdrawn: 'Déclaration retirée',
  thanks: 'C’est fait\u00a0: le Département a bien reçu votre réponse.',
  reference: 'Référence',
  keep: 'Donnez cette référence si vous nous appelez.',
  nothing: 'Le collège déclare n’avoir besoin d’aucun casier pendant cette campagne.',
  answers: 'Ce que vous avez déclaré',
  history: 'Historique',
  back: 'Revenir au dossier du collège',
  changeMind: 'Finalement, déclarer des besoins',
  changeMindShort: 'Déclarer un besoin',
  download: 'Télécharger en PDF',
  declared: 'Ce que le collège a déclaré',
  stateOn: (when: string) => `État de la déclaration au ${when}.`,
};

export function acknowledgmentTitle(declaration: Declaration): string {
  const { filing } = declaration;
  if (!filing) return isWithdrawn(declaration) ? acknowledgment.withdrawn : acknowledgment.draft;
  return filing.kind === 'needs' ? acknowledgment.filed : acknowledgment.filedNothing;
}

export const ownList = {
  title: 'Mes déclarations',
  empty: 'Le collège n’a encore rien déclaré.',
  columns: ['Référence', 'Campagne', 'État', 'Dernier événement'],
};

export const stateLabels: Readonly<Record<DeclarationState, string>> = {
  new: 'Pas commencée',
  draft: 'Brouillon',
  filed: 'Déposée',
  'to-correct': 'Correction demandée',
  decided: 'Décidée',
};

const actLabels: Readonly<Record<DeclarationAct, string>> = {
  drafted: 'brouillon enregistré',
  filed: 'déclaration déposée',
  'filed-nothing': 'état néant déposé',
  corrected: 'déclaration corrigée',
  withdrawn: 'déclaration retirée',
  'correction-asked': 'correction demandée',
  decided: 'décision rendue',
} satisfies Record<CollegeAct | DeclarationAct, string>;

export const channelLabels: Readonly<Record<Channel, string>> = {
  web: 'sur le site',
  slack: 'dans Slack',
  teams: 'dans Teams',
  webhook: 'par un système relié',
};

/** `14 janvier 2026 à 9 h 12 : déclaration déposée par Mme Durand, sur le site`. */
export function journalLine(
  when: string,
  who: string,
  entry: { what: DeclarationAct; channel: Channel },
) {
  return `${when}\u00a0: ${actLabels[entry.what]} par ${who}, ${channelLabels[entry.channel]}`;
}

/** The state of a declaration, in one sentence. */
export function declarationText(declaration: Declaration, timeZone: string): string {
  const { state, filing, draft, journal } = declaration;
  if (state === 'to-correct') return texts.toCorrect(declaration.correction ?? '');
  if (state === 'decided') return texts.decided;
  if (!filing)
    return draft ? texts.draftSaved(instant(draft.savedAt, timeZone)) : texts['not-declared'];
  const filed = journal.findLast(({ what }) => what !== 'drafted');
  const when = filed ? instant(filed.at, timeZone) : '';
  const text = filing.kind === 'needs' ? texts.filed : texts.filedNothing;
  return text(when, referenceOf(declaration));
}

/** The needs that were filed, with the labels of the form, in its order. */
export function needsFacts(needs: Needs): readonly Fact[] {
  const values: Readonly<Record<string, unknown>> = { ...needs };
  return fieldNames(declarationForm).map((name) => {
    const field = fieldOf(declarationForm, name);
    const text = answerInWords(field, values[name]) ?? declarationPage.none;
    return { label: field.label, value: typeof text === 'number' ? number(text) : text };
  });
}

export const campaignStatusLabels: Readonly<
  Record<CampaignStatus['state'] | 'not-declared', string>
> = {
  'not-declared': 'Pas de réponse',
  draft: 'Brouillon commencé',
  filed: 'Déposée',
  'nothing-needed': 'État néant',
  'to-correct': 'Correction demandée',
  decided: 'Décidée',
};

export const withdrawal = {
  consequence: (reference: string) =>
    `La référence ${reference} ne sera plus déposée\u00a0: pour le Département, votre collège n’aura pas répondu.`,
  kept: (closes: string) =>
    `Vos réponses ne sont pas perdues\u00a0: elles restent dans le brouillon, que vous pouvez reprendre et déposer jusqu’au ${closes}.`,
  again: (closes: string) => `Vous pourrez répondre à nouveau jusqu’au ${closes}.`,
  keep: 'Ne rien retirer',
  done: 'C’est fait\u00a0: votre réponse est retirée. Ce que vous aviez écrit reste dans le brouillon.',
  conflict:
    'Rien n’a été retiré. Relisez ce qui a changé, puis retirez si c’est toujours ce que vous voulez.',
  nothing: {
    title: 'Il n’y a rien à retirer',
    text: 'Rien n’est déposé, ou le Département a déjà rendu sa décision. Pour y revenir, écrivez-nous.',
  },
};

/** The title of the page that asks to confirm, and the label of its button. */
export function withdrawalTitle({ kind }: Filing): string {
  return kind === 'needs' ? 'Retirer la déclaration' : 'Retirer l’état néant';
}

/** The initial answers of the form: the draft, else the needs filed, else those filed in the campaign before. */
export function answersToShow({ draft, filing }: Declaration, previous?: Declaration): FormInput {
  if (draft) return draft.answers;
  const filed = filing ?? previous?.filing;
  return filed?.kind === 'needs' ? answersOf(declarationForm, { ...filed.needs }) : {};
}
