import type { Bot, BotUser } from '../../../functions/bot/model/context.ts';
import type { FormSubmission, FormView, View } from '../../../functions/bot/model/views.ts';
import { damageForm } from '../../../functions/content/damages/forms.ts';
import type { Intent } from '../../../functions/content/model/intent.ts';
import type { Notification } from '../../../functions/content/model/notification.ts';
import { cardOf } from '../../shared/teams-service.ts';
import { createTestEnvironment } from '../../shared/test-environment.ts';
import { openTeamsEndpoint } from './teams-endpoint.ts';

export const notificationOf = (title: string): Notification => ({
  ...{ title, summary: `${title}.`, sections: [], actions: [], footer: '' },
});
export const messageView = (title: string): View => ({
  kind: 'message',
  notification: notificationOf(title),
});

/** A talk that gives the next of the turns it was told to give, and remembers what it was asked. */
export function createScriptedBot() {
  const heard: { botUser: BotUser; intent: Intent; idempotencyKey: string }[] = [];
  const taken: { botUser: BotUser; submission: FormSubmission }[] = [];
  const script: (View | Error)[] = [];
  const next = async () => {
    const view = script.shift() ?? messageView('Bonjour');
    if (view instanceof Error) throw view;
    return view;
  };
  const bot: Bot = {
    handleIntent(botUser, intent, idempotencyKey) {
      heard.push({ botUser, intent, idempotencyKey });
      return next();
    },
    handleSubmission(botUser, submission) {
      taken.push({ botUser, submission });
      return next();
    },
  };
  return { bot, heard, taken, script };
}

export const formView: FormView = {
  ...{ kind: 'form', form: damageForm, steps: [1], answers: {}, errors: {} },
  about: 'Collège André Crochepierre',
  formState: { form: 'damage', expectedVersion: 0, idempotencyKey: 'opening-1', step: 1 },
  ...{ sendLabel: 'Continuer', keepsDrafts: false, photos: 0 },
};

/** The door before a talk that says what a test wants, and a reader that understands nothing. */
export async function openScriptedTeams() {
  const environment = await createTestEnvironment();
  const { bot, ...scripted } = createScriptedBot();
  const said: string[] = [];
  const parseSentence = (input: string): Intent => {
    said.push(input);
    return { kind: 'help', input };
  };
  const channel = await openTeamsEndpoint(environment, { bot, parseSentence });
  /** What each card that stands says aloud. */
  const campaignStatus = () => channel.service.posted.map((one) => cardOf(one)['speak']);
  return { ...channel, ...scripted, world: environment, said, status: campaignStatus };
}

export type ScriptedTeams = Awaited<ReturnType<typeof openScriptedTeams>>;
