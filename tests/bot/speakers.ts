import type { Speaker } from '../../functions/bot/model/context.ts';
import type { CardTurn, FormTurn, Sent, Turn } from '../../functions/bot/model/views.ts';
import type { KnownPerson } from '../../functions/domain/people/person.ts';
import type { World } from '../shared/world.ts';

/** Somebody whom the chat vouches for, as they are bound at this moment. */
export async function speakerOf(world: World, { mail }: Pick<KnownPerson, 'mail'>) {
  const person = await world.persons.find(mail);
  if (!person) throw new Error(`Nobody has the mailbox ${mail}`);
  return { kind: 'known', door: 'slack', account: `T1/${mail}`, person } as const;
}

export const stranger: Extract<Speaker, { kind: 'stranger' }> = {
  kind: 'stranger',
  door: 'slack',
  account: 'T1/U9',
  mail: 'ines.leroy@colleges.example.org',
  name: 'Inès Leroy',
};

export function cardIn(turn: Turn): CardTurn['notice'] {
  if (turn.kind !== 'card') throw new Error(`a form, ${turn.form.id}, and no card`);
  return turn.notice;
}

export function formIn(turn: Turn): FormTurn {
  if (turn.kind !== 'form') throw new Error(`a card, ${turn.notice.title}, and no form`);
  return turn;
}

/** Everything that a card says. */
export function textOf(turn: Turn): string {
  return JSON.stringify(cardIn(turn)).replace(/[\u00a0\u202f]/g, ' ');
}

/** What is sent of a form that is shown. */
export function sent(turn: Turn, answers: Sent['answers'], more: Partial<Sent> = {}): Sent {
  const { bookmark } = formIn(turn);
  // As a chat carries it.
  return { bookmark: JSON.parse(JSON.stringify(bookmark)), answers, way: 'on', files: [], ...more };
}

export function buttonOf(turn: Turn, label: string) {
  const button = cardIn(turn).actions.find((action) => action.label === label);
  if (!button?.ask)
    throw new Error(`no button ${label} in ${JSON.stringify(cardIn(turn).actions)}`);
  return button.ask;
}
