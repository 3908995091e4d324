import type { Context, Hono } from 'hono';
import { type FieldErrors, fieldNames, parseForm } from '../../../content/model/form.ts';
import {
  subscriberForm,
  subscriberStates,
  subscriberPages as texts,
  urlErrors,
} from '../../../content/webhooks/subscribers.ts';
import type { FormInput } from '../../../domain/act.ts';
import type { Subscriber } from '../../../domain/webhooks/subscriber.ts';
import { createSubscriber, viewSubscribers } from '../../../use-cases/subscribers.ts';
import { EducationNav, StackTable } from '../shared/components.tsx';
import type { WebDeps } from '../shared/deps.ts';
import { showNotFound, showRefusal } from '../shared/errors.tsx';
import { Questions } from '../shared/form-fields.tsx';
import type { ShowPage } from '../shared/page.tsx';
import { answersIn, idempotencyKeyIn, summaryOf } from '../shared/posted-form.ts';
import { personOf } from '../shared/session.tsx';
import { showSecret, subscriberPath, subscribersPath } from './view.tsx';

/** The list of subscribers and the form to add one, for the service Éducation. */
export function registerSubscribers(app: Hono, deps: WebDeps, show: ShowPage): void {
  const { newId } = deps;

  app.get(subscribersPath, (c) => showAll(c, {}, {}));

  app.post(subscribersPath, async (c) => {
    const body = await c.req.parseBody({ all: true });
    const answers = answersIn(subscriberForm, body);
    const parsed = parseForm(subscriberForm, answers);
    if (parsed.kind === 'invalid') return showAll(c, answers, parsed.errors);
    const command = { by: personOf(c), idempotencyKey: idempotencyKeyIn(body) || newId() };
    const result = await createSubscriber(deps, command, parsed.values);
    switch (result.kind) {
      case 'done':
        return showSecret(c, show, result);
      case 'bad-url':
        return showAll(c, answers, { url: urlErrors[result.why] });
      case 'conflict':
        return showRefusal(c, show, { ...texts.conflict, status: 409 });
      case 'forbidden':
        return showNotFound(c, show);
    }
  });

  async function showAll(c: Context, answers: FormInput, errors: FieldErrors) {
    const subscribers = await viewSubscribers(deps, personOf(c));
    if (!subscribers) return showNotFound(c, show);
    return show(c, {
      title: texts.title,
      status: Object.keys(errors).length > 0 ? 422 : 200,
      errors: summaryOf(subscriberForm, errors),
      body: (
        <>
          <EducationNav here={subscribersPath} />
          <p class="lead">{texts.lead}</p>
          <SubscriberTable subscribers={subscribers} />
          <section class="card">
            <h2>{subscriberForm.title}</h2>
            <form method="post" action={subscribersPath} novalidate>
              <input type="hidden" name="idempotencyKey" value={newId()} />
              <Questions
                form={subscriberForm}
                names={fieldNames(subscriberForm)}
                {...{ answers, errors }}
              />
              <button type="submit">{texts.addButton}</button>
            </form>
          </section>
        </>
      ),
    });
  }
}

function SubscriberTable({ subscribers }: { subscribers: readonly Subscriber[] }) {
  if (subscribers.length === 0) return <p>{texts.none}</p>;
  return (
    <StackTable
      columns={texts.columns}
      rows={subscribers.map(({ id, name, url, state }) => [
        <a href={subscriberPath(id)}>{name}</a>,
        url,
        subscriberStates[state],
      ])}
    />
  );
}
