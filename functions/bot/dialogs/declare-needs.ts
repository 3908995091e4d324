import { declarationConflictAlert, formTexts, outdatedCard } from '../../content/bot/refusals.ts';
import { filedCard } from '../../content/declarations/cards.ts';
import { declarationForm as form } from '../../content/declarations/forms.ts';
import { answersToShow } from '../../content/declarations/texts.ts';
import { needsErrors } from '../../content/field-errors.ts';
import { type FieldErrors, parseForm } from '../../content/model/form.ts';
import type { FormInput } from '../../domain/act.ts';
import type { Uai } from '../../domain/uai.ts';
import type {
  DeclareCommand,
  DeclareResult,
  FileDeclarationResult,
} from '../../use-cases/declarations.ts';
import { fileDeclaration, saveDraft } from '../../use-cases/declarations.ts';
import { type BotDeps, type LinkedUser, siteLink } from '../model/context.ts';
import {
  errorsOf,
  type FormState,
  type FormSubmission,
  formView,
  messageWithFooter,
  stepAnswers,
  stepOf,
  type View,
  withPrefill,
} from '../model/views.ts';
import {
  createOwnDeclarationLoader,
  declarationPath,
  type OwnDeclaration,
} from './declarations.ts';

const lastStep = form.steps.length - 1;

/** Declaring needs, step by step. Each step that is sent is kept as a draft, which any door can finish. */
export function createNeedsDialog(deps: BotDeps) {
  const { setting, sha256Short } = deps;
  const ownDeclarations = createOwnDeclarationLoader(deps);

  async function show({ botUser, own, at }: Filling, more: Showing): Promise<View> {
    const { college, campaign, declaration } = own;
    const file = declaration.filing ? formTexts.fileAgain : formTexts.file;
    return formView({
      form,
      steps: [at.step],
      about: `${college.name}, ${college.commune} – ${campaign.name}`,
      formState: at,
      sendLabel: at.step === lastStep ? file : formTexts.next,
      keepsDrafts: true,
      site: await siteLink(deps, botUser.person, declarationPath(declaration)),
      ...more,
    });
  }

  /** Keeps what was typed, right or wrong, then shows that step. */
  async function keepAndShow(filling: Filling, answers: FormInput, to: Going): Promise<View> {
    const outcome = await saveDraft(deps, commandOf(filling, 'draft'), answers);
    if (outcome.kind !== 'done') return refuse(filling, answers, outcome);
    const { idempotencyKey, form: id, uai, id: campaignId } = filling.at;
    const expectedVersion = outcome.declaration.version;
    const at = { form: id, uai, id: campaignId, idempotencyKey, expectedVersion, step: to.step };
    const own = { ...filling.own, declaration: outcome.declaration };
    return show({ ...filling, own, at }, { answers, errors: to.errors ?? {}, alert: to.alert });
  }

  async function fileNeeds(filling: Filling, answers: FormInput): Promise<View> {
    const parsed = parseForm(form, answers);
    if (parsed.kind === 'invalid') return review(filling, answers, parsed.errors);
    const command = commandOf(filling, 'file');
    const outcome = await fileDeclaration(deps, command, { kind: 'needs', needs: parsed.values });
    if (outcome.kind === 'contradictory') {
      const errors = outcome.problems.map(({ field, problem }) => [field, needsErrors[problem]]);
      return review(filling, answers, Object.fromEntries(errors));
    }
    if (outcome.kind !== 'done') return refuse(filling, answers, outcome);
    const { college, campaign } = filling.own;
    return messageWithFooter(
      filedCard({ declaration: outcome.declaration, college, campaign }, setting),
      setting,
    );
  }

  /** Leads to the first step that holds an error, with all that was typed. */
  function review(filling: Filling, answers: FormInput, errors: FieldErrors): Promise<View> {
    const step = stepOf(form, errors);
    if (step === filling.at.step) return show(filling, { answers, errors });
    return keepAndShow(filling, answers, { step, errors, alert: formTexts.reviewAlert });
  }

  function refuse(filling: Filling, answers: FormInput, outcome: Stop): Promise<View> {
    if (outcome.kind !== 'conflict')
      return Promise.resolve(ownDeclarations.refusal(outcome, { form, answers }));
    const { declaration } = outcome;
    const { at, own, input } = filling;
    // What they typed on this step stands over what was written meanwhile; the other steps show the latter.
    return show(
      {
        ...filling,
        own: { ...own, declaration },
        at: { ...at, expectedVersion: declaration.version },
      },
      {
        answers: { ...answersToShow(declaration, own.previous), ...input },
        alert: declarationConflictAlert(declaration, at.expectedVersion, setting),
      },
    );
  }

  /** Named after what was typed too: the same step sent twice is one act, other answers are another. */
  function commandOf({ botUser, at, own, input }: Filling, what: 'draft' | 'file'): DeclareCommand {
    const { uai, campaignId } = own.declaration;
    const idempotencyKey = sha256Short(JSON.stringify([what, at.idempotencyKey, at.step, input]));
    const { person: by, channel } = botUser;
    return { uai, campaignId, by, channel, idempotencyKey, expectedVersion: at.expectedVersion };
  }

  return {
    async open(botUser: LinkedUser, { uai, idempotencyKey, prefill }: NeedsStart): Promise<View> {
      const opened = await ownDeclarations.today(botUser, uai);
      if (opened.kind !== 'own') return opened;
      const { campaign, declaration, previous } = opened;
      const at = { form: form.id, uai, id: campaign.id, idempotencyKey, step: 0, prefill };
      const answers = withPrefill(answersToShow(declaration, previous), prefill);
      const formState = { ...at, expectedVersion: declaration.version };
      return show({ botUser, own: opened, at: formState, input: {} }, { answers });
    },

    async handleSubmission(botUser: LinkedUser, submission: FormSubmission): Promise<View> {
      const { uai, id, step, prefill } = submission.formState;
      if (!uai || !id || !form.steps[step]) return messageWithFooter(outdatedCard(), setting);
      const input = stepAnswers(form, step, submission.answers);
      const opened = await ownDeclarations.of(
        botUser,
        { uai, campaignId: id },
        { form, answers: input },
      );
      if (opened.kind !== 'own') return opened;
      const stored = withPrefill(answersToShow(opened.declaration, opened.previous), prefill);
      const answers = { ...stored, ...input };
      const filling = { botUser, own: opened, at: submission.formState, input };
      if (submission.direction === 'back') {
        return keepAndShow(filling, answers, { step: Math.max(0, step - 1) });
      }
      const errors = errorsOf(form, step, answers);
      if (Object.keys(errors).length > 0) return show(filling, { answers, errors });
      if (step === lastStep) return fileNeeds(filling, answers);
      return keepAndShow(filling, answers, { step: step + 1 });
    },
  };
}

interface NeedsStart {
  readonly uai: Uai;
  readonly idempotencyKey: string;
  readonly prefill?: FormInput | undefined;
}

/** Somebody at a step of the form. */
interface Filling {
  readonly botUser: LinkedUser;
  readonly own: OwnDeclaration;
  readonly at: FormState;
  /** What was sent of that step. */
  readonly input: FormInput;
}

interface Showing {
  readonly answers: FormInput;
  readonly errors?: FieldErrors;
  readonly alert?: string | undefined;
}

interface Going {
  readonly step: number;
  readonly errors?: FieldErrors;
  readonly alert?: string;
}

type Stop = Exclude<
  FileDeclarationResult | DeclareResult,
  { readonly kind: 'done' | 'contradictory' }
>;
