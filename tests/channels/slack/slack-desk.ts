import { slackNames } from '../../../functions/channels/slack/manifest.ts';
import type { SeenMessage } from '../../../infra/local/slack-simulator/messages.ts';
import type { ShownView, StateValues } from '../../../infra/local/slack-simulator/views.ts';
import type { SlackEnvironment } from './slack-environment.ts';

interface Block {
  readonly type: string;
  readonly block_id?: string | undefined;
}

interface Drawn {
  readonly blocks: readonly Block[];
}

/** A person in Slack: what they see, and what they do. */
export function openSlack({ slack }: SlackEnvironment, who: string) {
  const { client, screen } = slack;

  const modal = (): ShownView => {
    const top = screen.modals(who).at(-1);
    if (!top) throw new Error(`${who} sees no modal`);
    return top;
  };
  async function message(where?: string): Promise<SeenMessage> {
    const last = (await screen.messages(who, where)).at(-1);
    if (!last) throw new Error(`${who} sees no message`);
    return last;
  }

  return {
    modal,
    message,
    messages: (where?: string) => screen.messages(who, where),
    modals: () => screen.modals(who),
    home: () => screen.home(who),
    command: (text: string, where?: string) =>
      client.command(who, `${slackNames.command} ${text}`, where),
    say: (text: string, where?: string) => client.say(who, { text, channel: where }),
    openHome: () => client.openHome(who),
    shortcut: (callbackId: string, about: SeenMessage) =>
      client.messageShortcut(who, callbackId, about),
    /** The answers in the open modal. */
    input: (answers: Readonly<Record<string, string>>) => inputIn(modal(), answers),
    /** Presses a button of the open modal. */
    press(label: string, input: StateValues = {}) {
      const action = buttonIn(modal(), label);
      return client.pressInView(who, { viewId: modal().id, action, input });
    },
    async pressInMessage(label: string, where?: string) {
      const shown = await message(where);
      return client.pressInMessage(who, shown, buttonIn(shown, label));
    },
    async pressInHome(label: string) {
      const home = screen.home(who);
      if (!home) throw new Error(`${who} has no Home`);
      const action = buttonIn(home, label);
      return client.pressInView(who, { viewId: home.id, action });
    },
    /** Fills in the open modal, question by question, and submits it. */
    submit: (answers: Readonly<Record<string, string>>, files: readonly string[] = []) =>
      client.submit(who, modal().id, {
        ...inputIn(modal(), answers),
        ...(files.length > 0 && {
          photos: { photos: { type: 'file_input', files: files.map((id) => ({ id })) } },
        }),
      }),
  };
}

/** The answers in a view, by the labels of its questions. */
function inputIn(view: Drawn, answers: Readonly<Record<string, string>>): StateValues {
  return Object.fromEntries(
    Object.entries(answers).map(([label, answer]) => {
      const input = elementsIn(view).find(
        (each) => each['type'] === 'input' && textOf(each['label']) === label,
      );
      if (!input) throw new Error(`No question ${label} in ${textOf(view)}`);
      const element = isRecord(input['element']) ? input['element'] : {};
      return [String(input['block_id']), { answer: stateOf(element, answer) }];
    }),
  );
}

function stateOf(element: Readonly<Record<string, unknown>>, answer: string) {
  const type = String(element['type']);
  if (type === 'plain_text_input') return { type, value: answer };
  if (type === 'datepicker') return { type, selected_date: answer };
  const wanted = answer.split(' + ');
  const options = elementsIn(element).filter(
    (each) => 'value' in each && wanted.includes(textOf(each['text'])),
  );
  if (options.length === 0) throw new Error(`No option ${answer}`);
  return type === 'checkboxes' || type === 'multi_static_select'
    ? { type, selected_options: options }
    : { type, selected_option: options[0] };
}

function buttonIn(view: Drawn, label: string) {
  for (const block of view.blocks) {
    const button = elementsIn(block).find(
      (each) => each['type'] === 'button' && textOf(each['text']) === label,
    );
    if (button) {
      const { action_id } = button;
      const named = { block_id: block.block_id ?? '', action_id: String(action_id) };
      return { ...button, type: 'button', ...named };
    }
  }
  throw new Error(`No button ${label} in ${textOf(view)}`);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** Every object in a value, itself included. */
function elementsIn(view: unknown): Record<string, unknown>[] {
  if (!isRecord(view)) return [];
  return [view, ...Object.values(view).flatMap(elementsIn)];
}

/** All texts of a view. */
export function textOf(view: unknown): string {
  return elementsIn(view)
    .flatMap(({ text }) => (typeof text === 'string' ? [text] : []))
    .join('\n')
    .replaceAll(/[\u00a0\u202f]/g, ' ');
}
