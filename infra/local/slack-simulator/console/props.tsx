import type { Child } from 'hono/jsx';
import type { LogLine } from '../log.ts';
import type { SeenMessage } from '../messages.ts';
import type { ShownView, StateValues } from '../views.ts';
import type { Member, Workspace } from '../workspace.ts';
import type { Names } from './text.tsx';

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

/** Where blocks are drawn, and what a button in them sends. */
export interface Canvas {
  readonly workspace: Workspace;
  readonly names: Names;
  /** What stands in the fields. */
  readonly values: StateValues;
  /** What is wrong, by block. */
  readonly errors: Readonly<Record<string, string>>;
  /** Whether all of it is within one form, as in a modal. */
  readonly inForm: boolean;
  /** Around a button that is in no form. */
  readonly form: (children: Child) => Child;
}

export const namesOf = ({ members, channels, bot }: Workspace): Names =>
  new Map([
    ...members.map(({ id, name }) => [id, name] as const),
    ...channels.map(({ id, name }) => [id, name] as const),
    [bot.userId, 'Casiers 47'],
  ]);

/** `hidden`: the message or the view, where a button is in a form of its own. */
export function canvasOf(
  { workspace, member, place, errors, modals, home }: ConsoleProps,
  inForm: boolean,
  hidden: Readonly<Record<string, string>> = {},
): Canvas {
  const view = inForm ? modals.at(-1) : hidden['view'] ? home : undefined;
  return {
    workspace,
    names: namesOf(workspace),
    values: view?.state.values ?? {},
    errors: inForm ? errors : {},
    inForm,
    form: (children: Child) => (
      <form method="post" action={`${addressOf(member, place)}/bouton`}>
        {Object.entries(hidden).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        {children}
      </form>
    ),
  };
}
