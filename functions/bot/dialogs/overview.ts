import {
  deliveriesCard,
  educationCard,
  homeCard,
  overviewCard,
  severalCollegesCard,
  statusCard,
} from '../../content/bot/overview.ts';
import { forbiddenCard, noCollegeCard } from '../../content/bot/refusals.ts';
import type { Card } from '../../content/model/notification.ts';
import { canActFor, isEducation } from '../../domain/people/person.ts';
import type { Uai } from '../../domain/uai.ts';
import { viewCampaign, viewCollege } from '../../use-cases/campaigns.ts';
import type { BotDeps, LinkedUser } from '../model/context.ts';
import { type MessageView, messageWithFooter } from '../model/views.ts';

const cards = {
  overview: overviewCard,
  home: homeCard,
  status: statusCard,
  deliveries: (file, _mine, setting) => deliveriesCard(file, setting),
} satisfies Record<string, typeof overviewCard>;

/** What is open and where a collège stands: everything that is only read. */
export function createOverviewDialog(deps: BotDeps) {
  const { setting } = deps;
  const show = (card: Card): MessageView => messageWithFooter(card, setting);

  async function education({ person }: LinkedUser): Promise<MessageView> {
    const [campaign, damages] = await Promise.all([
      viewCampaign(deps, person, ''),
      deps.listDamages(person, 'open'),
    ]);
    return show(educationCard({ campaign, damages }, setting));
  }

  async function ofCollege(kind: keyof typeof cards, { person }: LinkedUser, uai: Uai) {
    const file = await viewCollege(deps, uai, person);
    return show(file ? cards[kind](file, canActFor(person, uai), setting) : forbiddenCard());
  }

  return {
    ofCollege,

    /** The first thing that is shown, whoever asks. */
    async first(kind: 'overview' | 'home', botUser: LinkedUser): Promise<MessageView> {
      const { person } = botUser;
      if (isEducation(person)) return education(botUser);
      const [uai, ...others] = person.memberOf;
      if (!uai) return show(noCollegeCard(setting));
      if (others.length === 0) return ofCollege(kind, botUser, uai);
      const files = await Promise.all(
        person.memberOf.map((each) => viewCollege(deps, each, person)),
      );
      return show(
        severalCollegesCard(
          files.filter((file) => file !== undefined),
          setting,
        ),
      );
    },
  };
}
