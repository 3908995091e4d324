import type { IAdaptiveCard } from '@microsoft/teams.cards';
import * as z from 'zod';
import { parseFormState, parseIntent } from '../../bot/model/payloads.ts';
import type { View } from '../../bot/model/views.ts';
import { chatTroubles } from '../../content/chats.ts';
import { teamsNotifications } from '../../content/teams.ts';
import type { FormInput } from '../../domain/act.ts';
import { toError } from '../../domain/error.ts';
import type { InvokeActivity } from './activity.ts';
import {
  conversationOf,
  idempotencyKeyOf,
  messageView,
  renderView,
  respond,
  type TeamsDeps,
} from './respond.ts';

const names = z.array(z.string().max(100)).max(100).default([]);
const given = z.looseObject({
  formState: z.unknown(),
  /** The questions that were shown. */
  fields: names,
  /** Those of them that take several answers. */
  lists: names,
});

export interface Inputs {
  /** As JSON. */
  readonly formState: string;
  readonly answers: FormInput;
}

/** What a card of a form sends: our own data, and the answers beside it. Teams leaves out what was left empty. */
export function parseInputs(data: unknown): Inputs | undefined {
  const read = given.safeParse(data).data;
  if (!read?.formState) return undefined;
  const { formState, fields, lists } = read;
  const answers = fields.map((name) => {
    const input = inputTextOf(read[name]);
    return [name, lists.includes(name) ? input.split(',').filter(Boolean) : input] as const;
  });
  return { formState: JSON.stringify(formState), answers: Object.fromEntries(answers) };
}

function inputTextOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

const pressed = z.object({
  action: z.object({ verb: z.enum(['intent', 'next', 'back']), data: z.looseObject({}) }),
});
type Action = z.output<typeof pressed>['action'];

/** A button of a card: what Teams shows in its place. */
export async function pressCard(deps: TeamsDeps, invoke: InvokeActivity): Promise<object> {
  try {
    const view = await viewOf(deps, invoke);
    const drawn = renderView(view);
    if (view.kind === 'message') await showToAll(deps, invoke, drawn);
    return { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: drawn };
  } catch (error) {
    deps.logError(toError(error));
    // Said below the card, which stays as it is: nothing that was typed is lost.
    return {
      statusCode: 500,
      type: 'application/vnd.microsoft.error',
      value: { code: 'InternalServerError', message: chatTroubles.notSent },
    };
  }
}

async function viewOf(deps: TeamsDeps, invoke: InvokeActivity): Promise<View> {
  const action = pressed.safeParse(invoke.value).data?.action;
  return (action && workOf(deps, invoke, action)) ?? messageView(teamsNotifications.conflict);
}

/** What the button carries may be old or forged: it says what is asked, never what is allowed. */
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

/**
 * Only whoever pressed sees what answers their press, until they leave. What was done is shown to all of the
 * conversation, and stays; a form that is being filled in is its reader's alone.
 */
async function showToAll(deps: TeamsDeps, invoke: InvokeActivity, drawn: IAdaptiveCard) {
  if (!invoke.replyToId) return;
  try {
    await deps.teams.replace(conversationOf(invoke), invoke.replyToId, drawn);
  } catch (error) {
    deps.logError(toError(error));
  }
}
