import { formWords, outdatedCard, staleDeclarationAlert } from '../../content/bot/refusals.ts';
import { filedCard } from '../../content/declarations/cards.ts';
import { declarationForm as form } from '../../content/declarations/forms.ts';
import { answersToShow } from '../../content/declarations/texts.ts';
import { needsErrors } from '../../content/field-errors.ts';
import { type FieldErrors, readForm } from '../../content/model/form.ts';
import type { Answers } from '../../domain/act.ts';
import type { Uai } from '../../domain/uai.ts';
import type { DeclareCommand, DeclareOutcome, FileOutcome } from '../../use-cases/declarations.ts';
import { type Known, siteLink, type TalkDeps } from '../model/context.ts';
import {
  type Bookmark,
  errorsOf,
  formTurn,
  type Sent,
  signed,
  stepAnswers,
  stepOf,
  type Turn,
  withPrefill,
} from '../model/views.ts';
import { declarationPath, makeOpenOurs, type Ours } from './declarations.ts';

const lastStep = form.steps.length - 1;

/** Declaring needs, step by step. Each step that is sent is kept as a draft, which any door can finish. */
export function makeDeclareNeeds(deps: TalkDeps) {
  const { setting, saveDraft, fileDeclaration, digestOf } = deps;
  const openOurs = makeOpenOurs(deps);

  async function show({ speaker, ours, at }: Filling, more: Showing): Promise<Turn> {
    const { college, campaign, declaration } = ours;
    const file = declaration.filing ? formWords.fileAgain : formWords.file;
    return formTurn({
      form,
      steps: [at.step],
      about: `${college.name}, ${college.commune} – ${campaign.name}`,
      bookmark: at,
      sendLabel: at.step === lastStep ? file : formWords.next,
      keepsDrafts: true,
      site: await siteLink(deps, speaker.person, declarationPath(declaration)),
      ...more,
    });
  }

  /** Keeps what was typed, right or wrong, then shows that step. */
  async function keepAndShow(filling: Filling, answers: Answers, to: Going): Promise<Turn> {
    const outcome = await saveDraft(commandOf(filling, 'draft'), answers);
    if (outcome.kind !== 'done') return refuse(filling, answers, outcome);
    const { opening, form: id, uai, id: campaignId } = filling.at;
    const seenVersion = outcome.declaration.version;
    const at = { form: id, uai, id: campaignId, opening, seenVersion, step: to.step };
    const ours = { ...filling.ours, declaration: outcome.declaration };
    return show({ ...filling, ours, at }, { answers, errors: to.errors ?? {}, alert: to.alert });
  }

  async function fileNeeds(filling: Filling, answers: Answers): Promise<Turn> {
    const reading = readForm(form, answers);
    if (reading.kind === 'invalid') return review(filling, answers, reading.errors);
    const command = commandOf(filling, 'file');
    const outcome = await fileDeclaration(command, { kind: 'needs', needs: reading.values });
    if (outcome.kind === 'contradictory') {
      const errors = outcome.problems.map(({ field, problem }) => [field, needsErrors[problem]]);
      return review(filling, answers, Object.fromEntries(errors));
    }
    if (outcome.kind !== 'done') return refuse(filling, answers, outcome);
    const { college, campaign } = filling.ours;
    return signed(
      filedCard({ declaration: outcome.declaration, college, campaign }, setting),
      setting,
    );
  }

  /** Leads to the first step that holds an error, with all that was typed. */
  function review(filling: Filling, answers: Answers, errors: FieldErrors): Promise<Turn> {
    const step = stepOf(form, errors);
    if (step === filling.at.step) return show(filling, { answers, errors });
    return keepAndShow(filling, answers, { step, errors, alert: formWords.reviewAlert });
  }

  function refuse(filling: Filling, answers: Answers, outcome: Stop): Promise<Turn> {
    if (outcome.kind !== 'stale')
      return Promise.resolve(openOurs.refusal(outcome, { form, answers }));
    const { declaration } = outcome;
    const { at, ours, typed } = filling;
    // What they typed on this step stands over what was written meanwhile; the other steps show the latter.
    return show(
      {
        ...filling,
        ours: { ...ours, declaration },
        at: { ...at, seenVersion: declaration.version },
      },
      {
        answers: { ...answersToShow(declaration, ours.previous), ...typed },
        alert: staleDeclarationAlert(declaration, at.seenVersion, setting),
      },
    );
  }

  /** Named after what was typed too: the same step sent twice is one act, other answers are another. */
  function commandOf(
    { speaker, at, ours, typed }: Filling,
    what: 'draft' | 'file',
  ): DeclareCommand {
    const { uai, campaignId } = ours.declaration;
    const opening = digestOf(JSON.stringify([what, at.opening, at.step, typed]));
    const { person: by, door } = speaker;
    return { uai, campaignId, by, door, opening, seenVersion: at.seenVersion };
  }

  return {
    async open(speaker: Known, { uai, opening, prefill }: Opening): Promise<Turn> {
      const opened = await openOurs.today(speaker, uai);
      if (opened.kind !== 'ours') return opened;
      const { campaign, declaration, previous } = opened;
      const at = { form: form.id, uai, id: campaign.id, opening, step: 0, prefill };
      const answers = withPrefill(answersToShow(declaration, previous), prefill);
      const bookmark = { ...at, seenVersion: declaration.version };
      return show({ speaker, ours: opened, at: bookmark, typed: {} }, { answers });
    },

    async take(speaker: Known, sent: Sent): Promise<Turn> {
      const { uai, id, step, prefill } = sent.bookmark;
      if (!uai || !id || !form.steps[step]) return signed(outdatedCard(), setting);
      const typed = stepAnswers(form, step, sent.answers);
      const opened = await openOurs.of(speaker, { uai, campaignId: id }, { form, answers: typed });
      if (opened.kind !== 'ours') return opened;
      const stored = withPrefill(answersToShow(opened.declaration, opened.previous), prefill);
      const answers = { ...stored, ...typed };
      const filling = { speaker, ours: opened, at: sent.bookmark, typed };
      if (sent.way === 'back') {
        return keepAndShow(filling, answers, { step: Math.max(0, step - 1) });
      }
      const errors = errorsOf(form, step, answers);
      if (Object.keys(errors).length > 0) return show(filling, { answers, errors });
      if (step === lastStep) return fileNeeds(filling, answers);
      return keepAndShow(filling, answers, { step: step + 1 });
    },
  };
}

interface Opening {
  readonly uai: Uai;
  readonly opening: string;
  readonly prefill?: Answers | undefined;
}

/** Somebody at a step of the form. */
interface Filling {
  readonly speaker: Known;
  readonly ours: Ours;
  readonly at: Bookmark;
  /** What was sent of that step. */
  readonly typed: Answers;
}

interface Showing {
  readonly answers: Answers;
  readonly errors?: FieldErrors;
  readonly alert?: string | undefined;
}

interface Going {
  readonly step: number;
  readonly errors?: FieldErrors;
  readonly alert?: string;
}

type Stop = Exclude<FileOutcome | DeclareOutcome, { readonly kind: 'done' | 'contradictory' }>;
