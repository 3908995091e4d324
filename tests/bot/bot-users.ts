import type { BotUser } from '../../functions/bot/model/context.ts';
import type {
  FormSubmission,
  FormView,
  MessageView,
  View,
} from '../../functions/bot/model/views.ts';
import type { KnownPerson } from '../../functions/domain/people/person.ts';
import type { TestEnvironment } from '../shared/test-environment.ts';

/** The linked user with that mailbox, with the collèges of this moment. */
export async function botUserOf(environment: TestEnvironment, { mail }: Pick<KnownPerson, 'mail'>) {
  const person = await environment.persons.find(mail);
  if (!person) throw new Error(`No person has the mailbox ${mail}`);
  return { kind: 'linked', channel: 'slack', account: `T1/${mail}`, person } as const;
}

export const unlinkedUser: Extract<BotUser, { kind: 'unlinked' }> = {
  kind: 'unlinked',
  channel: 'slack',
  account: 'T1/U9',
  mail: 'ines.leroy@colleges.example.org',
  name: 'Inès Leroy',
};

export function cardIn(view: View): MessageView['notification'] {
  if (view.kind !== 'message') throw new Error(`The form ${view.form.id} and not a card`);
  return view.notification;
}

export function formIn(view: View): FormView {
  if (view.kind !== 'form') throw new Error(`The card ${view.notification.title} and not a form`);
  return view;
}

/** The whole text of a card, with plain spaces. */
export function textOf(view: View): string {
  return JSON.stringify(cardIn(view)).replace(/[\u00a0\u202f]/g, ' ');
}

/** The submission of a form that is shown. */
export function submissionOf(
  view: View,
  answers: FormSubmission['answers'],
  more: Partial<FormSubmission> = {},
): FormSubmission {
  const { formState } = formIn(view);
  // Chats store the form state as JSON.
  return {
    formState: JSON.parse(JSON.stringify(formState)),
    answers,
    direction: 'next',
    files: [],
    ...more,
  };
}

export function buttonOf(view: View, label: string) {
  const button = cardIn(view).actions.find((action) => action.label === label);
  if (!button?.intent)
    throw new Error(`No button ${label} in ${JSON.stringify(cardIn(view).actions)}`);
  return button.intent;
}
