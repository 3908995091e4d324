import type { Context, Hono } from 'hono';
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
import type { ShowPage } from '../shared/page.tsx';
import { pathUai } from '../shared/paths.ts';
import { answersIn, idempotencyKeyIn, summaryOf } from '../shared/posted-form.ts';
import { personOf } from '../shared/session.tsx';
import { DamageLine } from './list.tsx';

interface DamageFormProps {
  readonly college: College;
  readonly answers: FormInput;
  readonly errors: FieldErrors;
  readonly idempotencyKey: string;
  /** Open reports of the same lockers: they have been seen once this form is sent again. */
  readonly overlap?: Overlap | undefined;
}

interface Overlap {
  readonly report: DamageReport;
  readonly damages: readonly Damage[];
}

const formId = 'signalement';

export function DamageForm({ college, answers, errors, idempotencyKey, overlap }: DamageFormProps) {
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
            <Despite />
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

function Despite() {
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
      <Despite />
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

type DamageReportOverlap = Parameters<typeof DamageForm>[0]['overlap'];

/** Reporting a damage: the form, and what is already reported of the same lockers. */
export function registerDamageReport(app: Hono, deps: WebDeps, show: ShowPage): void {
  const { newId } = deps;

  app.get('/colleges/:uai/degats/nouveau', (c) => showForm(c, { answers: {}, status: 200 }));

  app.post('/colleges/:uai/degats/nouveau', async (c) => {
    const body = await c.req.parseBody({ all: true });
    const answers = answersIn(damageForm, body);
    // A page that is shown again keeps its token: nothing was filed.
    const idempotencyKey = idempotencyKeyIn(body) || newId();
    const again = { answers, idempotencyKey, status: 422 } as const;
    const uai = pathUai(c);
    if (!uai) return notFound(c, answers);
    const parsed = parseForm(damageForm, answers);
    if (parsed.kind === 'invalid') return showForm(c, { ...again, errors: parsed.errors });
    const by = personOf(c);
    const despiteOverlap = body['overlap'] === 'seen';
    const command = { uai, by, channel: 'web', idempotencyKey, despiteOverlap } as const;
    const outcome = await reportDamage(deps, command, parsed.values);
    switch (outcome.kind) {
      case 'reported':
        return c.redirect(`/degats/${damageReference(outcome.damage)}`, 303);
      case 'already-reported': {
        const overlap = { report: parsed.values, damages: outcome.overlapping };
        return showForm(c, { ...again, status: 409, overlap });
      }
      case 'contradictory': {
        const errors = outcome.problems.map(({ field, problem }) => [field, damageErrors[problem]]);
        return showForm(c, { ...again, errors: Object.fromEntries(errors) });
      }
      case 'forbidden':
        return notFound(c, answers);
    }
  });

  interface FormContent {
    readonly answers: FormInput;
    readonly status: 200 | 409 | 422;
    readonly errors?: FieldErrors;
    readonly idempotencyKey?: string;
    readonly overlap?: DamageReportOverlap;
  }

  async function showForm(c: Context, content: FormContent): Promise<Response> {
    const { answers, status, errors = {}, idempotencyKey = newId(), overlap } = content;
    const uai = pathUai(c);
    const person = personOf(c);
    const file = uai && canActFor(person, uai) && (await viewCollege(deps, uai, person));
    if (!file) return notFound(c, answers);
    const { college } = file;
    return show(c, {
      title: overlap ? alreadyReported.title : damageForm.title,
      status,
      errors: summaryOf(damageForm, errors),
      body: <DamageForm {...{ college, answers, errors, idempotencyKey, overlap }} />,
    });
  }

  function notFound(c: Context, answers: FormInput) {
    return showNotFound(c, show, <SubmittedAnswers form={damageForm} answers={answers} />);
  }
}
