import type { SeenMessage } from './messages.ts';
import {
  closedPayload,
  commandFields,
  eventEnvelope,
  messageActionsPayload,
  messageInPayload,
  messageShortcutPayload,
  shortcutPayload,
  stamped,
  submissionPayload,
  viewActionsPayload,
} from './payloads.ts';
import { readAnswer } from './responses.ts';
import {
  type Delivered,
  eventRequest,
  formRequest,
  payloadRequest,
  type SlackSender,
} from './sender.ts';
import { type SubmissionOutcome, takeSubmissionAnswer } from './submissions.ts';
import type { ShownView, StateValues } from './views.ts';
import { type ApiDeps, respond } from './web-api.ts';
import type { ApiResponse } from './web-api-methods.ts';
import { channelFor, type Member, memberOf, type Workspace } from './workspace.ts';

export interface ClientDeps extends ApiDeps {
  readonly sender: SlackSender;
  readonly now: () => Date;
}

/** A button or a list, by its names, and what was chosen in it. */
export interface Pressed {
  readonly block_id: string;
  readonly action_id: string;
  readonly type: string;
  readonly [name: string]: unknown;
}

export interface PressedInView {
  readonly viewId: string;
  readonly pressed: Pressed;
  /** What stands in the fields of the view at that moment. */
  readonly input?: StateValues | undefined;
}

export interface Said {
  readonly text: string;
  readonly where?: string | undefined;
  readonly threadTs?: string | undefined;
}

/** What people do in Slack, told to the app as Slack tells it. People and channels go by their names. */
export class SlackClient {
  readonly #deps: ClientDeps;

  constructor(deps: ClientDeps) {
    this.#deps = deps;
  }

  get workspace(): Workspace {
    return this.#deps.engine.workspace;
  }

  /** `/casiers …`, in the conversation with the bot or in a channel. */
  async command(who: string, text: string, where?: string): Promise<Delivered> {
    const act = this.#act(who);
    const channel = channelFor(this.workspace, who, where);
    const target = { user: act.member.id, channel: channel.id };
    const responseUrl = this.#deps.responses.make(target);
    const fields = commandFields(act, text, { channel, responseUrl });
    const what = `/casiers ${text}`.trim();
    const delivered = await this.#deps.sender.send(what, formRequest(fields));
    const answer = delivered.kind === 'answered' ? readAnswer(delivered.reply.body) : undefined;
    if (answer) this.#judge(what, await respond(answer, target, this.#deps));
    return delivered;
  }

  /** Writes to the bot, or in a channel: there it hears only what mentions it. Gives the message. */
  async say(who: string, { text, where, threadTs }: Said): Promise<string> {
    const { engine, now, sender } = this.#deps;
    const member = memberOf(this.workspace, who);
    const channel = channelFor(this.workspace, who, where);
    const written = escapeText(text).replaceAll(
      `@${this.workspace.bot.name}`,
      `<@${this.workspace.bot.userId}>`,
    );
    const args = { channel: channel.id, text: written, thread_ts: threadTs };
    const posted = await engine.call('chat.postMessage', member.token, args);
    const ts = String(posted['ts']);
    const isDirect = channel.id === member.directChannel;
    const isMention = written.includes(`<@${this.workspace.bot.userId}>`);
    if (!isDirect && !isMention) return ts;
    const type = isDirect ? 'message' : 'app_mention';
    const event = {
      type,
      ...(isDirect && { channel_type: 'im' }),
      user: member.id,
      text: written,
      ts,
      event_ts: ts,
      channel: channel.id,
      team: this.workspace.team.id,
      ...(threadTs && { thread_ts: threadTs }),
    };
    await sender.sendEvent(type, eventRequest(eventEnvelope(this.workspace, event, now())));
    return ts;
  }

  /** What Slack asks of an address when it is given it. */
  async verifyEndpoint(): Promise<Delivered> {
    const asked = { type: 'url_verification', challenge: 'local', token: '' };
    return this.#deps.sender.send('url_verification', eventRequest(asked));
  }

  /** Opens the Home of the app. */
  async openHome(who: string): Promise<Delivered> {
    const { now, sender, views } = this.#deps;
    const { id, directChannel } = memberOf(this.workspace, who);
    const home = views.homeOf(id);
    const event = {
      type: 'app_home_opened',
      user: id,
      channel: directChannel,
      tab: 'home',
      event_ts: String(now().getTime() / 1000),
      ...(home && { view: home }),
    };
    return sender.sendEvent(
      'app_home_opened',
      eventRequest(eventEnvelope(this.workspace, event, now())),
    );
  }

  async pressInMessage(who: string, message: SeenMessage, pressed: Pressed): Promise<Delivered> {
    const act = this.#act(who);
    const where = {
      ...this.#placeOf(act.member, message),
      message: messageInPayload(message, this.workspace),
      isEphemeral: message.isEphemeral,
    };
    const payload = messageActionsPayload(act, stamped(pressed, this.#deps.now()), where);
    return this.#deps.sender.send(`block_actions ${pressed.action_id}`, payloadRequest(payload));
  }

  async pressInView(who: string, { viewId, pressed, input }: PressedInView): Promise<Delivered> {
    if (input) this.#deps.views.type(viewId, input);
    const view = this.#viewOf(who, viewId);
    const payload = viewActionsPayload(
      this.#act(who, viewId),
      stamped(pressed, this.#deps.now()),
      view,
    );
    return this.#deps.sender.send(`block_actions ${pressed.action_id}`, payloadRequest(payload));
  }

  /** One of the menu that is everywhere. */
  async shortcut(who: string, callbackId: string): Promise<Delivered> {
    const payload = shortcutPayload(this.#act(who), callbackId, this.#deps.now());
    return this.#deps.sender.send(`shortcut ${callbackId}`, payloadRequest(payload));
  }

  /** The action of a message's menu. */
  async messageShortcut(who: string, callbackId: string, message: SeenMessage): Promise<Delivered> {
    const act = this.#act(who);
    const payload = messageShortcutPayload(act, callbackId, {
      ...this.#placeOf(act.member, message),
      message: messageInPayload(message, this.workspace),
    });
    return this.#deps.sender.send(`message_action ${callbackId}`, payloadRequest(payload));
  }

  /** What stands in the fields of a view, kept for when it is drawn again. */
  type(who: string, viewId: string, input: StateValues): void {
    this.#deps.views.type(this.#viewOf(who, viewId).id, input);
  }

  async submit(who: string, viewId: string, input: StateValues): Promise<SubmissionOutcome> {
    const { sender, views } = this.#deps;
    this.type(who, viewId, input);
    const view = this.#viewOf(who, viewId);
    const payload = submissionPayload(this.#act(who, viewId), view);
    const what = `view_submission ${view.callback_id ?? ''}`.trim();
    const delivered = await sender.send(what, payloadRequest(payload));
    const { id } = memberOf(this.workspace, who);
    const outcome = takeSubmissionAnswer(delivered, { user: id, view }, views);
    if (outcome.kind === 'refused') this.#judge(what, { ok: false, ...outcome });
    return outcome;
  }

  /** The one on top, or the whole stack. The app hears of it only if it asked to. */
  async close(who: string, all = false): Promise<void> {
    const { sender, views } = this.#deps;
    const member = memberOf(this.workspace, who);
    const stack = views.stackOf(member.id);
    const top = stack.at(-1);
    if (top?.type !== 'modal') return;
    const isCleared = all || top.clear_on_close === true;
    const closed = isCleared ? stack : [top];
    views.close(member.id, isCleared);
    for (const view of closed) {
      if (view.type !== 'modal' || !view.notify_on_close) continue;
      const payload = closedPayload({ workspace: this.workspace, member }, view, isCleared);
      await sender.send(`view_closed ${view.callback_id ?? ''}`.trim(), payloadRequest(payload));
    }
  }

  #act(who: string, viewId?: string) {
    const member = memberOf(this.workspace, who);
    const triggerId = this.#deps.views.newTrigger(member.id, viewId);
    return { workspace: this.workspace, member, triggerId };
  }

  #placeOf(member: Member, { channel, ts, threadTs, isEphemeral }: SeenMessage) {
    const message = { ts, isEphemeral };
    const target = { user: member.id, channel, threadTs, message };
    const known = this.workspace.channels.find(({ id }) => id === channel);
    return {
      channel: known ?? { id: channel, name: 'directmessage' },
      responseUrl: this.#deps.responses.make(target),
    };
  }

  #viewOf(who: string, viewId: string): ShownView {
    const found = this.#deps.views.find(viewId);
    if (found?.user !== memberOf(this.workspace, who).id)
      throw new Error(`${who} sees no such view`);
    return found.view;
  }

  /** An answer that breaks a limit was answered in time: it is wrong all the same. */
  #judge(what: string, { ok, error, errors }: ApiResponse): void {
    if (ok) return;
    const said = { what, outcome: error ?? '', isWrong: true, tookMilliseconds: 0 };
    this.#deps.log.add({ way: 'from-app', ...said, problems: errors ?? [] });
  }
}

const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
