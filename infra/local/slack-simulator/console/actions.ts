import type { NamedBlock } from '../block-kit/checked.ts';
import type { ActionsElement } from '../block-kit/elements.ts';
import type { Pressed } from '../client.ts';
import type { Delivered } from '../sender.ts';
import type { LocalSlack } from '../simulator.ts';
import type { SubmissionOutcome } from '../submissions.ts';
import type { ShownView } from '../views.ts';
import type { Member } from '../workspace.ts';
import { slackChecks } from './checks.ts';
import {
  fieldName,
  type Posted,
  type PressedName,
  parsePressName,
  parseTyped,
  stateOf,
  wordIn,
  wordsIn,
} from './fields.ts';

export interface FoundPress {
  readonly pressed: Pressed;
  /** Where the button leads besides. */
  readonly url: string | undefined;
}

/** What Slack tells of a button or a list: only what the app drew, whatever a browser sends. */
export function findPressed(
  blocks: readonly NamedBlock[],
  { blockId, actionId, choice }: PressedName,
  input: readonly string[],
): FoundPress | undefined {
  const block = blocks.find(({ block_id }) => block_id === blockId);
  const element = block && elementsOf(block).find(({ action_id = '' }) => action_id === actionId);
  if (!element) return undefined;
  const names = { block_id: blockId, action_id: actionId };
  if (element.type === 'button') {
    const { type, text, value, style, url } = element;
    return {
      pressed: { ...names, type, text, ...(value && { value }), ...(style && { style }) },
      url,
    };
  }
  return { pressed: { ...names, ...stateOf(element, choice ? [choice] : input) }, url: undefined };
}

function elementsOf(block: NamedBlock): readonly ActionsElement[] {
  if (block.type === 'actions') return block.elements;
  const accessory = block.type === 'section' ? block.accessory : undefined;
  return accessory && accessory.type !== 'image' ? [accessory] : [];
}

/** What somebody did on a page of the console, done in Slack. */
export class ConsoleActs {
  readonly #slack: LocalSlack;
  /** Under the fields of a modal, by its id; of the modal itself, under no name. */
  readonly #errors = new Map<string, Readonly<Record<string, string>>>();
  /** Said once to a member. */
  readonly #troubles = new Map<string, string>();

  constructor(slack: LocalSlack) {
    this.#slack = slack;
  }

  errorsOf(view: ShownView | undefined): Readonly<Record<string, string>> {
    return (view && this.#errors.get(view.id)) ?? {};
  }

  /** What went wrong with the last act, once. */
  troubleOf({ handle }: Member): string | undefined {
    const trouble = this.#troubles.get(handle);
    this.#troubles.delete(handle);
    return trouble;
  }

  async command({ handle }: Member, text: string, where: string | undefined): Promise<void> {
    this.#judge(handle, await this.#slack.client.command(handle, text, where));
  }

  async say({ handle }: Member, text: string, where: string | undefined): Promise<void> {
    await this.#slack.client.say(handle, { text, where });
  }

  async openHome({ handle }: Member): Promise<void> {
    this.#judge(handle, await this.#slack.client.openHome(handle));
  }

  async shortcut({ handle }: Member, callbackId: string): Promise<void> {
    this.#judge(handle, await this.#slack.client.shortcut(handle, callbackId));
  }

  async messageShortcut({ handle }: Member, seen: SeenPlace, callbackId: string): Promise<void> {
    const message = await this.#messageOf(handle, seen);
    if (!message) return;
    this.#judge(handle, await this.#slack.client.messageShortcut(handle, callbackId, message));
  }

  /** Gives the page that the button leads to besides. */
  async pressInMessage({ handle }: Member, seen: SeenPlace, posted: Posted) {
    const message = await this.#messageOf(handle, seen);
    const found = message && findIn(message.blocks, posted);
    if (!message || !found) return undefined;
    const { client } = this.#slack;
    this.#judge(handle, await client.pressInMessage(handle, message, found.pressed));
    return found.url;
  }

  async pressInHome({ handle }: Member, posted: Posted): Promise<string | undefined> {
    const view = this.#slack.screen.home(handle);
    return view && this.#pressInView(handle, view, posted);
  }

  /** Sends, closes, or presses a button of the modal on top. */
  async actInModal(member: Member, posted: Posted): Promise<string | undefined> {
    const { client, screen } = this.#slack;
    const { handle } = member;
    const view = screen.modals(handle).at(-1);
    // A page that was left open shows a modal that is gone.
    if (!view || view.id !== wordIn(posted, 'view')) return undefined;
    const act = wordIn(posted, 'do');
    if (act === 'close' || act === 'clear') {
      await client.close(handle, act === 'clear');
      return undefined;
    }
    return act === 'submit'
      ? this.#submit(member, view, posted)
      : this.#pressInView(handle, view, posted);
  }

  async #submit(member: Member, view: ShownView, posted: Posted): Promise<undefined> {
    const { client, keepFile } = this.#slack;
    const { handle } = member;
    const input = await parseTyped(view.blocks, posted, (file) => keepFile(handle, file));
    const wrong = slackChecks(view.blocks, input);
    if (Object.keys(wrong).length > 0) {
      client.type(handle, view.id, input);
      this.#errors.set(view.id, wrong);
      return;
    }
    this.#errors.set(view.id, errorsIn(await client.submit(handle, view.id, input)));
  }

  async #pressInView(handle: string, view: ShownView, posted: Posted): Promise<string | undefined> {
    const { client, keepFile } = this.#slack;
    const found = findIn(view.blocks, posted);
    if (!found) return undefined;
    const input = await parseTyped(view.blocks, posted, (file) => keepFile(handle, file));
    const press = { viewId: view.id, pressed: found.pressed, input };
    this.#errors.delete(view.id);
    this.#judge(handle, await client.pressInView(handle, press));
    return found.url;
  }

  async #messageOf(handle: string, { ts, where }: SeenPlace) {
    const messages = await this.#slack.screen.messages(handle, where);
    return messages.find((message) => message.ts === ts);
  }

  #judge(handle: string, delivered: Delivered): void {
    if (delivered.kind === 'answered') return;
    this.#troubles.set(handle, troubles[delivered.reason]);
  }
}

export interface SeenPlace {
  readonly ts: string;
  /** The name of a channel; none: where they and the bot are alone. */
  readonly where: string | undefined;
}

function findIn(blocks: readonly NamedBlock[], posted: Posted): FoundPress | undefined {
  const name = parsePressName(wordIn(posted, 'do'));
  return name && findPressed(blocks, name, wordsIn(posted, fieldName(name.blockId, name.actionId)));
}

const troubles = {
  http_timeout: 'Le guichet n’a pas répondu en trois secondes\u00a0: Slack le dit à la personne.',
  http_error: 'Le guichet a répondu par une erreur\u00a0: Slack le dit à la personne.',
  connection_failed: 'Le guichet ne répond pas\u00a0: Slack le dit à la personne.',
} as const;

function errorsIn(outcome: SubmissionOutcome): Readonly<Record<string, string>> {
  switch (outcome.kind) {
    case 'errors':
      return outcome.errors;
    case 'failed':
      return { '': 'Slack n’a pas pu joindre le guichet, et propose d’essayer encore.' };
    case 'refused':
      return {
        '': `Slack ne comprend pas la réponse du guichet (${outcome.error})\u00a0: voir plus bas.`,
      };
    default:
      return {};
  }
}
