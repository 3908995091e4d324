import type { NamedBlock } from '../block-kit/checked.ts';
import type { ActionsElement } from '../block-kit/elements.ts';
import type { BlockAction } from '../client.ts';
import type { DeliveryResult } from '../sender.ts';
import type { LocalSlack } from '../simulator.ts';
import type { SubmissionOutcome } from '../submissions.ts';
import type { ShownView } from '../views.ts';
import type { Member } from '../workspace.ts';
import { slackChecks } from './checks.ts';
import {
  type ButtonName,
  type FormFields,
  fieldName,
  parseButtonName,
  parseInput,
  stateOf,
  textField,
  textFields,
} from './fields.ts';

/** A button or a menu that a page posted. */
export interface FoundAction {
  readonly action: BlockAction;
  /** The link of a link button. */
  readonly url: string | undefined;
}

/** Finds the posted action among the blocks that the app sent, so that a browser cannot invent one. */
export function findAction(
  blocks: readonly NamedBlock[],
  { blockId, actionId, choice }: ButtonName,
  input: readonly string[],
): FoundAction | undefined {
  const block = blocks.find(({ block_id }) => block_id === blockId);
  const element = block && elementsOf(block).find(({ action_id = '' }) => action_id === actionId);
  if (!element) return undefined;
  const ids = { block_id: blockId, action_id: actionId };
  if (element.type === 'button') {
    const { type, text, value, style, url } = element;
    return {
      action: { ...ids, type, text, ...(value && { value }), ...(style && { style }) },
      url,
    };
  }
  return { action: { ...ids, ...stateOf(element, choice ? [choice] : input) }, url: undefined };
}

function elementsOf(block: NamedBlock): readonly ActionsElement[] {
  if (block.type === 'actions') return block.elements;
  const accessory = block.type === 'section' ? block.accessory : undefined;
  return accessory && accessory.type !== 'image' ? [accessory] : [];
}

/** Does in Slack what a member did on a page of the console, and keeps the errors for the next page. */
export class ConsoleActions {
  readonly #slack: LocalSlack;
  /** The errors of a modal, by its id, then by block; the error of the whole modal is under ''. */
  readonly #errors = new Map<string, Readonly<Record<string, string>>>();
  /** The failure of a member's last action, shown once. */
  readonly #failures = new Map<string, string>();

  constructor(slack: LocalSlack) {
    this.#slack = slack;
  }

  errorsOf(view: ShownView | undefined): Readonly<Record<string, string>> {
    return (view && this.#errors.get(view.id)) ?? {};
  }

  takeFailure({ handle }: Member): string | undefined {
    const failure = this.#failures.get(handle);
    this.#failures.delete(handle);
    return failure;
  }

  async command({ handle }: Member, typed: string, channel: string | undefined): Promise<void> {
    this.#keepFailure(handle, await this.#slack.client.command(handle, typed, channel));
  }

  async say({ handle }: Member, text: string, channel: string | undefined): Promise<void> {
    await this.#slack.client.say(handle, { text, channel });
  }

  async openHome({ handle }: Member): Promise<void> {
    this.#keepFailure(handle, await this.#slack.client.openHome(handle));
  }

  async shortcut({ handle }: Member, callbackId: string): Promise<void> {
    this.#keepFailure(handle, await this.#slack.client.shortcut(handle, callbackId));
  }

  async messageShortcut({ handle }: Member, place: MessagePlace, callbackId: string) {
    const message = await this.#messageOf(handle, place);
    if (!message) return;
    const { client } = this.#slack;
    this.#keepFailure(handle, await client.messageShortcut(handle, callbackId, message));
  }

  /** Returns the link of a link button. */
  async pressInMessage({ handle }: Member, place: MessagePlace, form: FormFields) {
    const message = await this.#messageOf(handle, place);
    const found = message && findPostedAction(message.blocks, form);
    if (!message || !found) return undefined;
    const { client } = this.#slack;
    this.#keepFailure(handle, await client.pressInMessage(handle, message, found.action));
    return found.url;
  }

  async pressInHome({ handle }: Member, form: FormFields): Promise<string | undefined> {
    const view = this.#slack.screen.home(handle);
    return view && this.#pressInView(handle, view, form);
  }

  /** Submits the top modal, closes it, or presses one of its buttons. */
  async actInModal(member: Member, form: FormFields): Promise<string | undefined> {
    const { client, screen } = this.#slack;
    const { handle } = member;
    const view = screen.modals(handle).at(-1);
    // An old page can show a modal that was closed since.
    if (!view || view.id !== textField(form, 'view')) return undefined;
    const button = textField(form, 'do');
    if (button === 'close' || button === 'clear') {
      await client.close(handle, button === 'clear');
      return undefined;
    }
    return button === 'submit'
      ? this.#submit(member, view, form)
      : this.#pressInView(handle, view, form);
  }

  async #submit(member: Member, view: ShownView, form: FormFields): Promise<undefined> {
    const { client, uploadFile } = this.#slack;
    const { handle } = member;
    const input = await parseInput(view.blocks, form, (file) => uploadFile(handle, file));
    const errors = slackChecks(view.blocks, input);
    if (Object.keys(errors).length > 0) {
      client.type(handle, view.id, input);
      this.#errors.set(view.id, errors);
      return;
    }
    this.#errors.set(view.id, errorsOfOutcome(await client.submit(handle, view.id, input)));
  }

  async #pressInView(
    handle: string,
    view: ShownView,
    form: FormFields,
  ): Promise<string | undefined> {
    const { client, uploadFile } = this.#slack;
    const found = findPostedAction(view.blocks, form);
    if (!found) return undefined;
    const input = await parseInput(view.blocks, form, (file) => uploadFile(handle, file));
    this.#errors.delete(view.id);
    const viewAction = { viewId: view.id, action: found.action, input };
    this.#keepFailure(handle, await client.pressInView(handle, viewAction));
    return found.url;
  }

  async #messageOf(handle: string, { ts, channel }: MessagePlace) {
    const messages = await this.#slack.screen.messages(handle, channel);
    return messages.find((message) => message.ts === ts);
  }

  #keepFailure(handle: string, result: DeliveryResult): void {
    if (result.kind === 'answered') return;
    this.#failures.set(handle, failureTexts[result.reason]);
  }
}

export interface MessagePlace {
  readonly ts: string;
  /** The name of a channel; if absent, the direct messages with the bot. */
  readonly channel: string | undefined;
}

function findPostedAction(
  blocks: readonly NamedBlock[],
  form: FormFields,
): FoundAction | undefined {
  const name = parseButtonName(textField(form, 'do'));
  return name && findAction(blocks, name, textFields(form, fieldName(name.blockId, name.actionId)));
}

const failureTexts = {
  http_timeout:
    'L’application n’a pas répondu en trois secondes\u00a0: Slack le dit à la personne.',
  http_error: 'L’application a répondu par une erreur\u00a0: Slack le dit à la personne.',
  connection_failed: 'L’application ne répond pas\u00a0: Slack le dit à la personne.',
} as const;

function errorsOfOutcome(outcome: SubmissionOutcome): Readonly<Record<string, string>> {
  switch (outcome.kind) {
    case 'errors':
      return outcome.errors;
    case 'failed':
      return { '': 'Slack n’a pas pu joindre l’application, et propose d’essayer encore.' };
    case 'refused':
      return {
        '': `Slack ne comprend pas la réponse de l’application (${outcome.error})\u00a0: voir plus bas.`,
      };
    default:
      return {};
  }
}
