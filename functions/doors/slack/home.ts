import type { App } from '@slack/bolt';
import { noticeHome } from '../../cards/block-kit/notice-surfaces.ts';
import { chatTroubles } from '../../words/chat.ts';
import { answer, orTrouble } from './answer.ts';
import type { SlackDeps } from './slack-deps.ts';

/** The tab of the app that is somebody's own: drawn anew each time they open it. */
export function registerHome(app: App, deps: SlackDeps): void {
  app.event('app_home_opened', async ({ event, body, context }) => {
    if (event.tab !== 'home') return;
    const opening = `slack ${body.event_id}`;
    const turn = await orTrouble(
      deps,
      answer(deps, context, (speaker) => deps.talk.hear(speaker, { kind: 'home' }, opening)),
    );
    const notice = turn.kind === 'card' ? turn.notice : chatTroubles.broken;
    await deps.slack.publishHome(event.user, noticeHome(notice));
  });
}
