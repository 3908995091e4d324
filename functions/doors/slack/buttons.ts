import type { App, BlockAction, ButtonAction, ViewOutput } from '@slack/bolt';
import { buttonIds } from '../../cards/block-kit/action-blocks.ts';
import { readViewState } from '../../cards/block-kit/read-view-state.ts';
import { readCarriedAsk, readCarriedBookmark } from '../../words/asks/carried.ts';
import { chatTroubles } from '../../words/chat.ts';
import type { Turn } from '../../words/turn.ts';
import { answer, card, orTrouble } from './answer.ts';
import { fill, hear, showInModal } from './show-in-modal.ts';
import type { Origin } from './slack-accounts.ts';
import type { SlackDeps } from './slack-deps.ts';

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
