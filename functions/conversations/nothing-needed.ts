import type { Ask } from '../domain/ask.ts';
import type { Uai } from '../domain/colleges/uai.ts';
import { signed } from '../words/cards/card.ts';
import {
  confirmNothingCard,
  filedCard,
  staleButtonCard,
} from '../words/cards/declaration-cards.ts';
import type { CardTurn } from '../words/turn.ts';
import { makeOpenOurs } from './declaration-ours.ts';
import type { Known } from './known.ts';
import type { TalkDeps } from './talk-deps.ts';

type FileNothing = Extract<Ask, { readonly kind: 'file-nothing' }>;

/** The état néant: asked twice, since one word files it. */
export function makeNothingNeeded(deps: TalkDeps) {
  const { setting, fileDeclaration, openDeclaration } = deps;
  const openOurs = makeOpenOurs(deps);

  return {
    async confirm(speaker: Known, uai: Uai, opening: string): Promise<CardTurn> {
      const opened = await openOurs.today(speaker, uai);
      if (opened.kind !== 'ours') return opened;
      return signed(confirmNothingCard(opened, opening, setting), setting);
    },

    async file({ person: by, door }: Known, ask: FileNothing): Promise<CardTurn> {
      const { uai, campaignId, seenVersion, opening } = ask;
      const command = { uai, campaignId, by, door, opening, seenVersion };
      const outcome = await fileDeclaration(command, { kind: 'nothing-needed' });
      if (outcome.kind === 'contradictory') throw new Error('Nothing contradicts nothing');
      if (outcome.kind !== 'done' && outcome.kind !== 'stale') return openOurs.refusal(outcome);
      const opened = await openDeclaration({ uai, campaignId }, by);
      if (opened.kind !== 'opened') return openOurs.refusal(opened);
      const about = { ...opened, declaration: outcome.declaration };
      const card = outcome.kind === 'done' ? filedCard : staleButtonCard;
      return signed(card(about, setting), setting);
    },
  };
}
