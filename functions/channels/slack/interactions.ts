import { isDeepStrictEqual } from 'node:util';
import type { App, BlockAction, ButtonAction, ViewOutput, ViewResponseAction } from '@slack/bolt';
import { parseFormState, parseIntent } from '../../bot/model/payloads.ts';
import type { FormState, View } from '../../bot/model/views.ts';
import { chatTroubles } from '../../content/chats.ts';
import { toError } from '../../domain/error.ts';
import { messageView, orTrouble } from '../chat/respond.ts';
import { fillModal, handleIntent, modalOf, showInModal } from './modals.ts';
import { buttonIds } from './render/blocks.ts';
import { blockIdOf, fieldsShown, formCallback } from './render/form-modal.ts';
import { type Origin, respond, type SlackDeps } from './respond.ts';
import { parseViewState } from './view-state.ts';

type Click = BlockAction<ButtonAction>;

/** Buttons of cards and of forms. Their payload may be old or forged: it says what is requested, never what is allowed. */
export function registerButtons(app: App, deps: SlackDeps): void {
  const intent = { type: 'block_actions', action_id: new RegExp(`^${buttonIds.intent}:`) } as const;
  app.action<Click>(intent, async ({ ack, action, body, context }) => {
    await ack();
    await pressButton(deps, { click: body, value: action.value ?? '', origin: context });
  });

  const back = { type: 'block_actions', action_id: buttonIds.back } as const;
  app.action<Click>(back, async ({ ack, body, context }) => {
    await ack();
    const { view } = body;
    if (view) await fillModal(deps, view.id, await orTrouble(deps, goBack(deps, view, context)));
  });

  // Slack sends an action for link buttons too, and expects an ack within three seconds.
  const page = { type: 'block_actions', action_id: new RegExp(`^${buttonIds.page}`) } as const;
  app.action<Click>(page, async ({ ack }) => ack());
}

interface Press {
  readonly click: Click;
  readonly value: string;
  readonly origin: Origin;
}

async function pressButton(deps: SlackDeps, { click, value, origin }: Press): Promise<void> {
  const { trigger_id, response_url, view } = click;
  const interaction = { triggerId: trigger_id, responseUrl: response_url, origin };
  const intent = parseIntent(value);
  if (view?.type !== 'modal') return showInModal(deps, interaction, intent);
  await fillModal(deps, view.id, await orTrouble(deps, handleIntent(deps, interaction, intent)));
}

async function goBack(deps: SlackDeps, view: ViewOutput, origin: Origin): Promise<View> {
  const formState = parseFormState(view.private_metadata);
  if (!formState) return messageView(chatTroubles.conflict);
  const { answers } = parseViewState(view.state.values);
  const submission = { formState, answers, direction: 'back', files: [] } as const;
  return respond(deps, origin, (botUser) => deps.bot.handleSubmission(botUser, submission));
}

/** Answers a step of a form: with the next step, errors beside the fields, or the card of what was done. */
export function registerForms(app: App, deps: SlackDeps): void {
  const submission = { callback_id: formCallback, type: 'view_submission' } as const;
  app.view(submission, async ({ ack, view, context }) => {
    await ack(await handleFormSubmission(deps, view, context));
  });
}

async function handleFormSubmission(
  deps: SlackDeps,
  view: ViewOutput,
  origin: Origin,
): Promise<ViewResponseAction> {
  const formState = parseFormState(view.private_metadata);
  if (!formState) return show(messageView(chatTroubles.conflict));
  const submission = {
    formState,
    ...parseViewState(view.state.values),
    direction: 'next',
  } as const;
  try {
    const view = await respond(deps, origin, (botUser) =>
      deps.bot.handleSubmission(botUser, submission),
    );
    return fieldErrors(view, formState) ?? show(view);
  } catch (error) {
    deps.logError(toError(error));
    return keepOpen(view);
  }
}

function show(view: View): ViewResponseAction {
  return { response_action: 'update', view: modalOf(view) };
}

/** When only answers of this step are wrong, the modal stays as it is and Slack shows the errors beside its fields. */
function fieldErrors(view: View, submission: FormState): ViewResponseAction | undefined {
  if (view.kind !== 'form' || view.alert || !isSameStep(view.formState, submission))
    return undefined;
  const errors = Object.entries(view.errors);
  const shown = fieldsShown(view);
  if (errors.length === 0 || !errors.every(([name]) => shown.includes(name))) return undefined;
  return {
    response_action: 'errors',
    errors: Object.fromEntries(errors.map(([name, error]) => [blockIdOf(name, submission), error])),
  };
}

/** Compared as JSON, which leaves out undefined properties. */
const isSameStep = (one: FormState, other: FormState) =>
  isDeepStrictEqual(JSON.parse(JSON.stringify(one)), JSON.parse(JSON.stringify(other)));

/** Keeps the modal, and so the answers, with the trouble beside the first question. */
function keepOpen({ state, blocks }: ViewOutput): ViewResponseAction {
  const first =
    blocks.find(({ type }) => type === 'input')?.block_id ?? Object.keys(state.values)[0];
  return first
    ? { response_action: 'errors', errors: { [first]: chatTroubles.notSent } }
    : show(messageView(chatTroubles.broken));
}
