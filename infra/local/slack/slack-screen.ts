import type { Ephemerals } from './ephemerals.ts';
import { asSeen, readMessages, type SeenMessage } from './messages.ts';
import type { SlackEngine } from './slack-engine.ts';
import type { ShownView, Views } from './views.ts';
import { channelFor, memberOf } from './workspace.ts';

export interface ScreenDeps {
  readonly engine: SlackEngine;
  readonly ephemerals: Ephemerals;
  readonly views: Views;
}

/** What each person sees of Slack. */
export class SlackScreen {
  readonly #deps: ScreenDeps;

  constructor(deps: ScreenDeps) {
    this.#deps = deps;
  }

  /** Of the conversation with the bot, or of a channel; the earliest first, replies after their message. */
  async messages(who: string, where?: string): Promise<readonly SeenMessage[]> {
    const { engine, ephemerals } = this.#deps;
    const member = memberOf(engine.workspace, who);
    const { id } = channelFor(engine.workspace, who, where);
    const kept = await readMessages(engine, member, id);
    const passing = ephemerals
      .seenBy(member.id, id)
      .map((message) => asSeen(message, engine.workspace.bot.userId));
    return [...kept, ...passing].sort((a, b) => placeOf(a).localeCompare(placeOf(b)));
  }

  /** The modals that are open, the one on top last. */
  modals(who: string): readonly ShownView[] {
    return this.#deps.views.stackOf(this.#idOf(who));
  }

  home(who: string): ShownView | undefined {
    return this.#deps.views.homeOf(this.#idOf(who));
  }

  #idOf(who: string): string {
    return memberOf(this.#deps.engine.workspace, who).id;
  }
}

const placeOf = ({ ts, threadTs }: SeenMessage): string => `${threadTs ?? ts} ${ts}`;
