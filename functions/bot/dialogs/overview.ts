import {
  deliveriesCard,
  educationCard,
  homeCard,
  overviewCard,
  severalCollegesCard,
  standingCard,
} from '../../content/bot/overview.ts';
import { noCollegeCard, notYoursCard } from '../../content/bot/refusals.ts';
import type { Card } from '../../content/model/notification.ts';
import { isEducation, maySpeakFor } from '../../domain/people/person.ts';
import type { Uai } from '../../domain/uai.ts';
import type { Known, TalkDeps } from '../model/context.ts';
import { type CardTurn, signed } from '../model/views.ts';

const cards = {
  overview: overviewCard,
  home: homeCard,
  standing: standingCard,
  deliveries: (file, _mine, setting) => deliveriesCard(file, setting),
} satisfies Record<string, typeof overviewCard>;

/** What is open and where a collège stands: everything that is only read. */
export function makeOverview(deps: TalkDeps) {
  const { setting } = deps;
  const show = (card: Card): CardTurn => signed(card, setting);

  async function education({ person }: Known): Promise<CardTurn> {
    const [campaign, damages] = await Promise.all([
      deps.viewCampaign(person, ''),
      deps.listDamages(person, 'open'),
    ]);
    return show(educationCard({ campaign, damages }, setting));
  }

  async function ofCollege(kind: keyof typeof cards, { person }: Known, uai: Uai) {
    const file = await deps.viewCollege(uai, person);
    return show(file ? cards[kind](file, maySpeakFor(person, uai), setting) : notYoursCard());
  }

  return {
    ofCollege,

    /** The first thing that is shown, whoever asks. */
    async first(kind: 'overview' | 'home', speaker: Known): Promise<CardTurn> {
      const { person } = speaker;
      if (isEducation(person)) return education(speaker);
      const [uai, ...others] = person.boundTo;
      if (!uai) return show(noCollegeCard(setting));
      if (others.length === 0) return ofCollege(kind, speaker, uai);
      const files = await Promise.all(person.boundTo.map((each) => deps.viewCollege(each, person)));
      return show(
        severalCollegesCard(
          files.filter((file) => file !== undefined),
          setting,
        ),
      );
    },
  };
}
