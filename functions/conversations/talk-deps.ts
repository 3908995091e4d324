import type { ChatDoor } from '../domain/door.ts';
import type { AddPhotos } from '../use-cases/add-photos.ts';
import type { AskBindingCode } from '../use-cases/ask-binding-code.ts';
import type { AskCorrection } from '../use-cases/ask-correction.ts';
import type { EnterBindingCode } from '../use-cases/enter-binding-code.ts';
import type { FileDeclaration } from '../use-cases/file-declaration.ts';
import type { FindColleges } from '../use-cases/find-colleges.ts';
import type { FollowUpDamage } from '../use-cases/follow-up-damage.ts';
import type { ListDamages } from '../use-cases/list-damages.ts';
import type { MakePass } from '../use-cases/make-pass.ts';
import type { MoveDamage } from '../use-cases/move-damage.ts';
import type { OpenDamage } from '../use-cases/open-damage.ts';
import type { OpenDeclaration } from '../use-cases/open-declaration.ts';
import type { ReceiveDelivery } from '../use-cases/receive-delivery.ts';
import type { RecentDamages } from '../use-cases/recent-damages.ts';
import type { ReportDamage } from '../use-cases/report-damage.ts';
import type { SaveDraft } from '../use-cases/save-draft.ts';
import type { ViewCampaign } from '../use-cases/view-campaign.ts';
import type { ViewCollege } from '../use-cases/view-college.ts';
import type { ViewDelivery } from '../use-cases/view-delivery.ts';
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
