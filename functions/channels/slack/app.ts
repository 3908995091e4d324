import { App, type Receiver } from '@slack/bolt';
import type { View } from '../../bot/model/views.ts';
import { chatTroubles } from '../../content/chats.ts';
import { parseReport } from '../../content/language/needs-and-reports.ts';
import { fittedIntent, parseSentence } from '../../content/language/sentences.ts';
import type { Intent, IntentKind } from '../../content/model/intent.ts';
import { toError } from '../../domain/error.ts';
import { orTrouble } from '../chat/respond.ts';
import { registerButtons, registerForms } from './interactions.ts';
import { slackNames } from './manifest.ts';
import { registerMessages } from './messages.ts';
import { handleIntent, messageOf, openForm, showInModal } from './modals.ts';
import { notificationHome } from './render/notification.ts';
import { inputText, type Origin, respond, type SlackDeps } from './respond.ts';
import { quietLogger } from './web-api.ts';

/** Intents that usually open a form: a modal opens for them at once, since a trigger expires after three seconds. */
const opensForm: Readonly<Record<IntentKind, boolean>> = {
  declare: true,
  report: true,
  'follow-up': true,
  'update-damage-status': true,
  'request-correction': true,
  receive: true,
  'link-account': true,
  photos: true,
  overview: false,
  home: false,
  help: false,
  status: false,
  deliveries: false,
  delivery: false,
  damage: false,
  confirm: false,
  'declare-nothing': false,
  'file-nothing': false,
};

/** `/casiers …`: only the person who typed it sees the answer. */
export function registerCommands(app: App, deps: SlackDeps): void {
  app.command(slackNames.command, async ({ ack, command, context }) => {
    const intent = parseSentence(inputText(command.text));
    const interaction = {
      triggerId: command.trigger_id,
      responseUrl: command.response_url,
      origin: context,
    };
    if (opensForm[intent.kind]) {
      await showInModal(deps, interaction, intent);
      return ack();
    }
    const view = await orTrouble(deps, handleIntent(deps, interaction, intent));
    if (view.kind === 'form') {
      await openForm(deps, interaction, { view, intent });
      return ack();
    }
    return ack({ response_type: 'ephemeral', ...messageOf(view, intent) });
  });
}

/** The Home tab, published again each time a person opens it or closes a modal over it. */
export function registerHome(app: App, deps: SlackDeps): void {
  app.event('app_home_opened', async ({ event, body, context }) => {
    if (event.tab !== 'home') return;
    const view = homeView(deps, context, `slack ${body.event_id}`);
    await publish(deps, event.user, await orTrouble(deps, view));
  });

  // The Home tab then shows what was done in the modal. While the modal is open, publishing would delay its answer.
  app.view({ callback_id: /./, type: 'view_closed' }, async ({ ack, body, view, context }) => {
    await ack();
    try {
      await publish(deps, body.user.id, await homeView(deps, context, `slack ${view.id}`));
    } catch (error) {
      deps.logError(toError(error));
    }
  });
}

function homeView(deps: SlackDeps, origin: Origin, idempotencyKey: string): Promise<View> {
  return respond(deps, origin, (botUser) =>
    deps.bot.handleIntent(botUser, { kind: 'home' }, idempotencyKey),
  );
}

async function publish({ slack }: SlackDeps, user: string, view: View): Promise<void> {
  const notification = view.kind === 'message' ? view.notification : chatTroubles.broken;
  await slack.publishHome(user, notificationHome(notification));
}

/** The global shortcuts, and the one in the menu of each message. */
export function registerShortcuts(app: App, deps: SlackDeps): void {
  const { report, reportMessage, declare } = slackNames.shortcuts;
  const globalShortcuts: readonly (readonly [string, Intent])[] = [
    [report, { kind: 'report' }],
    [declare, { kind: 'declare' }],
  ];
  for (const [callback_id, intent] of globalShortcuts) {
    app.shortcut({ callback_id, type: 'shortcut' }, async ({ ack, shortcut, context }) => {
      await ack();
      await showInModal(deps, { triggerId: shortcut.trigger_id, origin: context }, intent);
    });
  }

  app.shortcut(
    { callback_id: reportMessage, type: 'message_action' },
    async ({ ack, shortcut, context }) => {
      await ack();
      const { trigger_id, response_url, message } = shortcut;
      const interaction = { triggerId: trigger_id, responseUrl: response_url, origin: context };
      const answers = parseReport(inputText(message.text ?? ''));
      await showInModal(deps, interaction, fittedIntent({ kind: 'report', answers }));
    },
  );
}

/** Registers the listeners. They translate between Slack and the bot, and decide nothing. */
export function createSlackApp(deps: SlackDeps, receiver: Receiver): App {
  const app = new App({
    receiver,
    // Our own client has the token. Given a token, Bolt would call `auth.test`.
    authorize: async () => ({ botId: 'ours', botUserId: 'ours' }),
    // The listeners of messages ignore bots themselves.
    ignoreSelf: false,
    convoStore: false,
    logger: quietLogger,
  });
  app.error(async (error) => {
    throw error.original ?? error;
  });
  registerCommands(app, deps);
  registerShortcuts(app, deps);
  registerButtons(app, deps);
  registerForms(app, deps);
  registerMessages(app, deps);
  registerHome(app, deps);
  return app;
}
