import type { Day } from '../../domain/calendar.ts';
import type { FindColleges } from '../../use-cases/colleges/find-colleges.ts';
import type { ViewCollege } from '../../use-cases/colleges/view-college.ts';
import type { FollowUpDamage } from '../../use-cases/damages/follow-up-damage.ts';
import type { ListDamages } from '../../use-cases/damages/list-damages.ts';
import type { MoveDamage } from '../../use-cases/damages/move-damage.ts';
import type { ReportDamage } from '../../use-cases/damages/report-damage.ts';
import type { ViewDamage } from '../../use-cases/damages/view-damage.ts';
import type { AskCorrection } from '../../use-cases/declarations/ask-correction.ts';
import type { FileDeclaration } from '../../use-cases/declarations/file-declaration.ts';
import type { OpenDeclaration } from '../../use-cases/declarations/open-declaration.ts';
import type { SaveDraft } from '../../use-cases/declarations/save-draft.ts';
import type { ViewCampaign } from '../../use-cases/declarations/view-campaign.ts';
import type { WithdrawDeclaration } from '../../use-cases/declarations/withdraw-declaration.ts';
import type { LiftReserve } from '../../use-cases/deliveries/lift-reserve.ts';
import type { ListDeliveries } from '../../use-cases/deliveries/list-deliveries.ts';
import type { MoveDelivery } from '../../use-cases/deliveries/move-delivery.ts';
import type { NoteTakeback } from '../../use-cases/deliveries/note-takeback.ts';
import type { OfferCalendar, OpenCalendar } from '../../use-cases/deliveries/open-calendar.ts';
import type { PlanDelivery } from '../../use-cases/deliveries/plan-delivery.ts';
import type { ReceiveDelivery } from '../../use-cases/deliveries/receive-delivery.ts';
import type { ReplanDelivery } from '../../use-cases/deliveries/replan-delivery.ts';
import type { ViewDelivery } from '../../use-cases/deliveries/view-delivery.ts';
import type { ViewReserves } from '../../use-cases/deliveries/view-reserves.ts';
import type { BindPerson, UnbindPerson } from '../../use-cases/people/bind-person.ts';
import type { DeletePerson } from '../../use-cases/people/delete-person.ts';
import type { ExportPerson } from '../../use-cases/people/export-person.ts';
import type { HandOverMailbox } from '../../use-cases/people/hand-over-mailbox.ts';
import type { ListPeople } from '../../use-cases/people/list-people.ts';
import type { JoinEducation, LeaveEducation } from '../../use-cases/people/staff-education.ts';
import type { ViewPeople, ViewPerson } from '../../use-cases/people/view-people.ts';
import type { OfferPhoto } from '../../use-cases/photos/offer-photo.ts';
import type { AskCode } from '../../use-cases/sign-in/ask-code.ts';
import type { CloseSessions } from '../../use-cases/sign-in/close-sessions.ts';
import type { EndTrip } from '../../use-cases/sign-in/end-trip.ts';
import type { EnterCode } from '../../use-cases/sign-in/enter-code.ts';
import type { SignOut } from '../../use-cases/sign-in/sign-out.ts';
import type { StartTrip } from '../../use-cases/sign-in/start-trip.ts';
import type { ReadPass, UsePass } from '../../use-cases/sign-in/use-pass.ts';
import type { WhoIs } from '../../use-cases/sign-in/who-is.ts';
import type {
  CreateSubscriber,
  EditSubscriber,
  MoveSubscriber,
} from '../../use-cases/webhooks/change-subscriber.ts';
import type {
  PushPastEvents,
  ReplayFailed,
  ReplayOne,
  TestSubscriber,
} from '../../use-cases/webhooks/replay-dispatches.ts';
import type { ViewSubscriber, ViewSubscribers } from '../../use-cases/webhooks/view-subscribers.ts';
import type { Publisher } from '../../words/pages/legal/legal-page.ts';

/** Whose site it is. */
export interface Site extends Publisher {
  readonly timeZone: string;
  /** Lockers the workshop makes at a time. */
  readonly lotSize: number;
  /** Where it is found, without a slash at its end. */
  readonly url: string;
}

/** Signing in at an identity provider. */
export interface Elsewhere {
  /** What people call it. */
  readonly label: string;
  readonly startTrip: StartTrip;
  readonly endTrip: EndTrip;
}

/** What the service Éducation does about those who are told by webhook. */
export interface SubscriberUses {
  readonly viewSubscribers: ViewSubscribers;
  readonly viewSubscriber: ViewSubscriber;
  readonly createSubscriber: CreateSubscriber;
  readonly editSubscriber: EditSubscriber;
  readonly moveSubscriber: MoveSubscriber;
  readonly testSubscriber: TestSubscriber;
  readonly replayOne: ReplayOne;
  readonly replayFailed: ReplayFailed;
  readonly pushPastEvents: PushPastEvents;
}

export interface WebDeps extends SubscriberUses {
  readonly askCode: AskCode;
  readonly enterCode: EnterCode;
  readonly readPass: ReadPass;
  readonly usePass: UsePass;
  readonly whoIs: WhoIs;
  readonly signOut: SignOut;
  /** Absent: people sign in by code, and nowhere else. */
  readonly elsewhere: Elsewhere | undefined;
  readonly listPeople: ListPeople;
  readonly bindPerson: BindPerson;
  readonly unbindPerson: UnbindPerson;
  readonly handOverMailbox: HandOverMailbox;
  readonly joinEducation: JoinEducation;
  readonly leaveEducation: LeaveEducation;
  readonly viewPeople: ViewPeople;
  readonly viewPerson: ViewPerson;
  readonly closeSessions: CloseSessions;
  readonly deletePerson: DeletePerson;
  readonly exportPerson: ExportPerson;
  readonly viewCampaign: ViewCampaign;
  readonly askCorrection: AskCorrection;
  readonly findColleges: FindColleges;
  readonly viewCollege: ViewCollege;
  readonly openDeclaration: OpenDeclaration;
  readonly saveDraft: SaveDraft;
  readonly fileDeclaration: FileDeclaration;
  readonly withdrawDeclaration: WithdrawDeclaration;
  readonly reportDamage: ReportDamage;
  readonly viewDamage: ViewDamage;
  readonly offerPhoto: OfferPhoto;
  readonly followUpDamage: FollowUpDamage;
  readonly listDamages: ListDamages;
  readonly moveDamage: MoveDamage;
  readonly planDelivery: PlanDelivery;
  readonly replanDelivery: ReplanDelivery;
  readonly moveDelivery: MoveDelivery;
  readonly receiveDelivery: ReceiveDelivery;
  readonly liftReserve: LiftReserve;
  readonly noteTakeback: NoteTakeback;
  readonly viewDelivery: ViewDelivery;
  readonly viewReserves: ViewReserves;
  readonly listDeliveries: ListDeliveries;
  readonly offerCalendar: OfferCalendar;
  readonly openCalendar: OpenCalendar;
  /** The day it is in the Département. */
  readonly today: () => Day;
  readonly newId: () => string;
  /** For the people who look after the service; the visitor is told in other words. */
  readonly reportError: (error: Error) => void;
  readonly site: Site;
}
