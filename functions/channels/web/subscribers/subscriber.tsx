import type { Context, Hono } from 'hono';
import { parseForm } from '../../../content/model/form.ts';
import {
  backfillForm,
  replayForm,
  subscriberForm,
  subscriberPages as texts,
  urlErrors,
} from '../../../content/webhooks/subscribers.ts';
import type { SubscriberOutcome, SubscriberStatusUpdate } from '../../../use-cases/subscribers.ts';
import type { ReplayCommand, ReplayOutcome } from '../../../use-cases/webhook-replays.ts';
import type { WebDeps } from '../shared/deps.ts';
import { showNotFound, showRefusal } from '../shared/errors.tsx';
import type { ShowPage } from '../shared/page.tsx';
import { answersIn, idempotencyKeyIn, summed, versionIn } from '../shared/posted-form.ts';
import { personOf } from '../shared/session.tsx';
import { type PostedForm, SubscriberActs, SubscriberForms } from './actions.tsx';
import {
  SubscriberFacts,
  SubscriberJournal,
  showSecret,
  subscriberPath,
  subscribersPath,
  WebhookMessages,
} from './view.tsx';

const path = `${subscribersPath}/:id`;

/** When an event happened, and its id. */
const webhookMessageShape = /^([\dT:.Z-]{24})#(msg_[0-9a-f]{32})$/;

const statusUpdates: Readonly<Record<string, SubscriberStatusUpdate>> = {
  pause: 'paused',
  reprise: 'resumed',
  secret: 'rotated',
  arret: 'disabled',
};

/** The service Éducation looks after one subscriber. */
export function registerSubscriber(app: Hono, deps: WebDeps, show: ShowPage): void {
  const { viewSubscriber, updateSubscriberStatus, editSubscriber, newId, site } = deps;

  app.get(path, (c) => showOne(c));

  for (const [act, statusUpdate] of Object.entries(statusUpdates)) {
    app.post(`${path}/${act}`, async (c) => {
      const command = commandOf(c, await c.req.parseBody());
      const outcome = await updateSubscriberStatus(command, statusUpdate);
      return answer(c, outcome);
    });
  }

  app.post(`${path}/changement`, async (c) => {
    const body = await c.req.parseBody({ all: true });
    const answers = answersIn(subscriberForm, body);
    const parsed = parseForm(subscriberForm, answers);
    const posted = { form: subscriberForm, answers };
    if (parsed.kind === 'invalid') return showOne(c, { ...posted, errors: parsed.errors });
    const outcome = await editSubscriber(commandOf(c, body), parsed.values);
    if (outcome.kind !== 'bad-url') return answer(c, outcome);
    return showOne(c, { ...posted, errors: { url: urlErrors[outcome.why] } });
  });

  app.post(`${path}/essai`, async (c) => queued(c, await deps.testSubscriber(whose(c))));

  app.post(`${path}/rejeu-un`, async (c) => {
    const body = await c.req.parseBody();
    const [, at = '', id = ''] = webhookMessageShape.exec(`${body['at']}#${body['event']}`) ?? [];
    if (!id) return showNotFound(c, show);
    const event = { id, at };
    return queued(c, await deps.replayOne(whose(c), event));
  });

  app.post(`${path}/rejeu`, async (c) => {
    const answers = answersIn(replayForm, await c.req.parseBody());
    const parsed = parseForm(replayForm, answers);
    if (parsed.kind === 'invalid') {
      return showOne(c, { form: replayForm, answers, errors: parsed.errors });
    }
    return queued(c, await deps.replayFailed(whose(c), parsed.values.replaySince));
  });

  app.post(`${path}/passe`, async (c) => {
    const answers = answersIn(backfillForm, await c.req.parseBody());
    const parsed = parseForm(backfillForm, answers);
    if (parsed.kind === 'invalid') {
      return showOne(c, { form: backfillForm, answers, errors: parsed.errors });
    }
    return queued(c, await deps.backfillEvents(whose(c), parsed.values.backfillSince));
  });

  /** Empty where it can be none. */
  const idIn = (c: Context) => /^[0-9a-f]{12}$/.exec(c.req.param('id') ?? '')?.[0] ?? '';
  const whose = (c: Context): ReplayCommand => ({ by: personOf(c), id: idIn(c) });

  function commandOf(c: Context, body: Readonly<Record<string, unknown>>) {
    const idempotencyKey = idempotencyKeyIn(body) || newId();
    return { ...whose(c), idempotencyKey, expectedVersion: versionIn(body) };
  }

  function answer(c: Context, outcome: SubscriberOutcome) {
    switch (outcome.kind) {
      case 'done':
        if (outcome.secret) return showSecret(c, show, outcome);
        return c.redirect(subscriberPath(outcome.subscriber.id), 303);
      case 'conflict':
      case 'bad-url':
        return showRefusal(c, show, { ...texts.conflict, status: 409 });
      case 'forbidden':
        return showNotFound(c, show);
    }
  }

  function queued(c: Context, outcome: ReplayOutcome) {
    switch (outcome.kind) {
      case 'queued':
        return c.redirect(`${subscriberPath(idIn(c))}?partis=un`, 303);
      case 'backfilling':
        return c.redirect(`${subscriberPath(idIn(c))}?partis=suite`, 303);
      case 'not-active':
        return showRefusal(c, show, { ...texts.notActive, status: 409 });
      case 'forbidden':
        return showNotFound(c, show);
    }
  }

  async function showOne(c: Context, posted?: PostedForm) {
    const before = webhookMessageShape.exec(c.req.query('avant') ?? '')?.[0];
    const file = await viewSubscriber(personOf(c), idIn(c), before);
    if (!file) return showNotFound(c, show);
    const { subscriber } = file;
    const shown = { ...file, timeZone: site.timeZone };
    const left = c.req.query('partis');
    return show(c, {
      title: subscriber.name,
      status: posted ? 422 : 200,
      errors: posted && summed(posted.form, posted.errors),
      body: (
        <>
          {left === 'un' && <p role="status">{texts.queued}</p>}
          {left === 'suite' && <p role="status">{texts.catchingUp}</p>}
          <SubscriberFacts {...shown} />
          <SubscriberActs {...{ subscriber, newId }} />
          <WebhookMessages {...shown} />
          <SubscriberForms {...{ subscriber, posted, newId }} />
          <SubscriberJournal {...shown} />
          <p>
            <a href={subscribersPath}>{texts.back}</a>
          </p>
        </>
      ),
    });
  }
}
