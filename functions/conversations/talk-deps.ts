import type { ChatDoor } from '../domain/door.ts';
import type { FindColleges } from '../use-cases/colleges/find-colleges.ts';
import type { ViewCollege } from '../use-cases/colleges/view-college.ts';
import type { FollowUpDamage } from '../use-cases/damages/follow-up-damage.ts';
import type { ListDamages } from '../use-cases/damages/list-damages.ts';
import type { MoveDamage } from '../use-cases/damages/move-damage.ts';
import type { OpenDamage } from '../use-cases/damages/open-damage.ts';
import type { RecentDamages } from '../use-cases/damages/recent-damages.ts';
import type { ReportDamage } from '../use-cases/damages/report-damage.ts';
import type { AskCorrection } from '../use-cases/declarations/ask-correction.ts';
import type { FileDeclaration } from '../use-cases/declarations/file-declaration.ts';
import type { OpenDeclaration } from '../use-cases/declarations/open-declaration.ts';
import type { SaveDraft } from '../use-cases/declarations/save-draft.ts';
import type { ViewCampaign } from '../use-cases/declarations/view-campaign.ts';
import type { ReceiveDelivery } from '../use-cases/deliveries/receive-delivery.ts';
import type { ViewDelivery } from '../use-cases/deliveries/view-delivery.ts';
import type { AskBindingCode } from '../use-cases/people/ask-binding-code.ts';
import type { EnterBindingCode } from '../use-cases/people/enter-binding-code.ts';
import type { AddPhotos } from '../use-cases/photos/add-photos.ts';
import type { MakePass } from '../use-cases/sign-in/make-pass.ts';
import type { CardSetting } from '../words/cards/card.ts';

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
