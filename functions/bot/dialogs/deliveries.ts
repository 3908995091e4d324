import { forbiddenCard, formTexts, outdatedCard } from '../../content/bot/refusals.ts';
import { deliveryCard, deliveryDone } from '../../content/deliveries/cards.ts';
import {
  receiptForm as form,
  receiptAnswersFrom,
  receiptErrors,
} from '../../content/deliveries/receipt-form.ts';
import { sharedDeliveryCard } from '../../content/deliveries/shared-card.ts';
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
  cardView,
  type FormState,
  type FormSubmission,
  type FormView,
  formView,
  type MessageView,
  sharedNotification,
  stepAnswers,
  type View,
  type WrittenSubject,
} from '../model/views.ts';

interface DeliveryKey {
  readonly uai: Uai;
  readonly id: string;
}

const lastStep = form.steps.length - 1;
const allButFirst = form.steps.map((_, index) => index).slice(1);

/** The card of one delivery, or a refusal. */
export async function showDelivery(
  deps: BotDeps,
  { person: by }: LinkedUser,
  { uai, id, done }: DeliveryKey & { readonly done?: string },
): Promise<MessageView> {
  const file = await viewDelivery(deps, { uai, id }, by);
  if (!file) return cardView(deps, forbiddenCard());
  const isWritten = done === deliveryDone.received;
  const card = deliveryCard({ ...file, by, done }, deps.setting);
  return cardView(deps, card, isWritten ? writtenDelivery(deps, file) : undefined);
}

function writtenDelivery({ setting }: BotDeps, file: DeliveryFile): WrittenSubject {
  const { delivery } = file;
  return {
    reference: deliveryReference(delivery),
    version: delivery.version,
    notification: sharedNotification(setting, sharedDeliveryCard(file, setting)),
  };
}

/** The bon de réception, in two screens: how many lockers came, then the réserves and the signature. */
export async function openReceiptForm(
  deps: BotDeps,
  botUser: LinkedUser,
  { uai, id, idempotencyKey }: DeliveryKey & { readonly idempotencyKey: string },
): Promise<View> {
  const file = await viewDelivery(deps, { uai, id }, botUser.person);
  if (!file) return cardView(deps, forbiddenCard());
  const canSign = canActFor(botUser.person, uai) && isReceivable(file.delivery);
  if (!canSign) return showDelivery(deps, botUser, { uai, id });
  const formState = { form: form.id, uai, id, expectedVersion: 0, idempotencyKey, step: 0 };
  return showScreen(deps, botUser, { file, formState });
}

export async function submitReceipt(
  deps: BotDeps,
  botUser: LinkedUser,
  submission: FormSubmission,
): Promise<View> {
  const { formState } = submission;
  const { uai, id, step, prefill } = formState;
  if (!uai || !id) return cardView(deps, outdatedCard());
  const file = await viewDelivery(deps, { uai, id }, botUser.person);
  const input = { ...prefill, ...submission.answers };
  // Réserves that were described before the verdict became "without réserves" are left out.
  const answers = step > 0 ? answersOf([0, ...stepsAfter(input)], input) : input;
  if (!file) return cardView(deps, forbiddenCard({ form, answers }));
  if (submission.direction === 'back') {
    const first = firstScreenState(formState, input);
    return showScreen(deps, botUser, { file, formState: first, answers: input });
  }
  if (step > 0) return signReceipt(deps, botUser, { file, formState, answers });
  const first = stepAnswers(form, 0, answers);
  const errors = firstErrors(first, file);
  if (Object.keys(errors).length > 0) {
    return showScreen(deps, botUser, { file, formState, answers, errors });
  }
  const next = { ...formState, step: 1, prefill: withinPayload(answers) ?? first };
  return showScreen(deps, botUser, { file, formState: next, answers });
}

interface Screen {
  readonly file: DeliveryFile;
  readonly formState: FormState;
  readonly answers?: FormInput;
  readonly errors?: FieldErrors;
}

async function signReceipt(
  deps: BotDeps,
  botUser: LinkedUser,
  { file, formState, answers }: Screen & { readonly answers: FormInput },
): Promise<View> {
  const parsed = parseForm(form, answers);
  if (parsed.kind === 'invalid') {
    return showScreen(deps, botUser, { file, formState, answers, errors: parsed.errors });
  }
  const { uai, id } = file.delivery;
  const { person: by, channel } = botUser;
  const command = { uai, id, by, channel, idempotencyKey: formState.idempotencyKey };
  const outcome = await receiveDelivery(deps, command, receiptAnswersFrom(parsed.values));
  switch (outcome.kind) {
    case 'received':
      return showDelivery(deps, botUser, { uai, id, done: deliveryDone.received });
    case 'not-receivable':
      return showDelivery(deps, botUser, { uai, id, done: deliveryDone.notReceivable });
    case 'contradictory': {
      const errors = receiptErrors(outcome.problems, parsed.values);
      const isOnFirst = Object.keys(errorsIn(0, errors)).length > 0;
      const shown = isOnFirst ? firstScreenState(formState, answers) : formState;
      return showScreen(deps, botUser, { file, formState: shown, answers, errors });
    }
    case 'forbidden':
      return cardView(deps, forbiddenCard({ form, answers }));
  }
}

async function showScreen(
  deps: BotDeps,
  { person }: LinkedUser,
  { file: { delivery, college }, formState, answers = {}, errors = {} }: Screen,
): Promise<FormView> {
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

/** The step of the réserves is shown for a verdict with réserves only. */
function stepsAfter({ verdict }: FormInput): readonly number[] {
  return verdict === 'with-reserves' ? allButFirst : [lastStep];
}

/** Goes back to the first screen and carries the answers of the second. */
function firstScreenState(formState: FormState, answers: FormInput): FormState {
  return { ...formState, step: 0, prefill: withinPayload(answers) };
}

/** The first step alone, unless the answers of the second screen are too long for the form state: then they stay in sight. */
function firstSteps({ prefill = {} }: FormState, answers: FormInput): readonly number[] {
  const later = allButFirst.flatMap((step) => form.steps[step]?.fields ?? []);
  const isLost = later.some((name) => (answers[name] ?? '').length > 0 && !(name in prefill));
  return isLost ? [0, ...stepsAfter(answers)] : [0];
}

/** Leaves room for the rest of the form state, which is at most 2,000 characters as JSON. */
const maxPayloadCharacters = 1600;

function withinPayload(answers: FormInput): FormInput | undefined {
  return JSON.stringify(answers).length <= maxPayloadCharacters ? answers : undefined;
}

function answersOf(steps: readonly number[], answers: FormInput): FormInput {
  return Object.assign({}, ...steps.map((step) => stepAnswers(form, step, answers)));
}

/** Checks the first screen by itself, so that a wrong number of lockers is reported before the person signs. */
function firstErrors(first: FormInput, { delivery }: DeliveryFile): FieldErrors {
  const parsed = parseForm(form, { ...first, ...placeholders });
  if (parsed.kind === 'invalid') return errorsIn(0, parsed.errors);
  const problems = receiptProblems(receiptAnswersFrom(parsed.values), delivery.lockers);
  return errorsIn(0, receiptErrors(problems, parsed.values));
}

/** Stands for the answers of the second screen, which the form requires. */
const placeholders = { comment: '–', signedName: '–', signedRole: '–' };

function errorsIn(step: number, errors: FieldErrors): FieldErrors {
  const names = form.steps[step]?.fields ?? [];
  return Object.fromEntries(Object.entries(errors).filter(([name]) => names.includes(name)));
}
