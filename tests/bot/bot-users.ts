import type { BotUser } from '../../functions/bot/model/context.ts';
import type {
  FormSubmission,
  FormView,
  MessageView,
  View,
} from '../../functions/bot/model/views.ts';
import type { KnownPerson } from '../../functions/domain/people/person.ts';
import type { TestEnvironment } from '../shared/test-environment.ts';

/** Somebody whom the chat vouches for, as they are bound at this moment. */
export async function botUserOf(environment: TestEnvironment, { mail }: Pick<KnownPerson, 'mail'>) {
  const person = await environment.persons.find(mail);
  if (!person) throw new Error(`Nobody has the mailbox ${mail}`);
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
  if (view.kind !== 'message') throw new Error(`a form, ${view.form.id}, and no card`);
  return view.notification;
}

export function formIn(view: View): FormView {
  if (view.kind !== 'form') throw new Error(`a card, ${view.notification.title}, and no form`);
  return view;
}

/** Everything that a card says. */
export function textOf(view: View): string {
  return JSON.stringify(cardIn(view)).replace(/[\u00a0\u202f]/g, ' ');
}

/** What is sent of a form that is shown. */
export function submissionOf(
  view: View,
  answers: FormSubmission['answers'],
  more: Partial<FormSubmission> = {},
): FormSubmission {
  const { formState } = formIn(view);
  // As a chat carries it.
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
    throw new Error(`no button ${label} in ${JSON.stringify(cardIn(view).actions)}`);
  return button.intent;
}
