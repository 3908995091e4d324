import type { ModalView } from '@slack/types';
import type { FormTurn, Turn } from '../../bot/model/views.ts';
import { chat, chatTroubles } from '../../content/chats.ts';
import type { Ask } from '../../content/model/intent.ts';
import { formModal } from './render/form-modal.ts';
import {
  noticeMessage,
  noticeModal,
  type SlackMessage,
  waitingModal,
} from './render/notification.ts';
import { answer, card, type Origin, orTrouble, type SlackDeps, toError } from './respond.ts';
import { SlackFault } from './web-api.ts';

export function modalOf(turn: Turn): ModalView {
  return turn.kind === 'form' ? formModal(turn) : noticeModal(turn.notice);
}

/** A message holds no form: a button opens it. */
export function messageOf(turn: Turn, ask: Ask | undefined): SlackMessage {
  if (turn.kind === 'card') return noticeMessage(turn.notice);
  return noticeMessage({
    title: turn.form.title,
    summary: turn.about,
    sections: [],
    actions: [{ label: chat.openForm, ask, url: turn.site, weight: 'main' }],
    footer: '',
  });
}

/** A click, a command or a shortcut, which may open a window within three seconds. */
export interface Knock {
  readonly triggerId: string;
  readonly origin: Origin;
  /** Where to answer when no window opens; a shortcut has none. */
  readonly responseUrl?: string | undefined;
}

/** Names the act: Slack makes one trigger for each. */
export const openingOf = ({ triggerId }: Pick<Knock, 'triggerId'>) => `slack ${triggerId}`;

/** Hears an ask and shows its turn in a window, which opens first and is filled after: the trigger lives three seconds. */
export async function showInModal(
  deps: SlackDeps,
  knock: Knock,
  ask: Ask | undefined,
): Promise<void> {
  const [viewId, turn] = await Promise.all([
    openWaiting(deps, knock),
    orTrouble(deps, hear(deps, knock, ask)),
  ]);
  if (viewId === 'taken') return;
  if (viewId !== undefined && (await fill(deps, viewId, turn))) return;
  await tellElsewhere(deps, knock, { turn, ask });
}

/** No ask: a button that is none of ours any more. */
export async function hear(deps: SlackDeps, knock: Knock, ask: Ask | undefined): Promise<Turn> {
  if (!ask) return card(chatTroubles.stale);
  return answer(deps, knock.origin, (speaker) => deps.talk.hear(speaker, ask, openingOf(knock)));
}

/** `taken`: this very knock has opened a window already. */
async function openWaiting(
  { slack, reportError }: SlackDeps,
  { triggerId }: Knock,
): Promise<string | 'taken' | undefined> {
  try {
    return await slack.openView(triggerId, waitingModal());
  } catch (error) {
    if (error instanceof SlackFault && error.code === 'exchanged_trigger_id') return 'taken';
    reportError(toError(error));
    return undefined;
  }
}

/** False where the window could not be filled; one that was closed meanwhile needs nothing. */
export async function fill(
  { slack, reportError }: SlackDeps,
  viewId: string,
  turn: Turn,
): Promise<boolean> {
  try {
    await slack.updateView(viewId, modalOf(turn));
    return true;
  } catch (error) {
    if (error instanceof SlackFault && error.code === 'not_found') return true;
    reportError(toError(error));
    return false;
  }
}

/** Shows a form that nobody expected: which collège is meant, for instance. */
export async function openForm(
  deps: SlackDeps,
  knock: Knock,
  { turn, ask }: { readonly turn: FormTurn; readonly ask: Ask },
): Promise<void> {
  try {
    await deps.slack.openView(knock.triggerId, modalOf(turn));
  } catch (error) {
    deps.reportError(toError(error));
    await tellElsewhere(deps, knock, { turn, ask });
  }
}

/** What was done is told, and a form that did not open is offered again. */
async function tellElsewhere(
  { slack }: SlackDeps,
  { responseUrl, origin }: Knock,
  { turn, ask }: { readonly turn: Turn; readonly ask: Ask | undefined },
): Promise<void> {
  const message = messageOf(turn, ask);
  if (responseUrl) return slack.respond(responseUrl, message);
  if (origin.userId) await slack.post(origin.userId, message);
}
