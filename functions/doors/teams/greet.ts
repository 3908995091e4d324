import { teamsNotices } from '../../words/adaptive-card.ts';
import { card, conversationOf, draw, toError } from './answer.ts';
import type { Activity } from './read-activity.ts';
import type { TeamsDeps } from './teams-deps.ts';

/** Says hello where the bot was put, once: Teams tells of it in two ways, and again with each upgrade. */
export async function greet(deps: TeamsDeps, activity: Activity): Promise<void> {
  const { conversation } = activity;
  const noticeId = `teams-hello-${conversation.id}`;
  const report = await deps.sendOnce({ noticeId, recipient: 'conversation' }, async () => {
    await deps.teams.send(conversationOf(activity), draw(card(teamsNotices.hello)));
  });
  if (report.outcome === 'failed') throw toError(report.error);
}
