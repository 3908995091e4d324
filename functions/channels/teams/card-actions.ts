import type { IAdaptiveCard } from '@microsoft/teams.cards';
import * as z from 'zod';
import { parseFormState, parseIntent } from '../../bot/model/payloads.ts';
import type { View, WrittenSubject } from '../../bot/model/views.ts';
import { chatTroubles } from '../../content/chats.ts';
import { teamsNotifications } from '../../content/teams.ts';
import type { FormInput } from '../../domain/act.ts';
import { toError } from '../../domain/error.ts';
import { withMessageLock } from '../../use-cases/send-once.ts';
import { recipientOf } from '../chat/queue.ts';
import { messageView } from '../chat/respond.ts';
import type { InvokeActivity } from './activity.ts';
import type { SharedConversation } from './connector.ts';
import {
  conversationOf,
  idempotencyKeyOf,
  renderView,
  respond,
  type TeamsDeps,
} from './respond.ts';

const names = z.array(z.string().max(100)).max(100).default([]);
const cardData = z.looseObject({
  formState: z.unknown(),
  /** The fields that were shown. */
  fields: names,
  /** Those of them with several answers. */
  lists: names,
});

export interface Inputs {
  /** JSON. */
  readonly formState: string;
  readonly answers: FormInput;
}

/** A form's card sends our own data with the answers beside it. Teams leaves out empty answers. */
export function parseInputs(data: unknown): Inputs | undefined {
  const parsed = cardData.safeParse(data).data;
  if (!parsed?.formState) return undefined;
  const { formState, fields, lists } = parsed;
  const answers = fields.map((name) => {
    const input = inputTextOf(parsed[name]);
    return [name, lists.includes(name) ? input.split(',').filter(Boolean) : input] as const;
  });
  return { formState: JSON.stringify(formState), answers: Object.fromEntries(answers) };
}

function inputTextOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

const execute = z.object({
  action: z.object({ verb: z.enum(['intent', 'next', 'back']), data: z.looseObject({}) }),
});
type Action = z.output<typeof execute>['action'];

/** Answers a button of a card with the card that Teams shows in its place. */
export async function pressCard(deps: TeamsDeps, invoke: InvokeActivity): Promise<object> {
  try {
    const view = await viewOf(deps, invoke);
    const card = renderView(view);
    if (view.kind === 'message') await updateMessage(deps, invoke, { card, written: view.written });
    return { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: card };
  } catch (error) {
    deps.logError(toError(error));
    // Teams shows the message below the card, which keeps its answers.
    return {
      statusCode: 500,
      type: 'application/vnd.microsoft.error',
      value: { code: 'InternalServerError', message: chatTroubles.notSent },
    };
  }
}

async function viewOf(deps: TeamsDeps, invoke: InvokeActivity): Promise<View> {
  const action = execute.safeParse(invoke.value).data?.action;
  return (action && workOf(deps, invoke, action)) ?? messageView(teamsNotifications.conflict);
}

/** The payload of a button may be old or forged: it says what is requested, never what is allowed. */
function workOf(
  deps: TeamsDeps,
  invoke: InvokeActivity,
  { verb, data }: Action,
): Promise<View> | undefined {
  const { bot } = deps;
  if (verb === 'intent') {
    const intent = parseIntent(JSON.stringify(data['intent'] ?? null));
    return (
      intent &&
      respond(deps, invoke, (botUser) =>
        bot.handleIntent(botUser, intent, idempotencyKeyOf(invoke)),
      )
    );
  }
  const inputs = parseInputs(data);
  const formState = inputs && parseFormState(inputs.formState);
  if (!formState) return undefined;
  const submission = { formState, answers: inputs.answers, direction: verb, files: [] };
  return respond(deps, invoke, (botUser) => bot.handleSubmission(botUser, submission));
}

interface Shown {
  readonly card: IAdaptiveCard;
  readonly written: WrittenSubject | undefined;
}

/**
 * Teams shows the answer to a button only to the person who pressed it, until they leave. In their own chat the message is
 * replaced as well. In a shared place it stays as it is, unless it is the message about what was written just now.
 */
async function updateMessage(
  deps: TeamsDeps,
  invoke: InvokeActivity,
  { card, written }: Shown,
): Promise<void> {
  const { replyToId } = invoke;
  if (!replyToId) return;
  const conversation = conversationOf(invoke);
  try {
    if (conversation.audience === 'reader') {
      await deps.teams.replace(conversation, replyToId, card);
    } else if (written) {
      await updateShared(deps, { ...conversation, replyToId }, written);
    }
  } catch (error) {
    deps.logError(toError(error));
  }
}

async function updateShared(
  deps: TeamsDeps,
  { replyToId, ...conversation }: SharedConversation & { readonly replyToId: string },
  { reference, version, notification }: WrittenSubject,
): Promise<void> {
  const recipient = recipientOf({ channel: 'teams', to: { kind: 'education' } });
  const { place } = (await deps.postedMessages.find(recipient, reference)) ?? {};
  // Within a thread, the id of a channel is followed by that of the thread.
  const isPressed = place?.message === replyToId && conversation.id.split(';')[0] === place.channel;
  if (!isPressed) return;
  await withMessageLock(deps, { recipient, reference }, async ({ shown }) => {
    if (version > shown) {
      const channel = { ...conversation, id: place.channel };
      await deps.teams.replaceForAll(channel, place.message, notification);
    }
    return { place, shown: Math.max(version, shown) };
  });
}
