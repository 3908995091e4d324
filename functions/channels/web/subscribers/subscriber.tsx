import type { Context, Hono } from 'hono';
import { readForm } from '../../../content/model/form.ts';
import {
  pastForm,
  replayForm,
  subscriberForm,
  urlErrors,
  subscriberPages as words,
} from '../../../content/webhooks/subscribers.ts';
import type { SubscriberMove, SubscriberOutcome } from '../../../use-cases/subscribers.ts';
import type { ReplayCommand, ReplayOutcome } from '../../../use-cases/webhook-replays.ts';
import type { WebDeps } from '../shared/deps.ts';
import { showNotFound, showRefusal } from '../shared/errors.tsx';
import type { ShowPage } from '../shared/page.tsx';
import { answersIn, openingIn, summed, versionIn } from '../shared/posted-form.ts';
import { personOf } from '../shared/session.tsx';
import { type Sent, SubscriberActs, SubscriberForms } from './actions.tsx';
import {
  Dispatches,
  SubscriberFacts,
  SubscriberJournal,
  showSecret,
  subscriberPath,
  subscribersPath,
} from './view.tsx';

const path = `${subscribersPath}/:id`;

/** When an event happened, and its id. */
const dispatchShape = /^([\dT:.Z-]{24})#(msg_[0-9a-f]{32})$/;

const moves: Readonly<Record<string, SubscriberMove>> = {
  pause: 'paused',
  reprise: 'resumed',
  secret: 'rotated',
  arret: 'disabled',
};

/** The service Éducation looks after one subscriber. */
export function registerSubscriber(app: Hono, deps: WebDeps, show: ShowPage): void {
  const { viewSubscriber, moveSubscriber, editSubscriber, newId, site } = deps;

  app.get(path, (c) => showOne(c));

  for (const [act, move] of Object.entries(moves)) {
    app.post(`${path}/${act}`, async (c) => {
      const command = commandOf(c, await c.req.parseBody());
      const outcome = await moveSubscriber(command, move);
      return answer(c, outcome);
    });
  }

  app.post(`${path}/changement`, async (c) => {
    const body = await c.req.parseBody({ all: true });
    const answers = answersIn(subscriberForm, body);
    const reading = readForm(subscriberForm, answers);
    const sent = { form: subscriberForm, answers };
    if (reading.kind === 'invalid') return showOne(c, { ...sent, errors: reading.errors });
    const outcome = await editSubscriber(commandOf(c, body), reading.values);
    if (outcome.kind !== 'bad-url') return answer(c, outcome);
    return showOne(c, { ...sent, errors: { url: urlErrors[outcome.why] } });
  });

  app.post(`${path}/essai`, async (c) => queued(c, await deps.testSubscriber(whose(c))));

  app.post(`${path}/rejeu-un`, async (c) => {
    const body = await c.req.parseBody();
    const [, at = '', id = ''] = dispatchShape.exec(`${body['at']}#${body['event']}`) ?? [];
    if (!id) return showNotFound(c, show);
    const event = { id, at };
    return queued(c, await deps.replayOne(whose(c), event));
  });

  app.post(`${path}/rejeu`, async (c) => {
    const answers = answersIn(replayForm, await c.req.parseBody());
    const reading = readForm(replayForm, answers);
    if (reading.kind === 'invalid') {
      return showOne(c, { form: replayForm, answers, errors: reading.errors });
    }
    return queued(c, await deps.replayFailed(whose(c), reading.values.replaySince));
  });

  app.post(`${path}/passe`, async (c) => {
    const answers = answersIn(pastForm, await c.req.parseBody());
    const reading = readForm(pastForm, answers);
    if (reading.kind === 'invalid') {
      return showOne(c, { form: pastForm, answers, errors: reading.errors });
    }
    return queued(c, await deps.pushPastEvents(whose(c), reading.values.pastSince));
  });

  /** Empty where it can be none. */
  const idIn = (c: Context) => /^[0-9a-f]{12}$/.exec(c.req.param('id') ?? '')?.[0] ?? '';
  const whose = (c: Context): ReplayCommand => ({ by: personOf(c), id: idIn(c) });

  function commandOf(c: Context, body: Readonly<Record<string, unknown>>) {
    const opening = openingIn(body) || newId();
    return { ...whose(c), opening, seenVersion: versionIn(body) };
  }

  function answer(c: Context, outcome: SubscriberOutcome) {
    switch (outcome.kind) {
      case 'done':
        if (outcome.secret) return showSecret(c, show, outcome);
        return c.redirect(subscriberPath(outcome.subscriber.id), 303);
      case 'stale':
      case 'bad-url':
        return showRefusal(c, show, { ...words.stale, status: 409 });
      case 'not-yours':
        return showNotFound(c, show);
    }
  }

  function queued(c: Context, outcome: ReplayOutcome) {
    switch (outcome.kind) {
      case 'queued':
        return c.redirect(`${subscriberPath(idIn(c))}?partis=un`, 303);
      case 'catching-up':
        return c.redirect(`${subscriberPath(idIn(c))}?partis=suite`, 303);
      case 'not-active':
        return showRefusal(c, show, { ...words.notActive, status: 409 });
      case 'not-yours':
        return showNotFound(c, show);
    }
  }

  async function showOne(c: Context, sent?: Sent) {
    const before = dispatchShape.exec(c.req.query('avant') ?? '')?.[0];
    const file = await viewSubscriber(personOf(c), idIn(c), before);
    if (!file) return showNotFound(c, show);
    const { subscriber } = file;
    const shown = { ...file, timeZone: site.timeZone };
    const left = c.req.query('partis');
    return show(c, {
      title: subscriber.name,
      status: sent ? 422 : 200,
      errors: sent && summed(sent.form, sent.errors),
      body: (
        <>
          {left === 'un' && <p role="status">{words.queued}</p>}
          {left === 'suite' && <p role="status">{words.catchingUp}</p>}
          <SubscriberFacts {...shown} />
          <SubscriberActs {...{ subscriber, newId }} />
          <Dispatches {...shown} />
          <SubscriberForms {...{ subscriber, sent, newId }} />
          <SubscriberJournal {...shown} />
          <p>
            <a href={subscribersPath}>{words.back}</a>
          </p>
        </>
      ),
    });
  }
}
