import type { Child } from 'hono/jsx';
import type { LogLine } from '../log.ts';
import type { SeenMessage } from '../messages.ts';
import type { ShownView, StateValues } from '../views.ts';
import type { Member, Workspace } from '../workspace.ts';
import type { Names } from './text.tsx';

/** The places beside the channels, which go by their names: the direct messages with the bot, and the Home. */
export const places = { bot: 'bot', home: 'accueil' } as const;

export interface ConsoleSettings {
  /** The path that the console is mounted on: `/slack`. */
  readonly basePath: string;
  readonly timeZone: string;
  /** A link at the top of each page. */
  readonly back?: { readonly href: string; readonly label: string };
}

export interface ConsoleProps extends ConsoleSettings {
  readonly workspace: Workspace;
  readonly member: Member;
  /** Shown beside the name and the mail address of the member. */
  readonly description: string;
  readonly place: string;
  readonly messages: readonly SeenMessage[];
  /** The top modal is last. */
  readonly modals: readonly ShownView[];
  readonly home: ShownView | undefined;
  /** The errors of the top modal, by block; the error of the whole modal is under ''. */
  readonly errors: Readonly<Record<string, string>>;
  /** Why the last action failed. */
  readonly failure: string | undefined;
  readonly log: readonly LogLine[];
}

export const addressOf = (
  { basePath }: ConsoleSettings,
  { handle }: Member,
  place: string,
): string => `${basePath}/${handle}/${place}`;

/** What blocks need to be rendered, and where their buttons post to. */
export interface Canvas {
  readonly workspace: Workspace;
  readonly names: Names;
  /** The values of the fields. */
  readonly values: StateValues;
  /** The errors, by block. */
  readonly errors: Readonly<Record<string, string>>;
  /** Whether one form encloses all blocks, as in a modal. */
  readonly inForm: boolean;
  /** Wraps elements in a form of their own. */
  readonly form: (children: Child) => Child;
}

export const namesOf = ({ members, channels, bot, app }: Workspace): Names =>
  new Map([
    ...members.map(({ id, name }) => [id, name] as const),
    ...channels.map(({ id, name }) => [id, name] as const),
    [bot.userId, app.name],
  ]);

/** `hidden` identifies the message or the view in forms of their own. */
export function canvasOf(
  props: ConsoleProps,
  inForm: boolean,
  hidden: Readonly<Record<string, string>> = {},
): Canvas {
  const { workspace, member, place, errors, modals, home } = props;
  const view = inForm ? modals.at(-1) : hidden['view'] ? home : undefined;
  return {
    workspace,
    names: namesOf(workspace),
    values: view?.state.values ?? {},
    errors: inForm ? errors : {},
    inForm,
    form: (children: Child) => (
      <form method="post" action={`${addressOf(props, member, place)}/bouton`}>
        {Object.entries(hidden).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        {children}
      </form>
    ),
  };
}
