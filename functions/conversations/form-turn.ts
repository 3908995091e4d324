import type { KnownPerson } from '../domain/people/person.ts';
import type { Form } from '../words/form.ts';
import type { FormTurn } from '../words/turn.ts';
import type { TalkDeps } from './talk-deps.ts';

type Given = Pick<FormTurn, 'form' | 'about' | 'bookmark' | 'sendLabel'> & Partial<FormTurn>;

/** A form that is shown, with what most of them do not have. */
export function formTurn(given: Given): FormTurn {
  return {
    kind: 'form',
    steps: stepsOf(given.form),
    answers: {},
    errors: {},
    keepsDrafts: false,
    photos: 0,
    ...given,
  };
}

const stepsOf = ({ steps }: Form): readonly number[] => steps.map((_, index) => index);

/** The same place on the site, for that person. */
export async function siteLink(
  { makePass, setting }: Pick<TalkDeps, 'makePass' | 'setting'>,
  person: KnownPerson,
  path: string,
): Promise<string> {
  return `${setting.siteUrl}/lien/${await makePass(person, path)}`;
}
