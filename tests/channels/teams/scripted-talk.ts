import type { Speaker, Talk } from '../../../functions/bot/model/context.ts';
import type { FormTurn, Sent, Turn } from '../../../functions/bot/model/views.ts';
import { damageForm } from '../../../functions/content/damages/forms.ts';
import type { Ask } from '../../../functions/content/model/intent.ts';
import type { Notice } from '../../../functions/content/model/notification.ts';
import { cardOf } from '../../shared/teams-service.ts';
import { makeWorld } from '../../shared/world.ts';
import { openTeamsDoor } from './teams-door.ts';

export const noticeOf = (title: string): Notice => ({
  ...{ title, summary: `${title}.`, sections: [], actions: [], footer: '' },
});
export const cardTurn = (title: string): Turn => ({ kind: 'card', notice: noticeOf(title) });

/** A talk that gives the next of the turns it was told to give, and remembers what it was asked. */
export function makeScriptedTalk() {
  const heard: { speaker: Speaker; ask: Ask; opening: string }[] = [];
  const taken: { speaker: Speaker; sent: Sent }[] = [];
  const script: (Turn | Error)[] = [];
  const next = async () => {
    const turn = script.shift() ?? cardTurn('Bonjour');
    if (turn instanceof Error) throw turn;
    return turn;
  };
  const talk: Talk = {
    hear(speaker, ask, opening) {
      heard.push({ speaker, ask, opening });
      return next();
    },
    take(speaker, sent) {
      taken.push({ speaker, sent });
      return next();
    },
  };
  return { talk, heard, taken, script };
}

export const formTurn: FormTurn = {
  ...{ kind: 'form', form: damageForm, steps: [1], answers: {}, errors: {} },
  about: 'Collège André Crochepierre',
  bookmark: { form: 'damage', seenVersion: 0, opening: 'opening-1', step: 1 },
  ...{ sendLabel: 'Continuer', keepsDrafts: false, photos: 0 },
};

/** The door before a talk that says what a test wants, and a reader that understands nothing. */
export async function openScriptedDoor() {
  const world = await makeWorld();
  const { talk, ...scripted } = makeScriptedTalk();
  const said: string[] = [];
  const readSentence = (typed: string): Ask => {
    said.push(typed);
    return { kind: 'help', typed };
  };
  const door = await openTeamsDoor(world, { talk, readSentence });
  /** What each card that stands says aloud. */
  const standing = () => door.service.posted.map((one) => cardOf(one)['speak']);
  return { ...door, ...scripted, world, said, standing };
}

export type ScriptedDoor = Awaited<ReturnType<typeof openScriptedDoor>>;
