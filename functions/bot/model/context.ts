import type { Intent } from '../../content/model/intent.ts';
import type { CardSetting } from '../../content/model/notification.ts';
import type { ChatChannel } from '../../domain/act.ts';
import type { KnownPerson } from '../../domain/people/person.ts';
import { issueMagicLink } from '../../use-cases/magic-links.ts';
import type { Deps } from '../../use-cases/ports.ts';
import type { FormSubmission, PersonalLink, View } from './views.ts';

/** The person who uses the bot, as the channel identified them. */
export type BotUser =
  | {
      readonly kind: 'linked';
      readonly channel: ChatChannel;
      readonly account: string;
      readonly person: KnownPerson;
    }
  /** The chat confirms their mailbox, but no known person has it: they can link their account by a code. */
  | {
      readonly kind: 'unlinked';
      readonly channel: ChatChannel;
      readonly account: string;
      readonly mail: string;
      readonly name: string;
    };

/** The dialogs of the bots, the same in every chat. Only a confirmed form or button writes. */
export interface Bot {
  /** Answers a command, a sentence or a button. The key names that message or click: the same one twice is one act. */
  handleIntent(botUser: BotUser, intent: Intent, idempotencyKey: string): Promise<View>;
  /** Answers a form that was sent: its next step, the same step with its errors, or the card of what was done. */
  handleSubmission(botUser: BotUser, submission: FormSubmission): Promise<View>;
}

export type LinkedUser = Extract<BotUser, { readonly kind: 'linked' }>;

export interface IntentRequest<Requested extends Intent = Intent> {
  readonly intent: Requested;
  readonly idempotencyKey: string;
}

/** What the dialogs need from outside. */
export interface BotDeps extends Omit<Deps, 'photos' | 'planSetting' | 'installers'> {
  /** A short hash of a text. */
  readonly sha256Short: (text: string) => string;
  readonly setting: CardSetting;
}

/** A magic link that signs the person in and opens that path of the site. */
export async function siteLink(
  deps: Pick<BotDeps, 'setting' | 'tokenSigner' | 'clock' | 'newToken'>,
  person: KnownPerson,
  path: string,
): Promise<PersonalLink> {
  const signed = await issueMagicLink(deps, person, path);
  return { magicLink: `${deps.setting.siteUrl}/lien/${signed}` };
}
