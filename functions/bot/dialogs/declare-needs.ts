import { declarationConflictAlert, formTexts, outdatedCard } from '../../content/bot/refusals.ts';
import { declarationForm as form } from '../../content/declarations/forms.ts';
import { answersToShow } from '../../content/declarations/texts.ts';
import { needsErrors } from '../../content/field-errors.ts';
import { type FieldErrors, parseForm } from '../../content/model/form.ts';
import type { FormInput } from '../../domain/act.ts';
import type { Uai } from '../../domain/uai.ts';
import {
  type DeclareCommand,
  type DeclareResult,
  type FileDeclarationResult,
  fileDeclaration,
  saveDraft,
} from '../../use-cases/declarations.ts';
import { type BotDeps, type LinkedUser, siteLink } from '../model/context.ts';
import {
  cardView,
  errorsOf,
  type FormState,
  type FormSubmission,
  type FormView,
  formView,
  stepAnswers,
  stepOf,
  type View,
  withPrefill,
} from '../model/views.ts';
import {
  declarationPath,
  filedView,
  loadCurrentDeclaration,
  loadOwnDeclaration,
  type OwnDeclaration,
  refuseDeclaration,
} from './declarations.ts';

const lastStep = form.steps.length - 1;

/** A person at one step of the form. */
interface StepContext {
  readonly botUser: LinkedUser;
  readonly own: OwnDeclaration;
  readonly formState: FormState;
  /** What was sent for the fields of that step. */
  readonly input: FormInput;
}

interface NeedsStart {
  readonly uai: Uai;
  readonly idempotencyKey: string;
  readonly prefill?: FormInput | undefined;
}

/** The declaration of needs, step by step. Each step that is sent is saved as a draft, which can be finished in any channel. */
export async function openNeedsForm(
  deps: BotDeps,
  botUser: LinkedUser,
  { uai, idempotencyKey, prefill }: NeedsStart,
): Promise<View> {
  const own = await loadCurrentDeclaration(deps, botUser, uai);
  if (own.kind !== 'own') return own;
  const { campaign, declaration, previous } = own;
  const formState = {
    form: form.id,
    uai,
    id: campaign.id,
    expectedVersion: declaration.version,
    idempotencyKey,
    step: 0,
    prefill,
  };
  const answers = withPrefill(answersToShow(declaration, previous), prefill);
  return showStep(deps, { botUser, own, formState, input: {} }, { answers });
}

export async function submitNeeds(
  deps: BotDeps,
  botUser: LinkedUser,
  { formState, answers: sent, direction }: FormSubmission,
): Promise<View> {
  const { uai, id: campaignId, step, prefill } = formState;
  if (!uai || !campaignId || !form.steps[step]) return cardView(deps, outdatedCard());
  const input = stepAnswers(form, step, sent);
  const key = { uai, campaignId, input: { form, answers: input } };
  const own = await loadOwnDeclaration(deps, botUser, key);
  if (own.kind !== 'own') return own;
  const stored = withPrefill(answersToShow(own.declaration, own.previous), prefill);
  const answers = { ...stored, ...input };
  const context = { botUser, own, formState, input };
  if (direction === 'back') {
    return saveAndShow(deps, context, { answers, step: Math.max(0, step - 1) });
  }
  const errors = errorsOf(form, step, answers);
  if (Object.keys(errors).length > 0) return showStep(deps, context, { answers, errors });
  if (step === lastStep) return fileNeeds(deps, context, answers);
  return saveAndShow(deps, context, { answers, step: step + 1 });
}

interface ShownStep
  extends Pick<FormView, 'answers'>,
    Partial<Pick<FormView, 'errors' | 'alert'>> {}

async function showStep(
  deps: BotDeps,
  { botUser, own, formState }: StepContext,
  shown: ShownStep,
): Promise<View> {
  const { college, campaign, declaration } = own;
  const { step } = formState;
  const fileLabel = declaration.filing ? formTexts.fileAgain : formTexts.file;
  return formView({
    form,
    steps: [step],
    about: `${college.name}, ${college.commune} – ${campaign.name}`,
    formState,
    sendLabel: step === lastStep ? fileLabel : formTexts.next,
    keepsDrafts: true,
    site: await siteLink(deps, botUser.person, `${declarationPath(declaration)}/formulaire`),
    ...shown,
  });
}

/** Saves the answers as a draft, valid or not, then shows that step. */
async function saveAndShow(
  deps: BotDeps,
  context: StepContext,
  { step, ...shown }: ShownStep & { readonly step: number },
): Promise<View> {
  const outcome = await saveDraft(deps, commandOf(deps, context, 'draft'), shown.answers);
  if (outcome.kind !== 'done') return refuse(deps, context, { outcome, answers: shown.answers });
  const { declaration } = outcome;
  const { form: formId, uai, id, idempotencyKey } = context.formState;
  // The draft holds the prefill from now on.
  const formState = {
    ...{ form: formId, uai, id, idempotencyKey, step },
    expectedVersion: declaration.version,
  };
  return showStep(deps, { ...context, own: { ...context.own, declaration }, formState }, shown);
}

async function fileNeeds(deps: BotDeps, context: StepContext, answers: FormInput): Promise<View> {
  const parsed = parseForm(form, answers);
  if (parsed.kind === 'invalid') {
    return showFirstError(deps, context, { answers, errors: parsed.errors });
  }
  const command = commandOf(deps, context, 'file');
  const outcome = await fileDeclaration(deps, command, { kind: 'needs', needs: parsed.values });
  if (outcome.kind === 'contradictory') {
    const errors = outcome.problems.map(({ field, problem }) => [field, needsErrors[problem]]);
    return showFirstError(deps, context, { answers, errors: Object.fromEntries(errors) });
  }
  if (outcome.kind !== 'done') return refuse(deps, context, { outcome, answers });
  const { college, campaign } = context.own;
  return filedView(deps, { declaration: outcome.declaration, college, campaign }, outcome);
}

/** Shows the first step that holds an error, with all the answers. */
function showFirstError(
  deps: BotDeps,
  context: StepContext,
  { answers, errors }: { readonly answers: FormInput; readonly errors: FieldErrors },
): Promise<View> {
  const step = stepOf(form, errors);
  if (step === context.formState.step) return showStep(deps, context, { answers, errors });
  return saveAndShow(deps, context, { answers, step, errors, alert: formTexts.reviewAlert });
}

interface RefusedStep {
  readonly outcome: Exclude<
    FileDeclarationResult | DeclareResult,
    { readonly kind: 'done' | 'contradictory' }
  >;
  readonly answers: FormInput;
}

async function refuse(
  deps: BotDeps,
  context: StepContext,
  { outcome, answers }: RefusedStep,
): Promise<View> {
  if (outcome.kind !== 'conflict') return refuseDeclaration(deps, outcome, { form, answers });
  const { declaration } = outcome;
  const { formState, own, input } = context;
  const updated = {
    ...context,
    own: { ...own, declaration },
    formState: { ...formState, expectedVersion: declaration.version },
  };
  return showStep(deps, updated, {
    // This step keeps the person's answers; the other steps show what was written in the meantime.
    answers: { ...answersToShow(declaration, own.previous), ...input },
    alert: declarationConflictAlert(declaration, formState.expectedVersion, deps.setting),
  });
}

/** The idempotency key covers the answers: the same step sent twice is one act, with other answers it is another. */
function commandOf(
  { sha256Short }: BotDeps,
  { botUser, formState, own, input }: StepContext,
  purpose: 'draft' | 'file',
): DeclareCommand {
  const { uai, campaignId } = own.declaration;
  const { person: by, channel } = botUser;
  const { idempotencyKey, step, expectedVersion } = formState;
  const key = sha256Short(JSON.stringify([purpose, idempotencyKey, step, input]));
  return { uai, campaignId, by, channel, idempotencyKey: key, expectedVersion };
}
