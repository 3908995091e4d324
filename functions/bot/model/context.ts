import type { Ask } from '../../content/model/intent.ts';
import type { CardSetting } from '../../content/model/notification.ts';
import type { ChatDoor } from '../../domain/act.ts';
import type { KnownPerson } from '../../domain/people/person.ts';
import type { AskBindingCode, EnterBindingCode } from '../../use-cases/account-linking.ts';
import type { FindColleges, ViewCampaign, ViewCollege } from '../../use-cases/campaigns.ts';
import type { AddPhotos } from '../../use-cases/chat-photos.ts';
import type { ListDamages, OpenDamage, RecentDamages } from '../../use-cases/damage-queries.ts';
import type { FollowUpDamage, MoveDamage, ReportDamage } from '../../use-cases/damages.ts';
import type {
  AskCorrection,
  FileDeclaration,
  OpenDeclaration,
  SaveDraft,
} from '../../use-cases/declarations.ts';
import type { ReceiveDelivery } from '../../use-cases/deliveries.ts';
import type { ViewDelivery } from '../../use-cases/delivery-queries.ts';
import type { MakePass } from '../../use-cases/magic-links.ts';
import type { Sent, Turn } from './views.ts';

/** Who speaks to the bot, as the door made them out. */
export type Speaker =
  | {
      readonly kind: 'known';
      readonly door: ChatDoor;
      readonly account: string;
      readonly person: KnownPerson;
    }
  /** The chat vouches for their mailbox, and nobody is known by it: they may become bound by a code. */
  | {
      readonly kind: 'stranger';
      readonly door: ChatDoor;
      readonly account: string;
      readonly mail: string;
      readonly name: string;
    };

/** The conversations of the counter, the same in every chat. Writes what was confirmed, and nothing else. */
export interface Talk {
  /** Answers a command, a sentence or a button. `opening` names that message or click: the same one twice is one act. */
  hear(speaker: Speaker, ask: Ask, opening: string): Promise<Turn>;
  /** Takes a form in: its next step, the same step with its errors, or the card of what was done. */
  take(speaker: Speaker, sent: Sent): Promise<Turn>;
}

/** Who speaks, once we know who they are. */
export type Known = Extract<Speaker, { readonly kind: 'known' }>;

/** What the conversations rest on. */
export interface TalkDeps {
  readonly viewCollege: ViewCollege;
  readonly viewCampaign: ViewCampaign;
  readonly listDamages: ListDamages;
  readonly findColleges: FindColleges;
  readonly openDeclaration: OpenDeclaration;
  readonly saveDraft: SaveDraft;
  readonly fileDeclaration: FileDeclaration;
  readonly askCorrection: AskCorrection;
  readonly reportDamage: ReportDamage;
  readonly openDamage: OpenDamage;
  readonly recentDamages: RecentDamages;
  readonly addPhotos: AddPhotos;
  readonly followUpDamage: FollowUpDamage;
  readonly moveDamage: MoveDamage;
  readonly viewDelivery: ViewDelivery;
  readonly receiveDelivery: ReceiveDelivery;
  readonly askBindingCode: AskBindingCode;
  readonly enterBindingCode: EnterBindingCode;
  /** From now on the word of the chat is enough for that account. */
  readonly trustContact: (door: ChatDoor, account: string) => Promise<void>;
  readonly makePass: MakePass;
  /** The same short text for the same text, always, and another for another. */
  readonly digestOf: (text: string) => string;
  readonly setting: CardSetting;
}

/** The same place on the site, for that person. */
export async function siteLink(
  { makePass, setting }: Pick<TalkDeps, 'makePass' | 'setting'>,
  person: KnownPerson,
  path: string,
): Promise<string> {
  return `${setting.siteUrl}/lien/${await makePass(person, path)}`;
}
