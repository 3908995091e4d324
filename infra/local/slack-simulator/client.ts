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
  type UserAction,
  viewActionsPayload,
} from './payloads.ts';
import {
  type DeliveryResult,
  eventRequest,
  formRequest,
  payloadRequest,
  type SlackSender,
} from './sender.ts';
import { applySubmissionAnswer, type SubmissionOutcome } from './submissions.ts';
import type { ShownView, StateValues } from './views.ts';
import { type ApiDeps, respond } from './web-api.ts';
import type { ApiResponse } from './web-api-methods.ts';
import { channelFor, type Member, memberOf, type Workspace } from './workspace.ts';

export interface ClientDeps extends ApiDeps {
  readonly sender: SlackSender;
  readonly now: () => Date;
}

/** A button or a menu, and the chosen value, as in the `actions` of a payload. */
export interface BlockAction {
  readonly block_id: string;
  readonly action_id: string;
  readonly type: string;
  readonly [name: string]: unknown;
}

export interface ViewAction {
  readonly viewId: string;
  readonly action: BlockAction;
  /** The values of the view's fields at that moment. */
  readonly input?: StateValues | undefined;
}

export interface MessageInput {
  readonly text: string;
  /** The name of a channel; if absent, the direct messages with the bot. */
  readonly channel?: string | undefined;
  readonly threadTs?: string | undefined;
}

/** What members do in Slack, sent to the app as Slack sends it. Members and channels are given by name. */
export class SlackClient {
  readonly #deps: ClientDeps;

  constructor(deps: ClientDeps) {
    this.#deps = deps;
  }

  get workspace(): Workspace {
    return this.#deps.engine.workspace;
  }

  /** Runs `/remind tomorrow` as it is typed, in a channel or in the direct messages with the bot. */
  async command(handle: string, typed: string, channelName?: string): Promise<DeliveryResult> {
    const [command = '', ...words] = typed.trim().split(' ');
    if (!this.workspace.app.commands.some((each) => each.command === command)) {
      throw new Error(`The manifest has no command ${command}`);
    }
    const by = this.#actionOf(handle);
    const channel = channelFor(this.workspace, handle, channelName);
    const target = { user: by.member.id, channel: channel.id };
    const responseUrl = this.#deps.responseUrls.create(target);
    const text = words.join(' ');
    const fields = commandFields(by, { command, text }, { channel, responseUrl });
    const what = `${command} ${text}`.trim();
    const result = await this.#deps.sender.send(what, formRequest(fields));
    const message = result.kind === 'answered' ? parseAnswer(result.reply.body) : undefined;
    if (message) this.#logRefusal(what, await respond(message, target, this.#deps));
    return result;
  }

  /**
   * Posts a message. The app receives an event for its direct messages and, in channels, for messages that mention it.
   * Returns the timestamp of the message.
   */
  async say(handle: string, { text, channel: name, threadTs }: MessageInput): Promise<string> {
    const { engine, now, sender } = this.#deps;
    const { bot, team } = this.workspace;
    const member = memberOf(this.workspace, handle);
    const channel = channelFor(this.workspace, handle, name);
    const written = escapeText(text).replaceAll(`@${bot.name}`, `<@${bot.userId}>`);
    const args = { channel: channel.id, text: written, thread_ts: threadTs };
    const posted = await engine.call('chat.postMessage', member.token, args);
    const ts = String(posted['ts']);
    const isDirect = channel.id === member.directChannel;
    const isMention = written.includes(`<@${bot.userId}>`);
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
      team: team.id,
      ...(threadTs && { thread_ts: threadTs }),
    };
    await sender.sendEvent(type, eventRequest(eventEnvelope(this.workspace, event, now())));
    return ts;
  }

  /** Sends the request with which Slack verifies the address of an app. */
  async verifyEndpoint(): Promise<DeliveryResult> {
    const content = { type: 'url_verification', challenge: 'local', token: '' };
    return this.#deps.sender.send('url_verification', eventRequest(content));
  }

  async openHome(handle: string): Promise<DeliveryResult> {
    const { now, sender, views } = this.#deps;
    const { id, directChannel } = memberOf(this.workspace, handle);
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

  async pressInMessage(
    handle: string,
    message: SeenMessage,
    action: BlockAction,
  ): Promise<DeliveryResult> {
    const by = this.#actionOf(handle);
    const context = {
      ...this.#contextOf(by.member, message),
      message: messageInPayload(message, this.workspace),
      isEphemeral: message.isEphemeral,
    };
    const payload = messageActionsPayload(by, stamped(action, this.#deps.now()), context);
    return this.#deps.sender.send(`block_actions ${action.action_id}`, payloadRequest(payload));
  }

  async pressInView(
    handle: string,
    { viewId, action, input }: ViewAction,
  ): Promise<DeliveryResult> {
    if (input) this.#deps.views.type(viewId, input);
    const view = this.#viewOf(handle, viewId);
    const by = this.#actionOf(handle, viewId);
    const payload = viewActionsPayload(by, stamped(action, this.#deps.now()), view);
    return this.#deps.sender.send(`block_actions ${action.action_id}`, payloadRequest(payload));
  }

  /** Uses a global shortcut. */
  async shortcut(handle: string, callbackId: string): Promise<DeliveryResult> {
    const payload = shortcutPayload(this.#actionOf(handle), callbackId, this.#deps.now());
    return this.#deps.sender.send(`shortcut ${callbackId}`, payloadRequest(payload));
  }

  async messageShortcut(
    handle: string,
    callbackId: string,
    message: SeenMessage,
  ): Promise<DeliveryResult> {
    const by = this.#actionOf(handle);
    const payload = messageShortcutPayload(by, callbackId, {
      ...this.#contextOf(by.member, message),
      message: messageInPayload(message, this.workspace),
    });
    return this.#deps.sender.send(`message_action ${callbackId}`, payloadRequest(payload));
  }

  /** Keeps the values of a view's fields for the next time that it is shown. */
  type(handle: string, viewId: string, input: StateValues): void {
    this.#deps.views.type(this.#viewOf(handle, viewId).id, input);
  }

  async submit(handle: string, viewId: string, input: StateValues): Promise<SubmissionOutcome> {
    const { sender, views } = this.#deps;
    this.type(handle, viewId, input);
    const view = this.#viewOf(handle, viewId);
    const payload = submissionPayload(this.#actionOf(handle, viewId), view);
    const what = `view_submission ${view.callback_id ?? ''}`.trim();
    const result = await sender.send(what, payloadRequest(payload));
    const { id } = memberOf(this.workspace, handle);
    const outcome = applySubmissionAnswer(result, { user: id, view }, views);
    if (outcome.kind === 'refused') this.#logRefusal(what, { ok: false, ...outcome });
    return outcome;
  }

  /** Closes the top modal, or all. The app receives `view_closed` only for views with `notify_on_close`. */
  async close(handle: string, all = false): Promise<void> {
    const { sender, views } = this.#deps;
    const member = memberOf(this.workspace, handle);
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

  #actionOf(handle: string, viewId?: string): UserAction {
    const member = memberOf(this.workspace, handle);
    const triggerId = this.#deps.views.newTrigger(member.id, viewId);
    return { workspace: this.workspace, member, triggerId };
  }

  #contextOf(member: Member, { channel, ts, threadTs, isEphemeral }: SeenMessage) {
    const message = { ts, isEphemeral };
    const target = { user: member.id, channel, threadTs, message };
    const found = this.workspace.channels.find(({ id }) => id === channel);
    return {
      channel: found ?? { id: channel, name: 'directmessage' },
      responseUrl: this.#deps.responseUrls.create(target),
    };
  }

  #viewOf(handle: string, viewId: string): ShownView {
    const found = this.#deps.views.find(viewId);
    if (found?.user !== memberOf(this.workspace, handle).id) {
      throw new Error(`${handle} has no view ${viewId}`);
    }
    return found.view;
  }

  /** An answer can arrive in time and still exceed a limit. */
  #logRefusal(what: string, { ok, error, errors }: ApiResponse): void {
    if (ok) return;
    this.#deps.log.add({
      direction: 'from-app',
      what,
      outcome: error ?? '',
      isWrong: true,
      tookMilliseconds: 0,
      problems: errors ?? [],
    });
  }
}

/** The body of the answer to a command is empty, plain text or a message as JSON. */
function parseAnswer(body: string): Readonly<Record<string, unknown>> | undefined {
  if (body === '') return undefined;
  try {
    const content: unknown = JSON.parse(body);
    if (typeof content === 'object' && content !== null) return { ...content };
  } catch {
    // Plain text.
  }
  return { text: body };
}

const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
