import type { App } from '@slack/bolt';
import type { Ask } from '../../domain/ask.ts';
import { fittedAsk } from '../../words/asks/fitted-ask.ts';
import { readReport } from '../../words/asks/read-report.ts';
import { showInModal } from './show-in-modal.ts';
import type { SlackDeps } from './slack-deps.ts';
import { slackNames } from './slack-names.ts';
import { typedText } from './typed-text.ts';

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
