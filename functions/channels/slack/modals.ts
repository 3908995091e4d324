import type { ModalView } from '@slack/types';
import type { FormView, View } from '../../bot/model/views.ts';
import { chat, chatTroubles } from '../../content/chats.ts';
import type { Intent } from '../../content/model/intent.ts';
import { toError } from '../../domain/error.ts';
import { messageView, orTrouble } from '../chat/respond.ts';
import { formModal } from './render/form-modal.ts';
import {
  notificationMessage,
  notificationModal,
  type SlackMessage,
  waitingModal,
} from './render/notification.ts';
import { type Origin, respond, type SlackDeps } from './respond.ts';
import { isDirectChannel, SlackApiError } from './web-api.ts';

export function modalOf(view: View): ModalView {
  return view.kind === 'form' ? formModal(view) : notificationModal(view.notification);
}

/** Slack messages cannot hold a form: a button opens it in a modal. */
export function messageOf(view: View, intent: Intent | undefined): SlackMessage {
  if (view.kind === 'message') return notificationMessage(view.notification);
  return notificationMessage({
    title: view.form.title,
    summary: view.about,
    sections: [],
    actions: [{ label: chat.openForm, intent, url: view.site?.magicLink, weight: 'main' }],
    footer: '',
  });
}

/** A click, a command or a shortcut. Its trigger can open a modal within three seconds. */
export interface Interaction {
  readonly triggerId: string;
  readonly origin: Origin;
  /** Where to answer when no modal opens; a global shortcut has none. */
  readonly responseUrl?: string | undefined;
}

/** Slack makes one trigger for each interaction. */
const idempotencyKeyOf = ({ triggerId }: Pick<Interaction, 'triggerId'>) => `slack ${triggerId}`;

/** Answers an intent in a modal. It opens at once and is filled afterwards, since the trigger expires after three seconds. */
export async function showInModal(
  deps: SlackDeps,
  interaction: Interaction,
  intent: Intent | undefined,
): Promise<void> {
  const [viewId, view] = await Promise.all([
    openWaiting(deps, interaction),
    orTrouble(deps, handleIntent(deps, interaction, intent)),
  ]);
  if (viewId === 'trigger-used') return;
  if (viewId !== undefined && (await fillModal(deps, viewId, view))) return;
  await sendFallback(deps, interaction, { view, intent });
}

/** `intent` is undefined for a button that we no longer understand. */
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

/** `trigger-used`: an earlier delivery of this interaction has opened its modal. `undefined`: the modal did not open. */
async function openWaiting(
  { slack, logError }: SlackDeps,
  { triggerId }: Interaction,
): Promise<string | 'trigger-used' | undefined> {
  try {
    return await slack.openView(triggerId, waitingModal());
  } catch (error) {
    if (error instanceof SlackApiError && error.code === 'exchanged_trigger_id') {
      return 'trigger-used';
    }
    logError(toError(error));
    return undefined;
  }
}

/** False when the modal could not be filled. A modal that was closed meanwhile needs no content. */
export async function fillModal(
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

/** Opens a form for an intent that usually needs none, such as the choice of a collège. */
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

/** Sends the answer as a message when no modal opened; a form becomes a button that opens it. */
async function sendFallback(
  { slack }: SlackDeps,
  { responseUrl, origin }: Interaction,
  { view, intent }: { readonly view: View; readonly intent: Intent | undefined },
): Promise<void> {
  const message = messageOf(view, intent);
  if (responseUrl) return slack.respond(responseUrl, message);
  const { userId = '' } = origin;
  if (isDirectChannel(userId)) await slack.post(userId, message);
}
