import type { Campaign, CampaignPhase } from '../../domain/declarations/campaign.ts';
import type { Answers } from '../../domain/declarations/declaration.ts';
import { answerInWords, type Form, fieldNames, fieldOf } from '../form.ts';
import type { Fact, NoticeAction, NoticeSection } from '../notice.ts';
import { collegePage } from '../pages/college.ts';
import { damagePage, damageRefusals } from '../pages/damage.ts';
import { campaignNotOpen, refusals } from '../pages/refusals.ts';
import { helpButton, overviewButton, reportButton, standingButton } from './buttons.ts';
import type { Card, CardSetting } from './card.ts';

/** What was typed and could not be sent: it stays in sight, to be copied. */
export interface Typed {
  readonly form: Form;
  readonly answers: Answers;
}

export function notYoursCard(typed?: Typed): Card {
  return {
    title: 'Ce n’est pas possible ici',
    summary:
      'Cela n’existe pas, ou n’est pas à votre collège. Si vous venez d’y arriver, demandez à être rattaché(e).',
    sections: typedSections(typed),
    actions: [
      overviewButton('main'),
      { label: 'Me rattacher à un collège', ask: { kind: 'bind' } },
    ],
  };
}

/** Whoever knows the service and speaks for no collège. */
export function noCollegeCard({ serviceName, serviceMail }: CardSetting): Card {
  return {
    title: 'Vous n’êtes rattaché(e) à aucun collège',
    summary: `Un code envoyé à la boîte officielle de votre collège vous y rattache. Sinon, écrivez au ${serviceName} : ${serviceMail}.`,
    sections: [],
    actions: [
      { label: 'Me rattacher à un collège', ask: { kind: 'bind' }, weight: 'main' },
      helpButton,
    ],
  };
}

/** The service Éducation reads of every collège, and answers for none. */
export function collegesOnlyCard({ serviceName }: CardSetting): Card {
  return {
    title: 'Réservé aux collèges',
    summary: `Un collège déclare et signale lui-même. Le ${serviceName} suit, répond aux signalements et demande des corrections.`,
    sections: [],
    actions: [overviewButton('main'), standingButton(), helpButton],
  };
}

export function noCampaignCard(): Card {
  return refusal('Pas de campagne en cours', `${collegePage.noCampaign} ${damagePage.noCampaign}`);
}

export function notOpenCard(
  { campaign, phase }: { readonly campaign: Campaign; readonly phase: CampaignPhase },
  typed?: Typed,
): Card {
  const text = `${campaignNotOpen(campaign, phase)} Rien n’a été déposé. ${damagePage.noCampaign}`;
  return refusal(refusals.notOpen.title, text, typed);
}

export function settledDeclarationCard(typed?: Typed): Card {
  return refusal(refusals.settled.title, refusals.settled.text, typed);
}

export function settledDamageCard(typed?: Typed): Card {
  return refusal(damageRefusals.settled.title, damageRefusals.settled.text, typed);
}

/** A button or a form of another time, that nobody can answer any more. */
export function outdatedCard(): Card {
  return {
    title: 'Ce message est trop ancien',
    summary: 'Rien n’a été enregistré. Repartez du début.',
    sections: [],
    actions: [overviewButton('main'), helpButton],
  };
}

function refusal(title: string, summary: string, typed?: Typed): Card {
  const actions: readonly NoticeAction[] = [reportButton(undefined), overviewButton()];
  return { title, summary, sections: typedSections(typed), actions };
}

function typedSections(typed: Typed | undefined): readonly NoticeSection[] {
  const facts = typed ? answersFacts(typed) : [];
  return facts.length > 0 ? [{ title: refusals.typed, facts }] : [];
}

/** Answers as they were typed, question by question; nothing for those that are empty. */
export function answersFacts({ form, answers }: Typed): readonly Fact[] {
  return fieldNames(form).flatMap((name) => {
    const field = fieldOf(form, name);
    const told = answerInWords(field, answers[name]);
    return told === undefined ? [] : [{ label: field.label, value: String(told) }];
  });
}
