import { greet } from './greet.ts';
import { hearMessage } from './hear-message.ts';
import { pressCard } from './press-card.ts';
import type { Activity } from './read-activity.ts';
import type { TeamsDeps } from './teams-deps.ts';

export interface TeamsReply {
  readonly status: number;
  readonly body?: unknown;
}

/** What Teams is answered: its people get cards, and so does whoever presses a button. */
export async function takeActivity(deps: TeamsDeps, activity: Activity): Promise<TeamsReply> {
  switch (activity.type) {
    case 'message':
      await hearMessage(deps, activity);
      return { status: 200 };
    case 'invoke':
      if (activity.name !== 'adaptiveCard/action') return { status: 501 };
      return { status: 200, body: await pressCard(deps, activity) };
    case 'conversationUpdate': {
      const isOurs = activity.membersAdded.some(({ id }) => id === activity.recipient.id);
      if (isOurs) await greet(deps, activity);
      return { status: 200 };
    }
    case 'installationUpdate':
      // `add-upgrade` is a new version: nobody has to be told.
      if (activity.action === 'add') await greet(deps, activity);
      return { status: 200 };
    case 'other':
      return { status: 200 };
  }
}
