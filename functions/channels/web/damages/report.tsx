import type { Hono } from 'hono';
import { damageForm } from '../../../content/damages/forms.ts';
import { alreadyReported, damageSite } from '../../../content/damages/texts.ts';
import { declarationPage } from '../../../content/declarations/texts.ts';
import { damageErrors } from '../../../content/field-errors.ts';
import { type FieldErrors, parseForm } from '../../../content/model/form.ts';
import type { FormInput } from '../../../domain/act.ts';
import type { College } from '../../../domain/colleges/college.ts';
import type { Damage, DamageReport } from '../../../domain/damages/damage.ts';
import { printLockers, sharedLockers } from '../../../domain/lockers.ts';
import { canActFor } from '../../../domain/people/person.ts';
import { damageReference } from '../../../domain/reference.ts';
import { viewCollege } from '../../../use-cases/campaigns.ts';
import { reportDamage } from '../../../use-cases/damages.ts';
import type { WebDeps } from '../shared/deps.ts';
import { SubmittedAnswers, showNotFound } from '../shared/errors.tsx';
import { FormFields } from '../shared/form-fields.tsx';
import type { PageRequest, ShowPage } from '../shared/page.tsx';
import { pathUai } from '../shared/paths.ts';
import { answersIn, idempotencyKeyIn, summaryOf } from '../shared/posted-form.ts';
import { personOf } from '../shared/session.tsx';
import { DamageLine } from './list.tsx';

interface DamageFormProps {
  readonly college: College;
  readonly answers: FormInput;
  readonly errors: FieldErrors;
  readonly idempotencyKey: string;
  /** Open reports of the same lockers, shown above the form; posting it again confirms that they were seen. */
  readonly overlap?: Overlap | undefined;
}

interface Overlap {
  readonly report: DamageReport;
  readonly damages: readonly Damage[];
}

const formId = 'signalement';

function DamageForm({ college, answers, errors, idempotencyKey, overlap }: DamageFormProps) {
  return (
    <>
      {overlap && <AlreadyReported {...overlap} />}
      <p class="lead">
        <strong>{college.name}</strong>, {college.commune}
      </p>
      <p>{declarationPage.required}</p>
      <form id={formId} method="post" action={`/colleges/${college.uai}/degats/nouveau`} novalidate>
        <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
        <FormFields form={damageForm} answers={answers} errors={errors} />
        <div class="actions">
          {overlap ? (
            <DespiteOverlapButton />
          ) : (
            <button class="button" type="submit">
              {damageSite.send}
            </button>
          )}
          <p class="hint">{damageSite.sendHint}</p>
        </div>
      </form>
    </>
  );
}

function DespiteOverlapButton() {
  return (
    <button class="secondary" type="submit" form={formId} name="overlap" value="seen">
      {alreadyReported.despite}
    </button>
  );
}

function AlreadyReported({ report, damages }: Overlap) {
  return (
    <div class="errors" role="alert" tabindex={-1} autofocus>
      <p>{alreadyReported.text(damages.length)}</p>
      <ul class="damages">
        {damages.map((damage) => (
          <li>
            <DamageLine damage={damage} />
            <SharedLockers report={report} damage={damage} />
          </li>
        ))}
      </ul>
      <p>{alreadyReported.same}</p>
      <p>{alreadyReported.other}</p>
      <DespiteOverlapButton />
    </div>
  );
}

function SharedLockers({ report, damage }: { report: DamageReport; damage: Damage }) {
  const shared = sharedLockers(report.lockers, damage.lockers);
  if (shared.length === 0) return null;
  return (
    <>
      <br />
      {alreadyReported.shared(printLockers(shared))}
    </>
  );
}

/** Reporting a damage, and the open reports of the same lockers if there are some. */
export function registerDamageReport(app: Hono, deps: WebDeps, show: ShowPage): void {
  const path = '/colleges/:uai/degats/nouveau';
  app.get(path, (c) => showReportForm({ c, deps, show }, { answers: {}, status: 200 }));
  app.post(path, (c) => handleReport({ c, deps, show }));
}

async function handleReport(request: PageRequest): Promise<Response> {
  const { c, deps } = request;
  const body = await c.req.parseBody({ all: true });
  const answers = answersIn(damageForm, body);
  // A form that is shown again keeps its key, because nothing was filed.
  const idempotencyKey = idempotencyKeyIn(body) || deps.newId();
  const refused = { answers, idempotencyKey, status: 422 } as const;
  const uai = pathUai(c);
  if (!uai) return showReportNotFound(request, answers);
  const parsed = parseForm(damageForm, answers);
  if (parsed.kind === 'invalid') {
    return showReportForm(request, { ...refused, errors: parsed.errors });
  }
  const by = personOf(c);
  const despiteOverlap = body['overlap'] === 'seen';
  const command = { uai, by, channel: 'web', idempotencyKey, despiteOverlap } as const;
  const result = await reportDamage(deps, command, parsed.values);
  switch (result.kind) {
    case 'reported':
      return c.redirect(`/degats/${damageReference(result.damage)}`, 303);
    case 'already-reported': {
      const overlap = { report: parsed.values, damages: result.overlapping };
      return showReportForm(request, { ...refused, status: 409, overlap });
    }
    case 'contradictory': {
      const errors = result.problems.map(({ field, problem }) => [field, damageErrors[problem]]);
      return showReportForm(request, { ...refused, errors: Object.fromEntries(errors) });
    }
    case 'forbidden':
      return showReportNotFound(request, answers);
  }
}

interface ReportFormContent {
  readonly status: 200 | 409 | 422;
  readonly answers: FormInput;
  readonly errors?: FieldErrors;
  readonly idempotencyKey?: string;
  readonly overlap?: Overlap;
}

async function showReportForm(request: PageRequest, content: ReportFormContent): Promise<Response> {
  const { c, deps, show } = request;
  const { answers, status, errors = {}, idempotencyKey = deps.newId(), overlap } = content;
  const uai = pathUai(c);
  const person = personOf(c);
  const file = uai && canActFor(person, uai) && (await viewCollege(deps, uai, person));
  if (!file) return showReportNotFound(request, answers);
  const { college } = file;
  return show(c, {
    title: overlap ? alreadyReported.title : damageForm.title,
    status,
    errors: summaryOf(damageForm, errors),
    body: <DamageForm {...{ college, answers, errors, idempotencyKey, overlap }} />,
  });
}

function showReportNotFound({ c, show }: PageRequest, answers: FormInput) {
  return showNotFound(c, show, <SubmittedAnswers form={damageForm} answers={answers} />);
}
