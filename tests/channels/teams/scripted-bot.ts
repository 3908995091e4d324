import type { Bot, BotUser } from '../../../functions/bot/model/context.ts';
import type { FormSubmission, FormView, View } from '../../../functions/bot/model/views.ts';
import { damageForm } from '../../../functions/content/damages/forms.ts';
import type { Intent } from '../../../functions/content/model/intent.ts';
import type { Notification } from '../../../functions/content/model/notification.ts';
import { cardOf } from '../../shared/teams-service.ts';
import { createTestEnvironment } from '../../shared/test-environment.ts';
import { openTeamsEndpoint } from './teams-endpoint.ts';

export const notificationOf = (title: string): Notification => ({
  ...{ audience: 'reader', title, summary: `${title}.`, sections: [], actions: [], footer: '' },
});
export const messageView = (title: string): View => ({
  kind: 'message',
  notification: notificationOf(title),
});

/** A bot that gives the views of a script, and records its calls. */
export function createScriptedBot() {
  const intents: { botUser: BotUser; intent: Intent; idempotencyKey: string }[] = [];
  const submissions: { botUser: BotUser; submission: FormSubmission }[] = [];
  const script: (View | Error)[] = [];
  const next = async () => {
    const view = script.shift() ?? messageView('Bonjour');
    if (view instanceof Error) throw view;
    return view;
  };
  const bot: Bot = {
    handleIntent(botUser, intent, idempotencyKey) {
      intents.push({ botUser, intent, idempotencyKey });
      return next();
    },
    handleSubmission(botUser, submission) {
      submissions.push({ botUser, submission });
      return next();
    },
  };
  return { bot, intents, submissions, script };
}

export const formView: FormView = {
  ...{ kind: 'form', audience: 'reader', form: damageForm, steps: [1], answers: {}, errors: {} },
  about: 'Collège André Crochepierre',
  formState: { form: 'damage', expectedVersion: 0, idempotencyKey: 'opening-1', step: 1 },
  ...{ sendLabel: 'Continuer', keepsDrafts: false, photos: 0 },
};

/** The Teams function with a scripted bot. Sentences are not parsed. */
export async function openScriptedTeams() {
  const environment = await createTestEnvironment();
  const { bot, ...scripted } = createScriptedBot();
  const sentences: string[] = [];
  const parseSentence = (input: string): Intent => {
    sentences.push(input);
    return { kind: 'help', input };
  };
  const endpoint = await openTeamsEndpoint(environment, { bot, parseSentence });
  /** The `speak` text of each posted card. */
  const spoken = () => endpoint.service.posted.map((one) => cardOf(one)['speak']);
  return { ...endpoint, ...scripted, environment, sentences, spoken };
}

export type ScriptedTeams = Awaited<ReturnType<typeof openScriptedTeams>>;
