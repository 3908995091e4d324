import type { App } from '@slack/bolt';
import type { AskKind } from '../../domain/ask.ts';
import { readAsk } from '../../words/asks/read-ask.ts';
import { orTrouble } from './answer.ts';
import { messageOf } from './draw-turn.ts';
import { hear, openForm, showInModal } from './show-in-modal.ts';
import type { SlackDeps } from './slack-deps.ts';
import { slackNames } from './slack-names.ts';
import { typedText } from './typed-text.ts';

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
