import { App, type Receiver } from '@slack/bolt';
import type { View } from '../../bot/model/views.ts';
import { chatTroubles } from '../../content/chats.ts';
import { parseReport } from '../../content/language/needs-and-reports.ts';
import { fittedIntent, parseSentence } from '../../content/language/sentences.ts';
import type { Intent, IntentKind } from '../../content/model/intent.ts';
import { toError } from '../../domain/error.ts';
import { registerButtons, registerForms } from './interactions.ts';
import { slackNames } from './manifest.ts';
import { registerMessages } from './messages.ts';
import { handleIntent, messageOf, openForm, showInModal } from './modals.ts';
import { notificationHome } from './render/notification.ts';
import { inputText, type Origin, orTrouble, respond, type SlackDeps } from './respond.ts';
import { quietLogger } from './web-api.ts';

/** Asks that are answered by a form, but for what stands in the way: a window opens for them at once. */
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

/** `/casiers …`: answered to that person only, where they typed it. */
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

/** The tab of the app that is somebody's own: drawn anew each time they open it, and when a window over it is closed. */
export function registerHome(app: App, deps: SlackDeps): void {
  app.event('app_home_opened', async ({ event, body, context }) => {
    if (event.tab !== 'home') return;
    const view = handleHomeOpened(deps, context, `slack ${body.event_id}`);
    await publish(deps, event.user, await orTrouble(deps, view));
  });

  // What was done in the window shows behind it; nobody waits for this, as they would while it is still open.
  app.view({ callback_id: /./, type: 'view_closed' }, async ({ ack, body, view, context }) => {
    await ack();
    try {
      await publish(deps, body.user.id, await handleHomeOpened(deps, context, `slack ${view.id}`));
    } catch (error) {
      deps.logError(toError(error));
    }
  });
}

function handleHomeOpened(deps: SlackDeps, origin: Origin, idempotencyKey: string): Promise<View> {
  return respond(deps, origin, (botUser) =>
    deps.bot.handleIntent(botUser, { kind: 'home' }, idempotencyKey),
  );
}

async function publish({ slack }: SlackDeps, user: string, view: View): Promise<void> {
  const notification = view.kind === 'message' ? view.notification : chatTroubles.broken;
  await slack.publishHome(user, notificationHome(notification));
}

/** The menus of Slack: one of any place, and one of each message. */
export function registerShortcuts(app: App, deps: SlackDeps): void {
  const { report, reportMessage, declare } = slackNames.shortcuts;
  const everywhere: readonly (readonly [string, Intent])[] = [
    [report, { kind: 'report' }],
    [declare, { kind: 'declare' }],
  ];
  for (const [callback_id, intent] of everywhere) {
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

/** The Slack door: who listens to what. It translates between Slack and the conversations, and decides nothing. */
export function createSlackApp(deps: SlackDeps, receiver: Receiver): App {
  const app = new App({
    receiver,
    // Our own client asks with the token of the moment; Bolt would ask Slack whose token it is (auth.test).
    authorize: async () => ({ botId: 'ours', botUserId: 'ours' }),
    // What bots write is left aside by those who listen to messages.
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
