import type { SiteOwner } from '../../../content/legal/legal-page.ts';
import type { Day } from '../../../domain/dates.ts';
import type { ListDamages, ViewDamage } from '../../../use-cases/damage-queries.ts';
import type {
  FollowUpDamage,
  ReportDamage,
  UpdateDamageStatus,
} from '../../../use-cases/damages.ts';
import type { CheckMagicLink, RedeemMagicLink } from '../../../use-cases/magic-links.ts';
import type { CompleteAuthorization, StartAuthorization } from '../../../use-cases/oidc-sign-in.ts';
import type {
  AddMember,
  HandOverMailbox,
  JoinEducation,
  LeaveEducation,
  ListPeople,
  RemoveMember,
  ViewPeople,
  ViewPerson,
} from '../../../use-cases/people.ts';
import type { DeletePerson, ExportPerson } from '../../../use-cases/personal-data.ts';
import type { OfferPhoto } from '../../../use-cases/photos.ts';
import type {
  CloseSessions,
  EnterCode,
  RequestCode,
  SignOut,
  WhoIs,
} from '../../../use-cases/sign-in.ts';
import type { WebhookDeps } from '../../../use-cases/webhook-ports.ts';

/** Whose site it is. */
export interface Site extends SiteOwner {
  readonly timeZone: string;
  /** Lockers the workshop makes at a time. */
  readonly lotSize: number;
  /** Where it is found, without a slash at its end. */
  readonly url: string;
}

/** Signing in at an identity provider. */
export interface OidcSignIn {
  /** What people call it. */
  readonly label: string;
  readonly startAuthorization: StartAuthorization;
  readonly completeAuthorization: CompleteAuthorization;
}

export interface WebDeps extends Omit<WebhookDeps, 'eventsOf' | 'postWebhook' | 'random'> {
  readonly requestCode: RequestCode;
  readonly enterCode: EnterCode;
  readonly checkMagicLink: CheckMagicLink;
  readonly redeemMagicLink: RedeemMagicLink;
  readonly whoIs: WhoIs;
  readonly signOut: SignOut;
  /** Absent: people sign in by code, and nowhere else. */
  readonly oidc: OidcSignIn | undefined;
  readonly listPeople: ListPeople;
  readonly addMember: AddMember;
  readonly removeMember: RemoveMember;
  readonly handOverMailbox: HandOverMailbox;
  readonly joinEducation: JoinEducation;
  readonly leaveEducation: LeaveEducation;
  readonly viewPeople: ViewPeople;
  readonly viewPerson: ViewPerson;
  readonly closeSessions: CloseSessions;
  readonly deletePerson: DeletePerson;
  readonly exportPerson: ExportPerson;
  readonly reportDamage: ReportDamage;
  readonly viewDamage: ViewDamage;
  readonly offerPhoto: OfferPhoto;
  readonly followUpDamage: FollowUpDamage;
  readonly listDamages: ListDamages;
  readonly updateDamageStatus: UpdateDamageStatus;
  /** The day it is in the Département. */
  readonly today: () => Day;
  /** For the people who look after the service; the visitor is told in other words. */
  readonly logError: (error: Error) => void;
  readonly site: Site;
}
