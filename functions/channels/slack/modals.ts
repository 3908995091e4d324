import type { ModalView } from '@slack/types';
import type { FormView, View } from '../../bot/model/views.ts';
import { chat, chatTroubles } from '../../content/chats.ts';
import type { Intent } from '../../content/model/intent.ts';
import { toError } from '../../domain/error.ts';
import { formModal } from './render/form-modal.ts';
import {
  notificationMessage,
  notificationModal,
  type SlackMessage,
  waitingModal,
} from './render/notification.ts';
import { messageView, type Origin, orTrouble, respond, type SlackDeps } from './respond.ts';
import { SlackApiError } from './web-api.ts';

export function modalOf(view: View): ModalView {
  return view.kind === 'form' ? formModal(view) : notificationModal(view.notification);
}

/** A message holds no form: a button opens it. */
export function messageOf(view: View, intent: Intent | undefined): SlackMessage {
  if (view.kind === 'message') return notificationMessage(view.notification);
  return notificationMessage({
    title: view.form.title,
    summary: view.about,
    sections: [],
    actions: [{ label: chat.openForm, intent, url: view.site, weight: 'main' }],
    footer: '',
  });
}

/** A click, a command or a shortcut, which may open a window within three seconds. */
export interface Interaction {
  readonly triggerId: string;
  readonly origin: Origin;
  /** Where to answer when no window opens; a shortcut has none. */
  readonly responseUrl?: string | undefined;
}

/** Names the act: Slack makes one trigger for each. */
export const idempotencyKeyOf = ({ triggerId }: Pick<Interaction, 'triggerId'>) =>
  `slack ${triggerId}`;

/** Hears an ask and shows its turn in a window, which opens first and is filled after: the trigger lives three seconds. */
export async function showInModal(
  deps: SlackDeps,
  interaction: Interaction,
  intent: Intent | undefined,
): Promise<void> {
  const [viewId, view] = await Promise.all([
    openWaiting(deps, interaction),
    orTrouble(deps, handleIntent(deps, interaction, intent)),
  ]);
  if (viewId === 'taken') return;
  if (viewId !== undefined && (await fill(deps, viewId, view))) return;
  await sendFallback(deps, interaction, { view, intent });
}

/** No ask: a button that is none of ours any more. */
export async function handleIntent(
  deps: SlackDeps,
  interaction: Interaction,
  intent: Intent | undefined,
): Promise<View> {
  if (!intent) return messageView(chatTroubles.conflict);
  return respond(deps, interaction.origin, (botUser) =>
    deps.bot.handleIntent(botUser, intent, idempotencyKeyOf(interaction)),
  );
}

/** `taken`: this very knock has opened a window already. */
async function openWaiting(
  { slack, logError }: SlackDeps,
  { triggerId }: Interaction,
): Promise<string | 'taken' | undefined> {
  try {
    return await slack.openView(triggerId, waitingModal());
  } catch (error) {
    if (error instanceof SlackApiError && error.code === 'exchanged_trigger_id') return 'taken';
    logError(toError(error));
    return undefined;
  }
}

/** False where the window could not be filled; one that was closed meanwhile needs nothing. */
export async function fill(
  { slack, logError }: SlackDeps,
  viewId: string,
  view: View,
): Promise<boolean> {
  try {
    await slack.updateView(viewId, modalOf(view));
    return true;
  } catch (error) {
    if (error instanceof SlackApiError && error.code === 'not_found') return true;
    logError(toError(error));
    return false;
  }
}

/** Shows a form that nobody expected: which collège is meant, for instance. */
export async function openForm(
  deps: SlackDeps,
  interaction: Interaction,
  { view, intent }: { readonly view: FormView; readonly intent: Intent },
): Promise<void> {
  try {
    await deps.slack.openView(interaction.triggerId, modalOf(view));
  } catch (error) {
    deps.logError(toError(error));
    await sendFallback(deps, interaction, { view, intent });
  }
}

/** What was done is told, and a form that did not open is offered again. */
async function sendFallback(
  { slack }: SlackDeps,
  { responseUrl, origin }: Interaction,
  { view, intent }: { readonly view: View; readonly intent: Intent | undefined },
): Promise<void> {
  const message = messageOf(view, intent);
  if (responseUrl) return slack.respond(responseUrl, message);
  if (origin.userId) await slack.post(origin.userId, message);
}
