import type { SeenMessage } from '../messages.ts';
import type { LogLine } from '../slack-log.ts';
import type { ShownView } from '../views.ts';
import type { Member, Workspace } from '../workspace.ts';

/** Where somebody looks: at the bot, at its Home, at a channel by its name. */
export const places = { bot: 'bot', home: 'accueil' } as const;

export interface ConsoleProps {
  readonly workspace: Workspace;
  readonly member: Member;
  /** What they may do at the counter, in French. */
  readonly role: string;
  readonly place: string;
  readonly messages: readonly SeenMessage[];
  /** The one on top last. */
  readonly modals: readonly ShownView[];
  readonly home: ShownView | undefined;
  /** Under the fields of the modal on top, by block; under no name, of the modal itself. */
  readonly errors: Readonly<Record<string, string>>;
  /** What went wrong with the last act. */
  readonly trouble: string | undefined;
  readonly log: readonly LogLine[];
  readonly timeZone: string;
}

export const addressOf = ({ handle }: Member, place: string): string =>
  `/local/slack/${handle}/${place}`;
