import { App, type Receiver } from '@slack/bolt';
import { registerButtons } from './buttons.ts';
import { registerCommands } from './commands.ts';
import { registerForms } from './forms.ts';
import { registerHome } from './home.ts';
import { registerMessages } from './messages.ts';
import { quietLogger } from './quiet-logger.ts';
import { registerShortcuts } from './shortcuts.ts';
import type { SlackDeps } from './slack-deps.ts';

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
