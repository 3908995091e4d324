import { App, type Receiver } from '@slack/bolt';
import type { Turn } from '../../bot/model/views.ts';
import { chatTroubles } from '../../content/chats.ts';
import { readReport } from '../../content/language/needs-and-reports.ts';
import { fittedAsk, readAsk } from '../../content/language/sentences.ts';
import type { Ask, AskKind } from '../../content/model/intent.ts';
import { registerButtons, registerForms } from './interactions.ts';
import { slackNames } from './manifest.ts';
import { registerMessages } from './messages.ts';
import { hear, messageOf, openForm, showInModal } from './modals.ts';
import { noticeHome } from './render/notification.ts';
import { answer, type Origin, orTrouble, type SlackDeps, toError, typedText } from './respond.ts';
import { quietLogger } from './web-api.ts';

/** Asks that are answered by a form, but for what stands in the way: a window opens for them at once. */
const opensForm: Readonly<Record<AskKind, boolean>> = {
  declare: true,
  report: true,
  'follow-up': true,
  'move-damage': true,
  'ask-correction': true,
  receive: true,
  bind: true,
  photos: true,
  overview: false,
  home: false,
  help: false,
  standing: false,
  deliveries: false,
  delivery: false,
  damage: false,
  understood: false,
  'declare-nothing': false,
  'file-nothing': false,
};

/** `/casiers …`: answered to that person only, where they typed it. */
export function registerCommands(app: App, deps: SlackDeps): void {
  app.command(slackNames.command, async ({ ack, command, context }) => {
    const ask = readAsk(typedText(command.text));
    const knock = {
      triggerId: command.trigger_id,
      responseUrl: command.response_url,
      origin: context,
    };
    if (opensForm[ask.kind]) {
      await showInModal(deps, knock, ask);
      return ack();
    }
    const turn = await orTrouble(deps, hear(deps, knock, ask));
    if (turn.kind === 'form') {
      await openForm(deps, knock, { turn, ask });
      return ack();
    }
    return ack({ response_type: 'ephemeral', ...messageOf(turn, ask) });
  });
}

/** The tab of the app that is somebody's own: drawn anew each time they open it, and when a window over it is closed. */
export function registerHome(app: App, deps: SlackDeps): void {
  app.event('app_home_opened', async ({ event, body, context }) => {
    if (event.tab !== 'home') return;
    const turn = hearHome(deps, context, `slack ${body.event_id}`);
    await publish(deps, event.user, await orTrouble(deps, turn));
  });

  // What was done in the window shows behind it; nobody waits for this, as they would while it is still open.
  app.view({ callback_id: /./, type: 'view_closed' }, async ({ ack, body, view, context }) => {
    await ack();
    try {
      await publish(deps, body.user.id, await hearHome(deps, context, `slack ${view.id}`));
    } catch (error) {
      deps.reportError(toError(error));
    }
  });
}

function hearHome(deps: SlackDeps, origin: Origin, opening: string): Promise<Turn> {
  return answer(deps, origin, (speaker) => deps.talk.hear(speaker, { kind: 'home' }, opening));
}

async function publish({ slack }: SlackDeps, user: string, turn: Turn): Promise<void> {
  const notice = turn.kind === 'card' ? turn.notice : chatTroubles.broken;
  await slack.publishHome(user, noticeHome(notice));
}

/** The menus of Slack: one of any place, and one of each message. */
export function registerShortcuts(app: App, deps: SlackDeps): void {
  const { report, reportMessage, declare } = slackNames.shortcuts;
  const everywhere: readonly (readonly [string, Ask])[] = [
    [report, { kind: 'report' }],
    [declare, { kind: 'declare' }],
  ];
  for (const [callback_id, ask] of everywhere) {
    app.shortcut({ callback_id, type: 'shortcut' }, async ({ ack, shortcut, context }) => {
      await ack();
      await showInModal(deps, { triggerId: shortcut.trigger_id, origin: context }, ask);
    });
  }

  app.shortcut(
    { callback_id: reportMessage, type: 'message_action' },
    async ({ ack, shortcut, context }) => {
      await ack();
      const { trigger_id, response_url, message } = shortcut;
      const knock = { triggerId: trigger_id, responseUrl: response_url, origin: context };
      const answers = readReport(typedText(message.text ?? ''));
      await showInModal(deps, knock, fittedAsk({ kind: 'report', answers }));
    },
  );
}

/** The Slack door: who listens to what. It translates between Slack and the conversations, and decides nothing. */
export function makeSlackApp(deps: SlackDeps, receiver: Receiver): App {
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
