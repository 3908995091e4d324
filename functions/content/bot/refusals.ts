import type { FormInput } from '../../domain/act.ts';
import type { Damage } from '../../domain/damages/damage.ts';
import type { Campaign, CampaignPhase } from '../../domain/declarations/campaign.ts';
import type { Declaration } from '../../domain/declarations/declaration.ts';
import { damageReference } from '../../domain/reference.ts';
import { helpButton, overviewButton, reportButton, statusButton } from '../buttons.ts';
import {
  alreadyReported,
  damageJournalLine,
  damagePage,
  damageRefusals,
  lockersText,
  placeText,
} from '../damages/texts.ts';
import { journalLine } from '../declarations/texts.ts';
import { instant } from '../format.ts';
import { answerInWords, type Form, fieldNames, fieldOf } from '../model/form.ts';
import type {
  Card,
  CardSetting,
  Fact,
  NotificationAction,
  NotificationSection,
} from '../model/notification.ts';
import { campaignNotOpen, collegePage, refusals } from '../site.ts';

/** Answers that were refused; the card shows them, so that they can be copied. */
export interface RejectedInput {
  readonly form: Form;
  readonly answers: FormInput;
}

export function forbiddenCard(input?: RejectedInput): Card {
  return {
    title: 'Ce n’est pas possible ici',
    summary:
      'Cela n’existe pas, ou n’est pas à votre collège. Si vous venez d’y arriver, demandez à être rattaché(e).',
    sections: inputSections(input),
    actions: [
      overviewButton('main'),
      { label: 'Me rattacher à un collège', intent: { kind: 'link-account' } },
    ],
  };
}

/** For a known person who is a member of no collège. */
export function noCollegeCard({ serviceName, serviceMail }: CardSetting): Card {
  return {
    title: 'Vous n’êtes rattaché(e) à aucun collège',
    summary: `Un code envoyé à la boîte officielle de votre collège vous y rattache. Sinon, écrivez au ${serviceName}\u00a0: ${serviceMail}.`,
    sections: [],
    actions: [
      { label: 'Me rattacher à un collège', intent: { kind: 'link-account' }, weight: 'main' },
      helpButton,
    ],
  };
}

/** For the service Éducation, which reads every collège and acts for none. */
export function collegesOnlyCard({ serviceName }: CardSetting): Card {
  return {
    title: 'Réservé aux collèges',
    summary: `Un collège déclare et signale lui-même. Le ${serviceName} suit, répond aux signalements et demande des corrections.`,
    sections: [],
    actions: [overviewButton('main'), statusButton(), helpButton],
  };
}

export function noCampaignCard(): Card {
  return refusal('Pas de campagne en cours', `${collegePage.noCampaign} ${damagePage.noCampaign}`);
}

export function notOpenCard(
  { campaign, phase }: { readonly campaign: Campaign; readonly phase: CampaignPhase },
  input?: RejectedInput,
): Card {
  const text = `${campaignNotOpen(campaign, phase)} Rien n’a été déposé. ${damagePage.noCampaign}`;
  return refusal(refusals.notOpen.title, text, input);
}

export function declarationInvalidTransitionCard(input?: RejectedInput): Card {
  return refusal(refusals['invalid-transition'].title, refusals['invalid-transition'].text, input);
}

export function damageInvalidTransitionCard(input?: RejectedInput): Card {
  return refusal(
    damageRefusals['invalid-transition'].title,
    damageRefusals['invalid-transition'].text,
    input,
  );
}

/** For a button or a form of an earlier version, or a forged one. */
export function outdatedCard(): Card {
  return {
    title: 'Ce message est trop ancien',
    summary: 'Rien n’a été enregistré. Repartez du début.',
    sections: [],
    actions: [overviewButton('main'), helpButton],
  };
}

function refusal(title: string, summary: string, input?: RejectedInput): Card {
  const actions: readonly NotificationAction[] = [reportButton(undefined), overviewButton()];
  return { title, summary, sections: inputSections(input), actions };
}

function inputSections(input: RejectedInput | undefined): readonly NotificationSection[] {
  const facts = input ? answersFacts(input) : [];
  return facts.length > 0 ? [{ title: refusals.input, facts }] : [];
}

/** The answers that are not empty, with the labels of their form. */
export function answersFacts({ form, answers }: RejectedInput): readonly Fact[] {
  return fieldNames(form).flatMap((name) => {
    const field = fieldOf(form, name);
    const text = answerInWords(field, answers[name]);
    return text === undefined ? [] : [{ label: field.label, value: String(text) }];
  });
}

/** Shown above the form: what was written since the author opened it. */
export function declarationConflictAlert(
  declaration: Declaration,
  expectedVersion: number,
  { timeZone }: CardSetting,
): string {
  const lines = declaration.journal
    .filter(({ version }) => version > expectedVersion)
    .slice(-3)
    .map((entry) => `${journalLine(instant(entry.at, timeZone), entry.who, entry)}.`);
  return conflictAlert(lines);
}

export function damageConflictAlert(
  damage: Damage,
  expectedVersion: number,
  { timeZone }: CardSetting,
): string {
  const lines = damage.journal
    .filter(({ version }) => version > expectedVersion)
    .slice(-3)
    .map((entry) => `${damageJournalLine(instant(entry.at, timeZone), entry)}.`);
  return conflictAlert(lines);
}

function conflictAlert(lines: readonly string[]): string {
  return [
    `${refusals.conflict.title}. Rien n’a été enregistré, et votre saisie est conservée. Relisez, puis envoyez à nouveau si elle est toujours la bonne.`,
    ...lines,
  ].join('\n');
}

/** The open reports about the same lockers; sending again reports another damage. */
export function overlapAlert(overlapping: readonly Damage[]): string {
  return [
    `${alreadyReported.title}. ${alreadyReported.text(overlapping.length)}`,
    ...overlapping
      .slice(0, 3)
      .map(
        (damage) =>
          `${damageReference(damage)}\u00a0: ${placeText(damage)}, ${lockersText(damage)}.`,
      ),
    'Si c’est un autre dégât, envoyez à nouveau.',
  ].join('\n');
}

export const formTexts = {
  next: 'Continuer',
  file: 'Déposer',
  fileAgain: 'Déposer la correction',
  report: 'Envoyer',
  reportDespite: 'Signaler quand même',
  answer: 'Envoyer la réponse',
  statusUpdate: 'Enregistrer',
  sign: 'Signer le bon',
  askCorrection: 'Envoyer la demande',
  requestCode: 'Recevoir un code',
  enterCode: 'Me rattacher',
  /** Shown when a later step led back to this one. */
  reviewAlert: 'Une réponse de cette étape est à revoir avant de déposer. Le reste est gardé.',
};
