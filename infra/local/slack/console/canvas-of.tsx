import type { Child } from 'hono/jsx';
import type { Workspace } from '../workspace.ts';
import type { Canvas } from './canvas.ts';
import { addressOf, type ConsoleProps } from './console-props.ts';
import type { Names } from './draw-text.tsx';

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
