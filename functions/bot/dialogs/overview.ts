import {
  deliveriesCard,
  educationCard,
  homeCard,
  overviewCard,
  severalCollegesCard,
  statusCard,
} from '../../content/bot/overview.ts';
import { forbiddenCard, noCollegeCard } from '../../content/bot/refusals.ts';
import { canActFor, isEducation } from '../../domain/people/person.ts';
import type { Uai } from '../../domain/uai.ts';
import { viewCampaign, viewCollege } from '../../use-cases/campaigns.ts';
import { listDamages } from '../../use-cases/damage-queries.ts';
import type { BotDeps, LinkedUser } from '../model/context.ts';
import { cardView, type MessageView } from '../model/views.ts';

const cards = {
  overview: overviewCard,
  home: homeCard,
  status: statusCard,
  deliveries: (file, _canAct, setting) => deliveriesCard(file, setting),
} satisfies Record<string, typeof overviewCard>;

/** The first card that a person is shown: the campaign for the service Éducation, else the collèges of that person. */
export async function showOverview(
  deps: BotDeps,
  botUser: LinkedUser,
  kind: 'overview' | 'home',
): Promise<MessageView> {
  const { person } = botUser;
  if (isEducation(person)) return showEducation(deps, botUser);
  const [uai, ...others] = person.memberOf;
  if (!uai) return cardView(deps, noCollegeCard(deps.setting));
  if (others.length === 0) return showCollege(deps, botUser, { kind, uai });
  const files = await Promise.all(person.memberOf.map((each) => viewCollege(deps, each, person)));
  const found = files.filter((file) => file !== undefined);
  return cardView(deps, severalCollegesCard(found, deps.setting));
}

/** A card about one collège, or a refusal. */
export async function showCollege(
  deps: BotDeps,
  { person }: LinkedUser,
  { kind, uai }: { readonly kind: keyof typeof cards; readonly uai: Uai },
): Promise<MessageView> {
  const file = await viewCollege(deps, uai, person);
  const card = file ? cards[kind](file, canActFor(person, uai), deps.setting) : forbiddenCard();
  return cardView(deps, card);
}

async function showEducation(deps: BotDeps, { person }: LinkedUser): Promise<MessageView> {
  const [campaign, damages] = await Promise.all([
    viewCampaign(deps, person, ''),
    listDamages(deps, person, 'open'),
  ]);
  return cardView(deps, educationCard({ campaign, damages }, deps.setting));
}
