import {
  collegesOnlyCard,
  formTexts,
  noCollegeCard,
  outdatedCard,
} from '../../content/bot/refusals.ts';
import { whichCollegeForm } from '../../content/bot/which-college-form.ts';
import { parseForm } from '../../content/model/form.ts';
import type { Intent, PlainIntent } from '../../content/model/intent.ts';
import { findCollege, type Register } from '../../domain/colleges/college.ts';
import { isEducation } from '../../domain/people/person.ts';
import { parseUai } from '../../domain/uai.ts';
import { findColleges } from '../../use-cases/campaigns.ts';
import type { BotDeps, IntentRequest, LinkedUser } from '../model/context.ts';
import { cardView, type FormSubmission, formView, type View } from '../model/views.ts';

import { confirmNothingNeeded } from './declarations.ts';
import { openNeedsForm } from './declare-needs.ts';
import { showCollege } from './overview.ts';
import { openReportForm } from './report-damage.ts';

const kinds = ['status', 'deliveries', 'declare', 'declare-nothing', 'report'] as const;

/** An intent about one collège, which it may leave open. */
export type CollegeIntent = Extract<PlainIntent, { readonly kind: (typeof kinds)[number] }>;

/** Asks which collège is meant where the intent leaves it open and there is a choice. */
export async function handleCollegeIntent(
  deps: BotDeps,
  botUser: LinkedUser,
  request: IntentRequest<CollegeIntent>,
): Promise<View> {
  const { intent, idempotencyKey } = request;
  const uai = intent.uai ?? onlyOne(await choicesFor(deps, botUser, intent))?.uai;
  if (!uai) return askForCollege(deps, botUser, request);
  switch (intent.kind) {
    case 'status':
    case 'deliveries':
      return showCollege(deps, botUser, { kind: intent.kind, uai });
    case 'declare':
      return openNeedsForm(deps, botUser, { uai, idempotencyKey, prefill: intent.answers });
    case 'declare-nothing':
      return confirmNothingNeeded(deps, botUser, { uai, idempotencyKey });
    case 'report': {
      const { answers, files } = intent;
      return openReportForm(deps, botUser, { uai, idempotencyKey, answers, files });
    }
  }
}

/** Goes on with the intent that the collège was asked for. */
export async function submitCollegeChoice(
  deps: BotDeps,
  botUser: LinkedUser,
  { formState, answers }: FormSubmission,
): Promise<View> {
  const { intent, idempotencyKey } = formState;
  if (!intent || !isCollegeIntent(intent)) return cardView(deps, outdatedCard());
  const form = whichCollegeForm('which-college', await choicesFor(deps, botUser, intent));
  const parsed = parseForm(form, answers);
  const chosen = parsed.kind === 'valid' ? parseUai(parsed.values.college) : undefined;
  if (chosen?.kind === 'uai') {
    const chosenIntent = { ...intent, uai: chosen.uai };
    return handleCollegeIntent(deps, botUser, { intent: chosenIntent, idempotencyKey });
  }
  const view = await askForCollege(deps, botUser, { intent, idempotencyKey });
  const errors = parsed.kind === 'invalid' ? parsed.errors : {};
  return view.kind === 'form' ? { ...view, answers, errors } : view;
}

/** The collèges that the person may read or, for an intent that writes, act for. */
async function choicesFor(
  deps: BotDeps,
  { person }: LinkedUser,
  { kind }: CollegeIntent,
): Promise<Register> {
  const { colleges } = await findColleges(deps, '');
  const reads = kind === 'status' || kind === 'deliveries';
  if (reads && isEducation(person)) return colleges;
  return person.memberOf.flatMap((uai) => findCollege(colleges, uai) ?? []);
}

async function askForCollege(
  deps: BotDeps,
  botUser: LinkedUser,
  { intent, idempotencyKey }: IntentRequest<CollegeIntent>,
): Promise<View> {
  const choices = await choicesFor(deps, botUser, intent);
  if (choices.length === 0) {
    const card = isEducation(botUser.person) ? collegesOnlyCard : noCollegeCard;
    return cardView(deps, card(deps.setting));
  }
  const form = whichCollegeForm('which-college', choices);
  return formView({
    form,
    about: botUser.person.name,
    formState: { form: form.id, expectedVersion: 0, idempotencyKey, step: 0, intent },
    sendLabel: formTexts.next,
  });
}

function isCollegeIntent(intent: Intent): intent is CollegeIntent {
  return kinds.some((kind) => kind === intent.kind);
}

function onlyOne<Item>(items: readonly Item[]): Item | undefined {
  return items.length === 1 ? items[0] : undefined;
}
