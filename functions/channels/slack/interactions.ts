import { isDeepStrictEqual } from 'node:util';
import type { App, BlockAction, ButtonAction, ViewOutput, ViewResponseAction } from '@slack/bolt';
import { readCarriedAsk, readCarriedBookmark } from '../../bot/model/payloads.ts';
import type { Bookmark, Turn } from '../../bot/model/views.ts';
import { chatTroubles } from '../../content/chats.ts';
import { fill, hear, modalOf, showInModal } from './modals.ts';
import { buttonIds } from './render/blocks.ts';
import { blockIdOf, fieldsShown, formCallback } from './render/form-modal.ts';
import { answer, card, type Origin, orTrouble, type SlackDeps, toError } from './respond.ts';
import { readViewState } from './view-state.ts';

type Click = BlockAction<ButtonAction>;

/** Buttons of cards and of forms. What they carry may be old or forged: it says what is asked, never what is allowed. */
export function registerButtons(app: App, deps: SlackDeps): void {
  const ask = { type: 'block_actions', action_id: new RegExp(`^${buttonIds.ask}:`) } as const;
  app.action<Click>(ask, async ({ ack, action, body, context }) => {
    await ack();
    await press(deps, { click: body, value: action.value ?? '', origin: context });
  });

  const back = { type: 'block_actions', action_id: buttonIds.back } as const;
  app.action<Click>(back, async ({ ack, body, context }) => {
    await ack();
    const { view } = body;
    if (view) await fill(deps, view.id, await orTrouble(deps, goBack(deps, view, context)));
  });

  // It led to a page: Slack tells it all the same, and waits for an answer.
  const page = { type: 'block_actions', action_id: new RegExp(`^${buttonIds.page}`) } as const;
  app.action<Click>(page, async ({ ack }) => ack());
}

interface Press {
  readonly click: Click;
  readonly value: string;
  readonly origin: Origin;
}

async function press(deps: SlackDeps, { click, value, origin }: Press): Promise<void> {
  const { trigger_id, response_url, view } = click;
  const knock = { triggerId: trigger_id, responseUrl: response_url, origin };
  const ask = readCarriedAsk(value);
  if (view?.type !== 'modal') return showInModal(deps, knock, ask);
  await fill(deps, view.id, await orTrouble(deps, hear(deps, knock, ask)));
}

async function goBack(deps: SlackDeps, view: ViewOutput, origin: Origin): Promise<Turn> {
  const bookmark = readCarriedBookmark(view.private_metadata);
  if (!bookmark) return card(chatTroubles.stale);
  const { answers } = readViewState(view.state.values);
  const sent = { bookmark, answers, way: 'back', files: [] } as const;
  return answer(deps, origin, (speaker) => deps.talk.take(speaker, sent));
}

/** A step of a form that was sent: its next step, its errors in their places, or the card of what was done. */
export function registerForms(app: App, deps: SlackDeps): void {
  const sent = { callback_id: formCallback, type: 'view_submission' } as const;
  app.view(sent, async ({ ack, view, context }) => {
    await ack(await takeForm(deps, view, context));
  });
}

async function takeForm(
  deps: SlackDeps,
  view: ViewOutput,
  origin: Origin,
): Promise<ViewResponseAction> {
  const bookmark = readCarriedBookmark(view.private_metadata);
  if (!bookmark) return show(card(chatTroubles.stale));
  const sent = { bookmark, ...readViewState(view.state.values), way: 'on' } as const;
  try {
    const turn = await answer(deps, origin, (speaker) => deps.talk.take(speaker, sent));
    return errorsInPlace(turn, bookmark) ?? show(turn);
  } catch (error) {
    deps.reportError(toError(error));
    return keepOpen(view);
  }
}

function show(turn: Turn): ViewResponseAction {
  return { response_action: 'update', view: modalOf(turn) };
}

/** Where nothing but answers of this very step is wrong, the window stays as it is, and Slack shows each error. */
function errorsInPlace(turn: Turn, sent: Bookmark): ViewResponseAction | undefined {
  if (turn.kind !== 'form' || turn.alert || !isSamePlace(turn.bookmark, sent)) return undefined;
  const errors = Object.entries(turn.errors);
  const shown = fieldsShown(turn);
  if (errors.length === 0 || !errors.every(([name]) => shown.includes(name))) return undefined;
  return {
    response_action: 'errors',
    errors: Object.fromEntries(errors.map(([name, error]) => [blockIdOf(name, sent), error])),
  };
}

/** What is carried of a bookmark: what is undefined in it is not. */
const isSamePlace = (one: Bookmark, other: Bookmark) =>
  isDeepStrictEqual(JSON.parse(JSON.stringify(one)), JSON.parse(JSON.stringify(other)));

/** Nothing that was typed is lost: it is said beside the first question. */
function keepOpen({ state, blocks }: ViewOutput): ViewResponseAction {
  const first =
    blocks.find(({ type }) => type === 'input')?.block_id ?? Object.keys(state.values)[0];
  return first
    ? { response_action: 'errors', errors: { [first]: chatTroubles.notSent } }
    : show(card(chatTroubles.broken));
}
