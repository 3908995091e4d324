import { type FieldErrors, type Form, fieldNames } from '../../../content/model/form.ts';
import {
  pastForm,
  replayForm,
  subscriberForm,
  subscriberPages as words,
} from '../../../content/webhooks/subscribers.ts';
import type { Answers } from '../../../domain/act.ts';
import type { Subscriber } from '../../../domain/webhooks/subscriber.ts';
import { Questions } from '../shared/form-fields.tsx';
import { subscriberPath } from './view.tsx';

/** The form that was sent and was not good, shown again as it was. */
export interface Sent {
  readonly form: Form;
  readonly answers: Answers;
  readonly errors: FieldErrors;
}

interface ActsProps {
  readonly subscriber: Subscriber;
  /** Another for each form. */
  readonly newId: () => string;
}

/** What one press does about a subscriber in the state it is in. */
export function SubscriberActs(props: ActsProps) {
  const { state } = props.subscriber;
  return (
    <section class="card acts">
      <h2>{words.acts}</h2>
      {state === 'active' && <Act {...props} act="essai" label={words.test} />}
      {state === 'active' && (
        <Act {...props} act="pause" label={words.pause} hint={words.pauseHint} />
      )}
      {state === 'paused' && (
        <Act {...props} act="reprise" label={words.resume} hint={words.resumeHint} />
      )}
      {state === 'disabled' && (
        <Act {...props} act="reprise" label={words.enable} hint={words.enableHint} />
      )}
      <Act {...props} act="secret" label={words.rotate} hint={words.rotateHint} />
      {state !== 'disabled' && (
        <Act {...props} act="arret" label={words.disable} hint={words.disableHint} />
      )}
    </section>
  );
}

interface FormsProps extends ActsProps {
  readonly sent: Sent | undefined;
}

/** What asks for something first. */
export function SubscriberForms(props: FormsProps) {
  const isActive = props.subscriber.state === 'active';
  return (
    <>
      {isActive && (
        <Asked
          {...props}
          act="rejeu"
          form={replayForm}
          hint={words.replayHint}
          label={words.replayButton}
        />
      )}
      {isActive && (
        <Asked
          {...props}
          act="passe"
          form={pastForm}
          hint={words.pastHint}
          label={words.pastButton}
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

interface AskedProps extends ActProps {
  readonly sent: Sent | undefined;
  readonly form: Form;
}

function Asked({ subscriber, sent, act, form, label, hint }: AskedProps) {
  const { answers, errors } = sent?.form === form ? sent : { answers: {}, errors: {} };
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

function ChangeForm({ subscriber, sent, newId }: FormsProps) {
  const { name, url, types } = subscriber;
  const isSent = sent?.form === subscriberForm;
  const { answers, errors } = isSent ? sent : { answers: { name, url, types }, errors: {} };
  return (
    <details open={isSent}>
      <summary>{words.change}</summary>
      <form method="post" action={`${subscriberPath(subscriber.id)}/changement`} novalidate>
        <Tokens {...{ subscriber, newId }} />
        <Questions
          form={subscriberForm}
          names={fieldNames(subscriberForm)}
          {...{ answers, errors }}
        />
        <button type="submit">{words.changeButton}</button>
      </form>
    </details>
  );
}

function Tokens({ subscriber, newId }: ActsProps) {
  return (
    <>
      <input type="hidden" name="opening" value={newId()} />
      <input type="hidden" name="version" value={String(subscriber.version)} />
    </>
  );
}
