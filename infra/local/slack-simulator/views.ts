import { randomBytes } from 'node:crypto';
import { type NamedBlock, nameBlocks } from './block-kit/checked.ts';
import type { Home, Modal } from './block-kit/surfaces.ts';

/** A modal or a Home with the fields that Slack adds. */
export type ShownView = (Modal | Home) & {
  readonly id: string;
  readonly team_id: string;
  readonly blocks: NamedBlock[];
  /** The values typed so far, by block id and action id. */
  readonly state: { readonly values: StateValues };
  readonly hash: string;
  readonly root_view_id: string;
  readonly previous_view_id: string | null;
  readonly app_id: string;
  readonly bot_id: string;
};

export type StateValues = Readonly<Record<string, Readonly<Record<string, StateValue>>>>;
export type StateValue = Readonly<Record<string, unknown>> & { readonly type: string };

export type ViewReply =
  | { readonly kind: 'shown'; readonly view: ShownView }
  | { readonly kind: 'refused'; readonly error: string };

interface Trigger {
  readonly user: string;
  readonly viewId?: string | undefined;
  readonly expiresAt: number;
  used: boolean;
}

export interface ViewsOwner {
  readonly teamId: string;
  readonly appId: string;
  readonly botId: string;
  readonly now: () => Date;
}

const triggerMilliseconds = 3000;
const maxDepth = 3;

/**
 * The modals and Homes of all members. The emulator cannot close a modal, so it would count closed ones in the stack and
 * update them; that is why views are stored here.
 */
export class Views {
  readonly #owner: ViewsOwner;
  readonly #triggers = new Map<string, Trigger>();
  /** By user; the top modal is last. */
  readonly #stacks = new Map<string, ShownView[]>();
  readonly #homes = new Map<string, ShownView>();

  constructor(owner: ViewsOwner) {
    this.#owner = owner;
  }

  /** Valid once, for three seconds. `viewId` is the view in which the user acted. */
  newTrigger(user: string, viewId?: string): string {
    const id = `${Date.now()}.${this.#owner.teamId.slice(1)}.${randomBytes(16).toString('hex')}`;
    const expiresAt = this.#owner.now().getTime() + triggerMilliseconds;
    this.#triggers.set(id, { user, viewId, expiresAt, used: false });
    return id;
  }

  homeOf(user: string): ShownView | undefined {
    return this.#homes.get(user);
  }

  stackOf(user: string): readonly ShownView[] {
    return this.#stacks.get(user) ?? [];
  }

  find(viewId: string): { readonly user: string; readonly view: ShownView } | undefined {
    for (const [user, views] of [...this.#stacks, ...this.#homeList()]) {
      const view = views.find(({ id }) => id === viewId);
      if (view) return { user, view };
    }
    return undefined;
  }

  publish(user: string, home: Home, hash: string | undefined): ViewReply {
    const old = this.#homes.get(user);
    if (hash && old && hash !== old.hash) return refused('hash_conflict');
    const view = this.#create(home, old);
    this.#homes.set(user, view);
    return { kind: 'shown', view };
  }

  open(triggerId: string, modal: Modal): ViewReply {
    const trigger = this.#use(triggerId);
    if (typeof trigger === 'string') return refused(trigger);
    const view = this.#create(modal);
    this.#stacks.set(trigger.user, [view]);
    return { kind: 'shown', view };
  }

  push(triggerId: string, modal: Modal): ViewReply {
    const trigger = this.#use(triggerId);
    if (typeof trigger === 'string') return refused(trigger);
    return this.pushOn(trigger.user, trigger.viewId, modal);
  }

  /** Needs no trigger, so that the answer to a submission can push too. */
  pushOn(user: string, viewId: string | undefined, modal: Modal): ViewReply {
    const stack = this.stackOf(user);
    const top = stack.at(-1);
    if (!top || top.id !== viewId) return refused('view_not_found');
    if (stack.length >= maxDepth) return refused('push_limit_reached');
    const view = this.#create(modal, undefined, top);
    this.#stacks.set(user, [...stack, view]);
    return { kind: 'shown', view };
  }

  update(key: { id?: string; externalId?: string }, sent: Modal | Home, hash?: string): ViewReply {
    const { id, externalId } = key;
    const all = [...this.#stacks.values(), ...this.#homeList().map(([, views]) => views)].flat();
    const old = all.find((view) => (id ? view.id === id : view.external_id === externalId));
    if (!old || (!id && !externalId)) return refused('not_found');
    if (old.type !== sent.type) return refused('invalid_arguments');
    if (hash && hash !== old.hash) return refused('hash_conflict');
    return { kind: 'shown', view: this.#replace(old, this.#create(sent, old)) };
  }

  /** Keeps typed values, as Slack does while block id and action id stay the same. */
  type(viewId: string, values: StateValues): void {
    const found = this.find(viewId);
    if (found) this.#replace(found.view, { ...found.view, state: { values } });
  }

  /** Closes the top modal, or all. */
  close(user: string, all: boolean): void {
    this.#stacks.set(user, all ? [] : this.stackOf(user).slice(0, -1));
  }

  #use(triggerId: string): Trigger | string {
    const trigger = this.#triggers.get(triggerId);
    if (!trigger) return 'invalid_trigger_id';
    if (trigger.used) return 'exchanged_trigger_id';
    if (trigger.expiresAt <= this.#owner.now().getTime()) return 'expired_trigger_id';
    trigger.used = true;
    return trigger;
  }

  #create(sent: Modal | Home, old?: ShownView, below?: ShownView): ShownView {
    const { teamId, appId, botId } = this.#owner;
    const id = old?.id ?? `V${randomBytes(5).toString('hex').toUpperCase()}`;
    return {
      ...sent,
      blocks: nameBlocks(sent.blocks),
      id,
      team_id: teamId,
      state: old?.state ?? { values: {} },
      hash: `${Math.floor(Date.now() / 1000)}.${randomBytes(4).toString('hex')}`,
      root_view_id: old?.root_view_id ?? below?.root_view_id ?? id,
      previous_view_id: old?.previous_view_id ?? below?.id ?? null,
      app_id: appId,
      bot_id: botId,
    };
  }

  #replace(old: ShownView, view: ShownView): ShownView {
    for (const [user, home] of this.#homes) if (home.id === old.id) this.#homes.set(user, view);
    for (const [user, stack] of this.#stacks) {
      this.#stacks.set(
        user,
        stack.map((one) => (one.id === old.id ? view : one)),
      );
    }
    return view;
  }

  #homeList(): [string, ShownView[]][] {
    return [...this.#homes].map(([user, home]) => [user, [home]]);
  }
}

const refused = (error: string): ViewReply => ({ kind: 'refused', error });
