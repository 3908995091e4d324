import type { App } from '@slack/bolt';
import { noticeHome } from '../../cards/block-kit/notice-surfaces.ts';
import { chatTroubles } from '../../words/chat.ts';
import type { Turn } from '../../words/turn.ts';
import { answer, orTrouble, toError } from './answer.ts';
import type { Origin } from './slack-accounts.ts';
import type { SlackDeps } from './slack-deps.ts';

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
