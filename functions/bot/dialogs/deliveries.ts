import { forbiddenCard, formTexts, outdatedCard } from '../../content/bot/refusals.ts';
import { deliveryCard, deliveryDone } from '../../content/deliveries/cards.ts';
import {
  receiptForm as form,
  receiptAnswersFrom,
  receiptErrors,
} from '../../content/deliveries/receipt-form.ts';
import { collegeTitle } from '../../content/format.ts';
import { type FieldErrors, parseForm } from '../../content/model/form.ts';
import type { FormInput } from '../../domain/act.ts';
import { isReceivable } from '../../domain/deliveries/delivery.ts';
import { receiptProblems } from '../../domain/deliveries/receipt.ts';
import { canActFor } from '../../domain/people/person.ts';
import { deliveryReference } from '../../domain/reference.ts';
import type { Uai } from '../../domain/uai.ts';
import { receiveDelivery } from '../../use-cases/deliveries.ts';
import { type DeliveryFile, viewDelivery } from '../../use-cases/delivery-queries.ts';
import { type BotDeps, type LinkedUser, siteLink } from '../model/context.ts';
import {
  type FormState,
  type FormSubmission,
  formView,
  type MessageView,
  messageWithFooter,
  stepAnswers,
  type View,
} from '../model/views.ts';

interface DeliveryKey {
  readonly uai: Uai;
  readonly id: string;
}

const lastStep = form.steps.length - 1;
const allButFirst = form.steps.map((_, index) => index).slice(1);

/** One delivery: its card, and the bon de réception in two screens: how many came, then what is said of them. */
export function createDeliveryDialog(deps: BotDeps) {
  const { setting } = deps;

  async function card(
    { person: by }: LinkedUser,
    key: DeliveryKey,
    done?: string,
  ): Promise<MessageView> {
    const file = await viewDelivery(deps, key, by);
    return messageWithFooter(
      file ? deliveryCard({ ...file, by, done }, setting) : forbiddenCard(),
      setting,
    );
  }

  async function show({ person }: LinkedUser, { delivery, college }: DeliveryFile, at: Screen) {
    const { formState, answers = {}, errors = {} } = at;
    const reference = deliveryReference(delivery);
    const isLast = formState.step > 0;
    return formView({
      form,
      steps: isLast ? stepsAfter(answers) : firstSteps(formState, answers),
      answers,
      errors,
      about: `${reference} – ${collegeTitle(college)}`,
      formState,
      sendLabel: isLast ? formTexts.sign : formTexts.next,
      site: await siteLink(deps, person, `/livraisons/${reference}/reception`),
    });
  }

  async function sign(
    botUser: LinkedUser,
    submission: FormSubmission,
    { file, answers }: Signing,
  ): Promise<View> {
    const { formState } = submission;
    const parsed = parseForm(form, answers);
    if (parsed.kind === 'invalid') {
      return show(botUser, file, { formState, answers, errors: parsed.errors });
    }
    const { uai, id } = file.delivery;
    const { person: by, channel } = botUser;
    const command = { uai, id, by, channel, idempotencyKey: formState.idempotencyKey };
    const outcome = await receiveDelivery(deps, command, receiptAnswersFrom(parsed.values));
    switch (outcome.kind) {
      case 'received':
        return card(botUser, { uai, id }, deliveryDone.received);
      case 'not-receivable':
        return card(botUser, { uai, id }, deliveryDone.notReceivable);
      case 'contradictory': {
        const errors = receiptErrors(outcome.problems, parsed.values);
        const first = Object.keys(errorsIn(0, errors)).length > 0;
        const at = first ? firstAgain(formState, answers) : formState;
        return show(botUser, file, { formState: at, answers, errors });
      }
      case 'forbidden':
        return messageWithFooter(forbiddenCard({ form, answers }), setting);
    }
  }

  const receive = {
    async open(
      botUser: LinkedUser,
      { uai, id }: DeliveryKey,
      idempotencyKey: string,
    ): Promise<View> {
      const file = await viewDelivery(deps, { uai, id }, botUser.person);
      if (!file) return messageWithFooter(forbiddenCard(), setting);
      const may = canActFor(botUser.person, uai) && isReceivable(file.delivery);
      if (!may) return card(botUser, { uai, id });
      const formState = { form: form.id, uai, id, expectedVersion: 0, idempotencyKey, step: 0 };
      return show(botUser, file, { formState });
    },

    async handleSubmission(botUser: LinkedUser, submission: FormSubmission): Promise<View> {
      const { formState } = submission;
      const { uai, id, step, prefill } = formState;
      if (!uai || !id) return messageWithFooter(outdatedCard(), setting);
      const file = await viewDelivery(deps, { uai, id }, botUser.person);
      const input = { ...prefill, ...submission.answers };
      // Réserves that were described before the lockers were accepted without any are not said.
      const answers = step > 0 ? answersOf([0, ...stepsAfter(input)], input) : input;
      if (!file) return messageWithFooter(forbiddenCard({ form, answers }), setting);
      if (submission.direction === 'back') {
        return show(botUser, file, { formState: firstAgain(formState, input), answers: input });
      }
      if (step > 0) return sign(botUser, submission, { file, answers });
      const first = stepAnswers(form, 0, answers);
      const errors = firstErrors(first, file);
      if (Object.keys(errors).length > 0)
        return show(botUser, file, { formState, answers, errors });
      const next = { ...formState, step: 1, prefill: withinPayload(answers) ?? first };
      return show(botUser, file, { formState: next, answers });
    },
  };

  return { card, receive };
}

interface Screen {
  readonly formState: FormState;
  readonly answers?: FormInput;
  readonly errors?: FieldErrors;
}

interface Signing {
  readonly file: DeliveryFile;
  readonly answers: FormInput;
}

/** Réserves are asked only of who has some. */
function stepsAfter({ verdict }: FormInput): readonly number[] {
  return verdict === 'with-reserves' ? allButFirst : [lastStep];
}

/** Back on the first screen, with what was typed on the second. */
function firstAgain(formState: FormState, answers: FormInput): FormState {
  return { ...formState, step: 0, prefill: withinPayload(answers) };
}

/** Alone, unless what was typed on the second screen is too long to be carried unseen: then it stays in sight. */
function firstSteps({ prefill = {} }: FormState, answers: FormInput): readonly number[] {
  const later = allButFirst.flatMap((step) => form.steps[step]?.fields ?? []);
  const isLost = later.some((name) => (answers[name] ?? '').length > 0 && !(name in prefill));
  return isLost ? [0, ...stepsAfter(answers)] : [0];
}

/** With room left for the rest of the bookmark, which may have 2,000 characters. */
const maxPayloadCharacters = 1600;

function withinPayload(answers: FormInput): FormInput | undefined {
  return JSON.stringify(answers).length <= maxPayloadCharacters ? answers : undefined;
}

function answersOf(steps: readonly number[], answers: FormInput): FormInput {
  return Object.assign({}, ...steps.map((step) => stepAnswers(form, step, answers)));
}

/** Whoever accepts lockers that are not as many as announced is told at once, not once they have signed. */
function firstErrors(first: FormInput, { delivery }: DeliveryFile): FieldErrors {
  const parsed = parseForm(form, { ...first, ...toCome });
  if (parsed.kind === 'invalid') return errorsIn(0, parsed.errors);
  const problems = receiptProblems(receiptAnswersFrom(parsed.values), delivery.lockers);
  return errorsIn(0, receiptErrors(problems, parsed.values));
}

/** In the place of what the second screen asks. */
const toCome = { comment: '–', signedName: '–', signedRole: '–' };

function errorsIn(step: number, errors: FieldErrors): FieldErrors {
  const names = form.steps[step]?.fields ?? [];
  return Object.fromEntries(Object.entries(errors).filter(([name]) => names.includes(name)));
}
