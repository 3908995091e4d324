import { expect } from 'vitest';
import { cardOf } from '../../shared/teams-service.ts';
import { checkCard } from './render/check-card.ts';
import { type Account, durandInTeams, type TeamsInbound } from './teams-endpoint.ts';

interface Element {
  readonly id?: string;
  readonly type: string;
  readonly value?: string;
}

interface Button {
  readonly type: string;
  readonly title: string;
  readonly verb?: string;
  readonly url?: string;
  readonly data?: object;
}

export interface Shown {
  readonly speak: string;
  readonly body: readonly Element[];
  readonly actions: readonly Button[];
}

/** A person in Teams, who writes, reads cards, fills them in and presses their buttons. Every card is checked. */
export function personInTeams(
  channel: TeamsInbound,
  account: Account = durandInTeams,
  where: { readonly conversation?: { readonly id: string; readonly [more: string]: string } } = {},
) {
  channel.service.members.set(account.id, { ...account });

  function look(card: unknown): Shown {
    expect(card).toBeTypeOf('object');
    checkCard(card as object);
    return card as Shown;
  }

  const here = where.conversation?.id ?? 'a:personal';
  const lastHere = () =>
    channel.service.posted.findLast(({ conversation }) => conversation === here);

  /** The last card in the conversation. */
  function read(): Shown {
    const last = lastHere();
    if (!last) throw new Error('No card was posted');
    return look(cardOf(last));
  }

  function buttonOf(card: Shown, title: string): Button {
    const button = card.actions.find((one) => one.title === title);
    if (button) return button;
    throw new Error(`No ${title} among ${card.actions.map((one) => one.title).join(', ')}`);
  }

  /** As a client does: the values of the card with the typed answers over them, without empty ones. */
  function sentWith(card: Shown, { data, ...action }: Button, input: Record<string, string>) {
    const inputs = card.body.filter(({ type }) => type.startsWith('Input.'));
    for (const name of Object.keys(input)) {
      if (!inputs.some(({ id }) => id === name)) throw new Error(`The card asks for no ${name}`);
    }
    const values = inputs
      .map(({ id = '', value = '' }) => [id, input[id] ?? value] as const)
      .filter(([, value]) => value !== '');
    return {
      type: action.type,
      verb: action.verb,
      data: { ...data, ...Object.fromEntries(values) },
    };
  }

  return {
    read,
    async say(text: string): Promise<Shown> {
      const reply = await channel.say(text, where, account);
      expect(reply).toEqual({ status: 200, body: undefined });
      return read();
    },

    async press(card: Shown, title: string, input: Record<string, string> = {}): Promise<Shown> {
      const action = sentWith(card, buttonOf(card, title), input);
      const replyToId = lastHere()?.id;
      const { status, body } = await channel.press(action, { ...where, replyToId }, account);
      expect(status).toBe(200);
      expect(body).toMatchObject({ statusCode: 200 });
      return look(body.value);
    },

    titles: (card: Shown) => card.actions.map(({ title }) => title),
    text: (card: Shown) => JSON.stringify(card.body),
    valueOf: (card: Shown, name: string) => card.body.find(({ id }) => id === name)?.value,
  };
}
