import { formWords, notYoursCard, outdatedCard } from '../../content/bot/refusals.ts';
import { deliveryCard, deliveryDone } from '../../content/deliveries/cards.ts';
import {
  receiptForm as form,
  receiptAnswersFrom,
  receiptErrors,
} from '../../content/deliveries/receipt-form.ts';
import { collegeTitle } from '../../content/format.ts';
import { type FieldErrors, readForm } from '../../content/model/form.ts';
import type { Answers } from '../../domain/act.ts';
import { isReceivable } from '../../domain/deliveries/delivery.ts';
import { receiptProblems } from '../../domain/deliveries/receipt.ts';
import { maySpeakFor } from '../../domain/people/person.ts';
import { deliveryReference } from '../../domain/reference.ts';
import type { Uai } from '../../domain/uai.ts';
import type { DeliveryFile } from '../../use-cases/delivery-queries.ts';
import { type Known, siteLink, type TalkDeps } from '../model/context.ts';
import {
  type Bookmark,
  type CardTurn,
  formTurn,
  type Sent,
  signed,
  stepAnswers,
  type Turn,
} from '../model/views.ts';

interface Which {
  readonly uai: Uai;
  readonly id: string;
}

const lastStep = form.steps.length - 1;
const allButFirst = form.steps.map((_, index) => index).slice(1);

/** One delivery: its card, and the bon de réception in two screens: how many came, then what is said of them. */
export function makeDeliveryConversation(deps: TalkDeps) {
  const { setting, viewDelivery, receiveDelivery } = deps;

  async function card({ person: by }: Known, which: Which, done?: string): Promise<CardTurn> {
    const file = await viewDelivery(which, by);
    return signed(file ? deliveryCard({ ...file, by, done }, setting) : notYoursCard(), setting);
  }

  async function show({ person }: Known, { delivery, college }: DeliveryFile, at: Screen) {
    const { bookmark, answers = {}, errors = {} } = at;
    const reference = deliveryReference(delivery);
    const isLast = bookmark.step > 0;
    return formTurn({
      form,
      steps: isLast ? stepsAfter(answers) : firstSteps(bookmark, answers),
      answers,
      errors,
      about: `${reference} – ${collegeTitle(college)}`,
      bookmark,
      sendLabel: isLast ? formWords.sign : formWords.next,
      site: await siteLink(deps, person, `/livraisons/${reference}/reception`),
    });
  }

  async function sign(speaker: Known, sent: Sent, { file, answers }: Signing): Promise<Turn> {
    const { bookmark } = sent;
    const reading = readForm(form, answers);
    if (reading.kind === 'invalid') {
      return show(speaker, file, { bookmark, answers, errors: reading.errors });
    }
    const { uai, id } = file.delivery;
    const { person: by, door } = speaker;
    const command = { uai, id, by, door, opening: bookmark.opening };
    const outcome = await receiveDelivery(command, receiptAnswersFrom(reading.values));
    switch (outcome.kind) {
      case 'received':
        return card(speaker, { uai, id }, deliveryDone.received);
      case 'not-receivable':
        return card(speaker, { uai, id }, deliveryDone.notReceivable);
      case 'contradictory': {
        const errors = receiptErrors(outcome.problems, reading.values);
        const first = Object.keys(errorsIn(0, errors)).length > 0;
        const at = first ? firstAgain(bookmark, answers) : bookmark;
        return show(speaker, file, { bookmark: at, answers, errors });
      }
      case 'not-yours':
        return signed(notYoursCard({ form, answers }), setting);
    }
  }

  const receive = {
    async open(speaker: Known, { uai, id }: Which, opening: string): Promise<Turn> {
      const file = await viewDelivery({ uai, id }, speaker.person);
      if (!file) return signed(notYoursCard(), setting);
      const may = maySpeakFor(speaker.person, uai) && isReceivable(file.delivery);
      if (!may) return card(speaker, { uai, id });
      const bookmark = { form: form.id, uai, id, seenVersion: 0, opening, step: 0 };
      return show(speaker, file, { bookmark });
    },

    async take(speaker: Known, sent: Sent): Promise<Turn> {
      const { bookmark } = sent;
      const { uai, id, step, prefill } = bookmark;
      if (!uai || !id) return signed(outdatedCard(), setting);
      const file = await viewDelivery({ uai, id }, speaker.person);
      const typed = { ...prefill, ...sent.answers };
      // Réserves that were described before the lockers were accepted without any are not said.
      const answers = step > 0 ? answersOf([0, ...stepsAfter(typed)], typed) : typed;
      if (!file) return signed(notYoursCard({ form, answers }), setting);
      if (sent.way === 'back') {
        return show(speaker, file, { bookmark: firstAgain(bookmark, typed), answers: typed });
      }
      if (step > 0) return sign(speaker, sent, { file, answers });
      const first = stepAnswers(form, 0, answers);
      const errors = firstErrors(first, file);
      if (Object.keys(errors).length > 0) return show(speaker, file, { bookmark, answers, errors });
      const next = { ...bookmark, step: 1, prefill: carriable(answers) ?? first };
      return show(speaker, file, { bookmark: next, answers });
    },
  };

  return { card, receive };
}

interface Screen {
  readonly bookmark: Bookmark;
  readonly answers?: Answers;
  readonly errors?: FieldErrors;
}

interface Signing {
  readonly file: DeliveryFile;
  readonly answers: Answers;
}

/** Réserves are asked only of who has some. */
function stepsAfter({ verdict }: Answers): readonly number[] {
  return verdict === 'with-reserves' ? allButFirst : [lastStep];
}

/** Back on the first screen, with what was typed on the second. */
function firstAgain(bookmark: Bookmark, answers: Answers): Bookmark {
  return { ...bookmark, step: 0, prefill: carriable(answers) };
}

/** Alone, unless what was typed on the second screen is too long to be carried unseen: then it stays in sight. */
function firstSteps({ prefill = {} }: Bookmark, answers: Answers): readonly number[] {
  const later = allButFirst.flatMap((step) => form.steps[step]?.fields ?? []);
  const isLost = later.some((name) => (answers[name] ?? '').length > 0 && !(name in prefill));
  return isLost ? [0, ...stepsAfter(answers)] : [0];
}

/** With room left for the rest of the bookmark, which may have 2,000 characters. */
const mostCarried = 1600;

function carriable(answers: Answers): Answers | undefined {
  return JSON.stringify(answers).length <= mostCarried ? answers : undefined;
}

function answersOf(steps: readonly number[], answers: Answers): Answers {
  return Object.assign({}, ...steps.map((step) => stepAnswers(form, step, answers)));
}

/** Whoever accepts lockers that are not as many as announced is told at once, not once they have signed. */
function firstErrors(first: Answers, { delivery }: DeliveryFile): FieldErrors {
  const reading = readForm(form, { ...first, ...toCome });
  if (reading.kind === 'invalid') return errorsIn(0, reading.errors);
  const problems = receiptProblems(receiptAnswersFrom(reading.values), delivery.lockers);
  return errorsIn(0, receiptErrors(problems, reading.values));
}

/** In the place of what the second screen asks. */
const toCome = { comment: '–', signedName: '–', signedRole: '–' };

function errorsIn(step: number, errors: FieldErrors): FieldErrors {
  const names = form.steps[step]?.fields ?? [];
  return Object.fromEntries(Object.entries(errors).filter(([name]) => names.includes(name)));
}
