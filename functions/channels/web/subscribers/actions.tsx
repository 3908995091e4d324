import { type FieldErrors, type Form, fieldNames } from '../../../content/model/form.ts';
import {
  backfillForm,
  replayForm,
  subscriberForm,
  subscriberPages as texts,
} from '../../../content/webhooks/subscribers.ts';
import type { FormInput } from '../../../domain/act.ts';
import type { Subscriber } from '../../../domain/webhooks/subscriber.ts';
import { Questions } from '../shared/form-fields.tsx';
import { subscriberPath } from './view.tsx';

/** A form with errors, shown again as it was posted. */
export interface PostedForm {
  readonly form: Form;
  readonly answers: FormInput;
  readonly errors: FieldErrors;
}

interface ActsProps {
  readonly subscriber: Subscriber;
  /** The idempotency key of each form. */
  readonly newId: () => string;
}

/** The acts of one click that the state of the subscriber allows. */
export function SubscriberActs(props: ActsProps) {
  const { state } = props.subscriber;
  return (
    <section class="card acts">
      <h2>{texts.acts}</h2>
      {state === 'active' && <Act {...props} act="essai" label={texts.test} />}
      {state === 'active' && (
        <Act {...props} act="pause" label={texts.pause} hint={texts.pauseHint} />
      )}
      {state === 'paused' && (
        <Act {...props} act="reprise" label={texts.resume} hint={texts.resumeHint} />
      )}
      {state === 'disabled' && (
        <Act {...props} act="reprise" label={texts.enable} hint={texts.enableHint} />
      )}
      <Act {...props} act="secret" label={texts.rotate} hint={texts.rotateHint} />
      {state !== 'disabled' && (
        <Act {...props} act="arret" label={texts.disable} hint={texts.disableHint} />
      )}
    </section>
  );
}

interface FormsProps extends ActsProps {
  readonly posted: PostedForm | undefined;
}

/** The acts that ask for a date or for changes. */
export function SubscriberForms(props: FormsProps) {
  const isActive = props.subscriber.state === 'active';
  return (
    <>
      {isActive && (
        <DateForm
          {...props}
          act="rejeu"
          form={replayForm}
          hint={texts.replayHint}
          label={texts.replayButton}
        />
      )}
      {isActive && (
        <DateForm
          {...props}
          act="passe"
          form={backfillForm}
          hint={texts.pastHint}
          label={texts.pastButton}
        />
      )}
      <ChangeForm {...props} />
    </>
  );
}

interface ActProps extends ActsProps {
  readonly act: string;
  readonly label: string;
  readonly hint?: string;
}

function Act({ subscriber, newId, act, label, hint }: ActProps) {
  return (
    <form method="post" action={`${subscriberPath(subscriber.id)}/${act}`}>
      <Tokens {...{ subscriber, newId }} />
      <button class="secondary" type="submit">
        {label}
      </button>
      {hint && <p class="quiet">{hint}</p>}
    </form>
  );
}

interface DateFormProps extends ActProps {
  readonly posted: PostedForm | undefined;
  readonly form: Form;
}

function DateForm({ subscriber, posted, act, form, label, hint }: DateFormProps) {
  const { answers, errors } = posted?.form === form ? posted : { answers: {}, errors: {} };
  return (
    <section class="card">
      <h2>{form.title}</h2>
      <p>{hint}</p>
      <form method="post" action={`${subscriberPath(subscriber.id)}/${act}`} novalidate>
        <Questions form={form} names={fieldNames(form)} {...{ answers, errors }} />
        <button class="secondary" type="submit">
          {label}
        </button>
      </form>
    </section>
  );
}

function ChangeForm({ subscriber, posted, newId }: FormsProps) {
  const { name, url, types } = subscriber;
  const isPosted = posted?.form === subscriberForm;
  const { answers, errors } = isPosted ? posted : { answers: { name, url, types }, errors: {} };
  return (
    <details open={isPosted}>
      <summary>{texts.change}</summary>
      <form method="post" action={`${subscriberPath(subscriber.id)}/changement`} novalidate>
        <Tokens {...{ subscriber, newId }} />
        <Questions
          form={subscriberForm}
          names={fieldNames(subscriberForm)}
          {...{ answers, errors }}
        />
        <button type="submit">{texts.changeButton}</button>
      </form>
    </details>
  );
}

function Tokens({ subscriber, newId }: ActsProps) {
  return (
    <>
      <input type="hidden" name="idempotencyKey" value={newId()} />
      <input type="hidden" name="version" value={String(subscriber.version)} />
    </>
  );
}
