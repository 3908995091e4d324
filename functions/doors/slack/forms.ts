import { isDeepStrictEqual } from 'node:util';
import type { App, ViewOutput, ViewResponseAction } from '@slack/bolt';
import { blockIdOf, fieldsShown, formCallback } from '../../cards/block-kit/form-modal.ts';
import { readViewState } from '../../cards/block-kit/read-view-state.ts';
import { readCarriedBookmark } from '../../words/asks/carried.ts';
import { chatTroubles } from '../../words/chat.ts';
import type { Bookmark, Turn } from '../../words/turn.ts';
import { answer, card, toError } from './answer.ts';
import { modalOf } from './draw-turn.ts';
import type { Origin } from './slack-accounts.ts';
import type { SlackDeps } from './slack-deps.ts';

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
