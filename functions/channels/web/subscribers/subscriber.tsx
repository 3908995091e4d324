import type { Context, Hono } from 'hono';
import { parseForm } from '../../../content/model/form.ts';
import {
  backfillForm,
  replayForm,
  subscriberForm,
  subscriberPages as texts,
  urlErrors,
} from '../../../content/webhooks/subscribers.ts';
import {
  type ChangeSubscriberResult,
  editSubscriber,
  type SubscriberStatusUpdate,
  updateSubscriberStatus,
  viewSubscriber,
} from '../../../use-cases/subscribers.ts';
import {
  backfillEvents,
  type ReplayCommand,
  type ReplayResult,
  replayFailedMessages,
  replayMessage,
  sendTestEvent,
} from '../../../use-cases/webhook-replays.ts';
import type { WebDeps } from '../shared/deps.ts';
import { showNotFound, showRefusal } from '../shared/errors.tsx';
import type { PageRequest, ShowPage } from '../shared/page.tsx';
import { answersIn, idempotencyKeyIn, summaryOf, versionIn } from '../shared/posted-form.ts';
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

/** `<time of the event>#<its id>`: the key of a message. */
const webhookMessageShape = /^([\dT:.Z-]{24})#(msg_[0-9a-f]{32})$/;

const statusUpdates: Readonly<Record<string, SubscriberStatusUpdate>> = {
  pause: 'paused',
  reprise: 'resumed',
  secret: 'rotated',
  arret: 'disabled',
};

/** The page of one subscriber, for the service Éducation. */
export function registerSubscriber(app: Hono, deps: WebDeps, show: ShowPage): void {
  app.get(path, (c) => showOne({ deps, show, c }));
  for (const [act, statusUpdate] of Object.entries(statusUpdates)) {
    app.post(`${path}/${act}`, async (c) => {
      const request = { deps, show, c };
      const command = commandOf(request, await c.req.parseBody());
      return showResult(request, await updateSubscriberStatus(deps, command, statusUpdate));
    });
  }
  app.post(`${path}/changement`, (c) => submitChange({ deps, show, c }));
  app.post(`${path}/essai`, async (c) => {
    const result = await sendTestEvent(deps, replayCommandOf(c));
    return showReplayResult({ deps, show, c }, result);
  });
  app.post(`${path}/rejeu-un`, (c) => submitReplayOfMessage({ deps, show, c }));
  app.post(`${path}/rejeu`, (c) => submitReplay({ deps, show, c }));
  app.post(`${path}/passe`, (c) => submitBackfill({ deps, show, c }));
}

async function submitChange(request: PageRequest): Promise<Response> {
  const { deps, c } = request;
  const body = await c.req.parseBody({ all: true });
  const answers = answersIn(subscriberForm, body);
  const posted = { form: subscriberForm, answers };
  const parsed = parseForm(subscriberForm, answers);
  if (parsed.kind === 'invalid') return showOne(request, { ...posted, errors: parsed.errors });
  const result = await editSubscriber(deps, commandOf(request, body), parsed.values);
  if (result.kind !== 'bad-url') return showResult(request, result);
  return showOne(request, { ...posted, errors: { url: urlErrors[result.why] } });
}

async function submitReplayOfMessage(request: PageRequest): Promise<Response> {
  const { deps, show, c } = request;
  const body = await c.req.parseBody();
  const [, at = '', id = ''] = webhookMessageShape.exec(`${body['at']}#${body['event']}`) ?? [];
  if (!id) return showNotFound(c, show);
  return showReplayResult(request, await replayMessage(deps, replayCommandOf(c), { id, at }));
}

async function submitReplay(request: PageRequest): Promise<Response> {
  const { deps, c } = request;
  const answers = answersIn(replayForm, await c.req.parseBody());
  const parsed = parseForm(replayForm, answers);
  if (parsed.kind === 'invalid') {
    return showOne(request, { form: replayForm, answers, errors: parsed.errors });
  }
  const { replaySince } = parsed.values;
  const result = await replayFailedMessages(deps, replayCommandOf(c), replaySince);
  return showReplayResult(request, result);
}

async function submitBackfill(request: PageRequest): Promise<Response> {
  const { deps, c } = request;
  const answers = answersIn(backfillForm, await c.req.parseBody());
  const parsed = parseForm(backfillForm, answers);
  if (parsed.kind === 'invalid') {
    return showOne(request, { form: backfillForm, answers, errors: parsed.errors });
  }
  const { backfillSince } = parsed.values;
  const result = await backfillEvents(deps, replayCommandOf(c), backfillSince);
  return showReplayResult(request, result);
}

/** Empty when it is not the id of a subscriber. */
const idIn = (c: Context) => /^[0-9a-f]{12}$/.exec(c.req.param('id') ?? '')?.[0] ?? '';

const replayCommandOf = (c: Context): ReplayCommand => ({ by: personOf(c), id: idIn(c) });

function commandOf({ deps, c }: PageRequest, body: Readonly<Record<string, unknown>>) {
  const idempotencyKey = idempotencyKeyIn(body) || deps.newId();
  return { ...replayCommandOf(c), idempotencyKey, expectedVersion: versionIn(body) };
}

function showResult({ show, c }: PageRequest, result: ChangeSubscriberResult) {
  switch (result.kind) {
    case 'done':
      if (result.secret) return showSecret(c, show, result);
      return c.redirect(subscriberPath(result.subscriber.id), 303);
    case 'conflict':
    case 'invalid-transition':
      return showRefusal(c, show, { ...texts.conflict, status: 409 });
    case 'forbidden':
      return showNotFound(c, show);
  }
}

function showReplayResult({ show, c }: PageRequest, result: ReplayResult) {
  switch (result.kind) {
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

async function showOne({ deps, show, c }: PageRequest, posted?: PostedForm): Promise<Response> {
  const { newId, site } = deps;
  const before = webhookMessageShape.exec(c.req.query('avant') ?? '')?.[0];
  const file = await viewSubscriber(deps, personOf(c), { id: idIn(c), before });
  if (!file) return showNotFound(c, show);
  const { subscriber } = file;
  const shown = { ...file, timeZone: site.timeZone };
  const queuedNotice = c.req.query('partis');
  return show(c, {
    title: subscriber.name,
    status: posted ? 422 : 200,
    errors: posted && summaryOf(posted.form, posted.errors),
    body: (
      <>
        {queuedNotice === 'un' && <p role="status">{texts.queued}</p>}
        {queuedNotice === 'suite' && <p role="status">{texts.backfilling}</p>}
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
