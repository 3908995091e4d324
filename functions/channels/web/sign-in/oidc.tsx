import type { Context, Hono } from 'hono';
import type { Child } from 'hono/jsx';
import { elsewhere as words } from '../../../content/people/sign-in.ts';
import type { EndTripOutcome } from '../../../use-cases/oidc-sign-in.ts';
import type { WebDeps } from '../shared/deps.ts';
import { showRefusal } from '../shared/errors.tsx';
import type { ShowPage } from '../shared/page.tsx';
import { localPath } from '../shared/paths.ts';
import { keepSession, keepTrip, takeTrip } from '../shared/session.tsx';

/** Signing in at the identity provider of the settings. Without one these pages do not exist. */
export function registerElsewhere(app: Hono, deps: WebDeps, show: ShowPage): void {
  const { elsewhere, reportError } = deps;
  if (!elsewhere) return;
  const { label, startTrip, endTrip } = elsewhere;

  app.get('/connexion/oidc', async (c) => {
    const outcome = await startTrip(shortPath(c.req.query('suite')));
    if (outcome.kind === 'fault') return showFault(c, outcome.error);
    keepTrip(c, outcome.sealed);
    return c.redirect(outcome.url, 303);
  });

  app.get('/connexion/oidc/retour', async (c) => {
    const query = new URL(c.req.url).searchParams;
    const outcome = await endTrip({ sealed: takeTrip(c), query });
    switch (outcome.kind) {
      case 'signed-in':
        keepSession(c, outcome.token);
        return c.redirect(localPath(outcome.next) ?? '/', 303);
      case 'unknown':
        return showStop(c, 'unknown', <Unknown label={label} {...outcome} />);
      case 'declined':
        return showStop(c, 'declined');
      case 'too-weak':
        return showStop(c, 'tooWeak');
      case 'astray':
        return showStop(c, 'astray');
      case 'fault':
        return showFault(c, outcome.error);
    }
  });

  // The state comes back too, and is not looked at: whoever gets here without it only finds the first page.
  app.get('/connexion/oidc/sortie', (c) => c.redirect('/', 303));

  function showFault(c: Context, error: Error) {
    reportError(error);
    return showStop(c, 'fault');
  }

  function showStop(c: Context, stop: keyof typeof statuses, more?: Child) {
    const { title, text } = words[stop];
    const status = statuses[stop];
    return showRefusal(c, show, { title, text: text(label), status, typed: more ?? <Back /> });
  }
}

/** Where they were going, if it fits in a cookie: browsers drop one of more than 4 KB, and the trip with it. */
function shortPath(suite: string | undefined): string {
  const path = localPath(suite) ?? '';
  return path.length > 1000 ? '' : path;
}

const statuses = { unknown: 403, declined: 403, tooWeak: 403, astray: 400, fault: 502 } as const;

type UnknownProps = Extract<EndTripOutcome, { kind: 'unknown' }> & { readonly label: string };

function Unknown({ label, mail, exit }: UnknownProps) {
  return (
    <>
      <p>
        <strong>{mail}</strong>
      </p>
      <p>{words.unknown.way}</p>
      <Back />
      {exit && (
        <p>
          <a href={exit}>{words.unknown.exit(label)}</a>
        </p>
      )}
    </>
  );
}

function Back() {
  return (
    <p>
      <a class="button" href="/connexion">
        {words.back}
      </a>
    </p>
  );
}

/** Stands under the form that asks for a mail. */
export function ElsewhereLink({ label, suite }: { label: string; suite: string }) {
  return (
    <>
      <p class="or">{words.or}</p>
      <p>
        <a class="button secondary" href={`/connexion/oidc${suite}`}>
          {words.link(label)}
        </a>
      </p>
    </>
  );
}
