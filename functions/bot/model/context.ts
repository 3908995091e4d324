import type { Intent } from '../../content/model/intent.ts';
import type { CardSetting } from '../../content/model/notification.ts';
import type { ChatChannel } from '../../domain/act.ts';
import type { KnownPerson } from '../../domain/people/person.ts';
import type { EnterLinkCode, RequestLinkCode } from '../../use-cases/account-linking.ts';
import type { AddPhotos } from '../../use-cases/chat-photos.ts';
import type { ListDamages, OpenDamage, RecentDamages } from '../../use-cases/damage-queries.ts';
import type { FollowUpDamage, ReportDamage, UpdateDamageStatus } from '../../use-cases/damages.ts';
import type { IssueMagicLink } from '../../use-cases/magic-links.ts';
import type { Deps } from '../../use-cases/ports.ts';
import type { FormSubmission, View } from './views.ts';

/** Who speaks to the bot, as the door made them out. */
export type BotUser =
  | {
      readonly kind: 'linked';
      readonly channel: ChatChannel;
      readonly account: string;
      readonly person: KnownPerson;
    }
  /** The chat vouches for their mailbox, and nobody is known by it: they may become bound by a code. */
  | {
      readonly kind: 'unlinked';
      readonly channel: ChatChannel;
      readonly account: string;
      readonly mail: string;
      readonly name: string;
    };

/** The conversations of the counter, the same in every chat. Writes what was confirmed, and nothing else. */
export interface Bot {
  /** Answers a command, a sentence or a button. `opening` names that message or click: the same one twice is one act. */
  handleIntent(botUser: BotUser, intent: Intent, idempotencyKey: string): Promise<View>;
  /** Takes a form in: its next step, the same step with its errors, or the card of what was done. */
  handleSubmission(botUser: BotUser, submission: FormSubmission): Promise<View>;
}

/** Who speaks, once we know who they are. */
export type LinkedUser = Extract<BotUser, { readonly kind: 'linked' }>;

/** What the conversations rest on. */
export interface BotDeps extends Omit<Deps, 'photos' | 'planSetting' | 'installers'> {
  readonly listDamages: ListDamages;
  readonly reportDamage: ReportDamage;
  readonly openDamage: OpenDamage;
  readonly recentDamages: RecentDamages;
  readonly addPhotos: AddPhotos;
  readonly followUpDamage: FollowUpDamage;
  readonly updateDamageStatus: UpdateDamageStatus;
  readonly requestLinkCode: RequestLinkCode;
  readonly enterLinkCode: EnterLinkCode;
  /** From now on the word of the chat is enough for that account. */
  readonly trustChatUser: (channel: ChatChannel, account: string) => Promise<void>;
  readonly issueMagicLink: IssueMagicLink;
  /** The same short text for the same text, always, and another for another. */
  readonly sha256Short: (text: string) => string;
  readonly setting: CardSetting;
}

/** The same place on the site, for that person. */
export async function siteLink(
  { issueMagicLink, setting }: Pick<BotDeps, 'issueMagicLink' | 'setting'>,
  person: KnownPerson,
  path: string,
): Promise<string> {
  return `${setting.siteUrl}/lien/${await issueMagicLink(person, path)}`;
}
