import type { College } from '../../../domain/colleges/college.ts';
import type { Campaign } from '../../../domain/declarations/campaign.ts';
import {
  type Answers,
  type Declaration,
  referenceOf,
} from '../../../domain/declarations/declaration.ts';
import { day, instant } from '../../../words/dates.ts';
import type { FieldErrors } from '../../../words/form.ts';
import { declarationForm } from '../../../words/forms/declaration-form.ts';
import { declarationPage as words } from '../../../words/pages/declaration.ts';
import { FormFields } from '../forms/form-fields.tsx';

interface DeclarationFormProps {
  readonly declaration: Declaration;
  readonly previous: Declaration | undefined;
  readonly college: College;
  readonly campaign: Campaign;
  readonly answers: Answers;
  readonly errors: FieldErrors;
  readonly opening: string;
  readonly version: number;
  readonly timeZone: string;
}

export function DeclarationForm(props: DeclarationFormProps) {
  const { declaration, previous, college, campaign, answers, errors, timeZone } = props;
  const { draft, filing, correction } = declaration;
  const prefilled = previous && declaration.state === 'new';
  const reference = referenceOf(declaration);
  return (
    <>
      <p class="lead">
        <strong>{college.name}</strong>, {college.commune}. {campaign.name}.
      </p>
      {correction && <p class="callout">{words.correctionAsked(correction)}</p>}
      {filing && <p class="callout">{words.correcting(reference)}</p>}
      {prefilled && <p class="callout">{words.prefilled(previous.campaignId)}</p>}
      {draft && (
        <p class="callout" role="status">
          {words.draftSaved(instant(draft.savedAt, timeZone))}
        </p>
      )}
      <p>{words.required}</p>
      <form method="post" action={`/declarations/${reference}/formulaire`} novalidate>
        <input type="hidden" name="opening" value={props.opening} />
        <input type="hidden" name="version" value={props.version} />
        <FormFields form={declarationForm} answers={answers} errors={errors} />
        <div class="actions">
          <button class="button" type="submit" name="action" value="file">
            {filing ? words.fileAgain : words.file}
          </button>
          <p class="hint">{words.untilClose(day(campaign.closesOn))}</p>
          <button class="secondary" type="submit" name="action" value="draft">
            {words.saveDraft}
          </button>
          <p class="hint">{words.saveDraftHint}</p>
        </div>
      </form>
    </>
  );
}
