import {
  forbiddenCard,
  formTexts,
  outdatedCard,
  overlapAlert,
} from '../../content/bot/refusals.ts';
import { damageDone, photoTexts } from '../../content/damages/cards.ts';
import { damageForm as form } from '../../content/damages/forms.ts';
import { damageErrors } from '../../content/field-errors.ts';
import { collegeTitle } from '../../content/format.ts';
import { parseForm } from '../../content/model/form.ts';
import type { FormInput } from '../../domain/act.ts';
import type { College } from '../../domain/colleges/college.ts';
import { canActFor } from '../../domain/people/person.ts';
import { photoLimits } from '../../domain/photo.ts';
import type { Uai } from '../../domain/uai.ts';
import { findColleges } from '../../use-cases/campaigns.ts';
import { reportDamage } from '../../use-cases/damages.ts';
import { type BotDeps, type LinkedUser, siteLink } from '../model/context.ts';
import {
  cardView,
  type FormState,
  type FormSubmission,
  type FormView,
  formView,
  type View,
} from '../model/views.ts';
import { showDamage } from './damages.ts';

interface ReportStart {
  readonly uai: Uai;
  readonly idempotencyKey: string;
  readonly answers?: FormInput | undefined;
  /** Photos that came before the form. */
  readonly files?: readonly string[] | undefined;
}

/** The report of a damage, all its steps on one screen. */
export function openReportForm(
  deps: BotDeps,
  botUser: LinkedUser,
  { uai, idempotencyKey, answers = {}, files }: ReportStart,
): Promise<View> {
  const formState = { form: form.id, uai, expectedVersion: 0, idempotencyKey, step: 0, files };
  return showForm(deps, botUser, { formState, answers });
}

/** Files the report, unless open reports about the same lockers have to be read first. */
export async function submitReport(
  deps: BotDeps,
  botUser: LinkedUser,
  { formState, answers, files }: FormSubmission,
): Promise<View> {
  const { uai, idempotencyKey, despiteOverlap = false } = formState;
  if (!uai) return cardView(deps, outdatedCard());
  const shown = { formState: { ...formState, uai }, answers };
  const parsed = parseForm(form, answers);
  if (parsed.kind === 'invalid') {
    return showForm(deps, botUser, { ...shown, errors: parsed.errors });
  }
  const { person: by, channel } = botUser;
  const photos = [...(formState.files ?? []), ...files].map((file) => ({ channel, file }));
  const command = { uai, by, channel, idempotencyKey, despiteOverlap, photos };
  const outcome = await reportDamage(deps, command, parsed.values);
  switch (outcome.kind) {
    case 'reported': {
      const { id } = outcome.damage;
      return showDamage(deps, botUser, { uai, id, done: damageDone.reported });
    }
    case 'already-reported':
      return showForm(deps, botUser, {
        formState: { ...shown.formState, despiteOverlap: true },
        answers,
        alert: overlapAlert(outcome.overlapping),
      });
    case 'contradictory': {
      const errors = outcome.problems.map(({ field, problem }) => [field, damageErrors[problem]]);
      return showForm(deps, botUser, { ...shown, errors: Object.fromEntries(errors) });
    }
    case 'forbidden':
      return cardView(deps, forbiddenCard({ form, answers }));
  }
}

type ShownForm = Pick<FormView, 'answers'> &
  Partial<Pick<FormView, 'errors' | 'alert'>> & {
    readonly formState: FormState & { readonly uai: Uai };
  };

async function showForm(
  deps: BotDeps,
  { person }: LinkedUser,
  { formState, ...shown }: ShownForm,
): Promise<View> {
  const { uai, despiteOverlap } = formState;
  const { colleges } = await findColleges(deps, '');
  const college = colleges.find((each) => each.uai === uai);
  if (!college || !canActFor(person, uai)) {
    return cardView(deps, forbiddenCard({ form, answers: shown.answers }));
  }
  return formView({
    form,
    about: aboutOf(college, formState),
    formState,
    sendLabel: despiteOverlap ? formTexts.reportDespite : formTexts.report,
    photos: photoLimits.perSubject,
    site: await siteLink(deps, person, `/colleges/${uai}/degats/nouveau`),
    ...shown,
  });
}

function aboutOf(college: College, { files = [] }: FormState): string {
  const title = collegeTitle(college);
  return files.length > 0 ? `${title}. ${photoTexts.joined(files.length)}` : title;
}
