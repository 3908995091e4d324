import type { Publisher } from '../../../content/legal/legal-page.ts';
import type { Day } from '../../../domain/dates.ts';
import type { FindColleges, ViewCampaign, ViewCollege } from '../../../use-cases/campaigns.ts';
import type { ListDamages, ViewDamage } from '../../../use-cases/damage-queries.ts';
import type { FollowUpDamage, MoveDamage, ReportDamage } from '../../../use-cases/damages.ts';
import type {
  AskCorrection,
  FileDeclaration,
  OpenDeclaration,
  SaveDraft,
  WithdrawDeclaration,
} from '../../../use-cases/declarations.ts';
import type {
  LiftReserve,
  MoveDelivery,
  NoteTakeback,
  ReceiveDelivery,
} from '../../../use-cases/deliveries.ts';
import type { PlanDelivery, ReplanDelivery } from '../../../use-cases/delivery-planning.ts';
import type {
  ListDeliveries,
  OfferCalendar,
  OpenCalendar,
  ViewDelivery,
  ViewReserves,
} from '../../../use-cases/delivery-queries.ts';
import type { ReadPass, UsePass } from '../../../use-cases/magic-links.ts';
import type { EndTrip, StartTrip } from '../../../use-cases/oidc-sign-in.ts';
import type {
  BindPerson,
  HandOverMailbox,
  JoinEducation,
  LeaveEducation,
  ListPeople,
  UnbindPerson,
  ViewPeople,
  ViewPerson,
} from '../../../use-cases/people.ts';
import type { DeletePerson, ExportPerson } from '../../../use-cases/personal-data.ts';
import type { OfferPhoto } from '../../../use-cases/photos.ts';
import type {
  AskCode,
  CloseSessions,
  EnterCode,
  SignOut,
  WhoIs,
} from '../../../use-cases/sign-in.ts';
import type {
  CreateSubscriber,
  EditSubscriber,
  MoveSubscriber,
  ViewSubscriber,
  ViewSubscribers,
} from '../../../use-cases/subscribers.ts';
import type {
  PushPastEvents,
  ReplayFailed,
  ReplayOne,
  TestSubscriber,
} from '../../../use-cases/webhook-replays.ts';

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
