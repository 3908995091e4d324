import type { Uai } from '../domain/colleges/uai.ts';
import { isEducation } from '../domain/people/person.ts';
import { formWords, staleDeclarationAlert } from '../words/cards/alerts.ts';
import { signed } from '../words/cards/card.ts';
import { collegeTitle } from '../words/cards/college-cards.ts';
import { correctionAskedCard } from '../words/cards/declaration-cards.ts';
import {
  notYoursCard,
  outdatedCard,
  settledDeclarationCard,
} from '../words/cards/refusal-cards.ts';
import { readForm } from '../words/form.ts';
import { correctionForm as form } from '../words/forms/correction-form.ts';
import type { FormTurn, Sent, Turn } from '../words/turn.ts';
import { declarationPath } from './declaration-ours.ts';
import { formTurn, siteLink } from './form-turn.ts';
import type { Known } from './known.ts';
import type { TalkDeps } from './talk-deps.ts';

interface Which {
  readonly uai: Uai;
  readonly campaignId: string;
}

/** The service Éducation asks a collège to correct what it filed. */
export function makeAskCorrectionConversation(deps: TalkDeps) {
  const { setting, openDeclaration, askCorrection } = deps;

  async function show(
    { person }: Known,
    which: Which,
    { opening, ...more }: Pick<FormTurn['bookmark'], 'opening'> & Showing,
  ): Promise<Turn> {
    const opened = isEducation(person) ? await openDeclaration(which, person) : undefined;
    if (opened?.kind !== 'opened') return signed(notYoursCard(), setting);
    const { college, campaign, declaration } = opened;
    if (declaration.state !== 'filed') return signed(settledDeclarationCard(), setting);
    const { uai, campaignId, version } = declaration;
    const { seenVersion = version, ...shown } = more;
    return formTurn({
      form,
      about: `${collegeTitle(college)} – ${campaign.name}`,
      bookmark: { form: form.id, uai, id: campaignId, seenVersion, opening, step: 0 },
      sendLabel: formWords.askCorrection,
      site: await siteLink(deps, person, declarationPath(declaration).replace('/formulaire', '')),
      ...shown,
    });
  }

  return {
    open: (speaker: Known, which: Which, opening: string) => show(speaker, which, { opening }),

    async take(speaker: Known, { bookmark, answers }: Sent): Promise<Turn> {
      const { uai, id: campaignId, opening, seenVersion } = bookmark;
      if (!uai || !campaignId) return signed(outdatedCard(), setting);
      const which = { uai, campaignId };
      const reading = readForm(form, answers);
      if (reading.kind === 'invalid') {
        return show(speaker, which, { opening, seenVersion, answers, errors: reading.errors });
      }
      const { person: by, door } = speaker;
      const command = { ...which, by, door, opening, seenVersion };
      const outcome = await askCorrection(command, reading.values.correction);
      switch (outcome.kind) {
        case 'done': {
          const opened = await openDeclaration(which, by);
          if (opened.kind !== 'opened') return signed(notYoursCard(), setting);
          const about = { ...opened, declaration: outcome.declaration };
          return signed(correctionAskedCard(about, setting), setting);
        }
        case 'stale': {
          const alert = staleDeclarationAlert(outcome.declaration, seenVersion, setting);
          return show(speaker, which, { opening, answers, alert });
        }
        case 'settled':
          return signed(settledDeclarationCard({ form, answers }), setting);
        case 'not-yours':
          return signed(notYoursCard({ form, answers }), setting);
      }
    },
  };
}

type Showing = Partial<Pick<FormTurn, 'answers' | 'errors' | 'alert'>> & {
  readonly seenVersion?: number;
};
