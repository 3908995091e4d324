import type { Context, Hono } from 'hono';
import type { Child } from 'hono/jsx';
import { oidcTexts as texts } from '../../../content/people/sign-in.ts';
import {
  type CompleteAuthorizationResult,
  completeAuthorization,
  startAuthorization,
} from '../../../use-cases/oidc-sign-in.ts';
import type { Site, WebDeps } from '../shared/deps.ts';
import { showRefusal } from '../shared/errors.tsx';
import type { ShowPage } from '../shared/page.tsx';
import { localPath } from '../shared/paths.ts';
import {
  keepAuthorizationRequest,
  keepSession,
  takeAuthorizationRequest,
} from '../shared/session.tsx';

/** Signing in at the identity provider of the settings. Without one these pages do not exist. */
export function registerOidc(app: Hono, deps: WebDeps, show: ShowPage): void {
  const { identityProvider, logError } = deps;
  if (!identityProvider) return;
  const oidcDeps = { ...deps, identityProvider };
  const label = deps.site.oidcLabel ?? '';

  app.get('/connexion/oidc', async (c) => {
    const outcome = await startAuthorization(oidcDeps, shortPath(c.req.query('suite')));
    if (outcome.kind === 'fault') return showFault(c, outcome.error);
    keepAuthorizationRequest(c, outcome.signedRequest);
    return c.redirect(outcome.url, 303);
  });

  app.get('/connexion/oidc/retour', async (c) => {
    const outcome = await completeAuthorization(oidcDeps, {
      signedRequest: takeAuthorizationRequest(c),
      query: new URL(c.req.url).searchParams,
    });
    switch (outcome.kind) {
      case 'signed-in':
        await keepSession(c, deps, outcome);
        return c.redirect(localPath(outcome.next) ?? '/', 303);
      case 'unknown':
        return showFailure(c, 'unknown', <Unknown label={label} {...outcome} />);
      case 'other-account':
        return showFailure(c, 'otherAccount', <OtherAccount label={label} {...outcome} />);
      case 'declined':
        return showFailure(c, 'declined');
      case 'too-weak':
        return showFailure(c, 'tooWeak');
      case 'unknown-request':
        return showFailure(c, 'unknown-request');
      case 'fault':
        return showFault(c, outcome.error);
    }
  });

  // The provider returns here after a sign-out. The state needs no check: the page only leads home.
  app.get('/connexion/oidc/sortie', (c) => c.redirect('/', 303));

  function showFault(c: Context, error: Error) {
    logError(error);
    return showFailure(c, 'fault');
  }

  function showFailure(c: Context, failure: keyof typeof statuses, more?: Child) {
    const { title, text } = texts[failure];
    const status = statuses[failure];
    return showRefusal(c, show, { title, text: text(label), status, input: more ?? <Back /> });
  }
}

/** The path to return to, if it fits in a cookie: browsers drop one of more than 4 KB, with the request in it. */
function shortPath(suite: string | undefined): string {
  const path = localPath(suite) ?? '';
  return path.length > 1000 ? '' : path;
}

const statuses = {
  unknown: 403,
  otherAccount: 403,
  declined: 403,
  tooWeak: 403,
  'unknown-request': 400,
  fault: 502,
} as const;

type UnknownProps = Extract<CompleteAuthorizationResult, { kind: 'unknown' }> & {
  readonly label: string;
};

function Unknown({ label, mail, exit }: UnknownProps) {
  return (
    <>
      <p>
        <strong>{mail}</strong>
      </p>
      <p>{texts.unknown.way}</p>
      <Back />
      {exit && (
        <p>
          <a href={exit}>{texts.unknown.exit(label)}</a>
        </p>
      )}
    </>
  );
}

type OtherAccountProps = Extract<CompleteAuthorizationResult, { kind: 'other-account' }> & {
  readonly label: string;
};

function OtherAccount({ label, mail, exit }: OtherAccountProps) {
  return (
    <>
      <p>
        <strong>{mail}</strong>
      </p>
      <p>{texts.otherAccount.way(label)}</p>
      <Back />
      {exit && (
        <p>
          <a href={exit}>{texts.unknown.exit(label)}</a>
        </p>
      )}
    </>
  );
}

function Back() {
  return (
    <p>
      <a class="button" href="/connexion">
        {texts.back}
      </a>
    </p>
  );
}

/** To an officer who proved their mailbox, and must sign in at the provider. */
export function showProviderRequired(c: Context, show: ShowPage, site: Site) {
  const label = site.oidcLabel ?? '';
  const { title, text } = texts.required;
  const input = (
    <p>
      <a class="button" href="/connexion/oidc">
        {texts.link(label)}
      </a>
    </p>
  );
  return showRefusal(c, show, { title, text: text(label), status: 403, input });
}

/** Follows the form that asks for a code. */
export function OidcLink({ label, suite }: { label: string; suite: string }) {
  return (
    <>
      <p class="or">{texts.or}</p>
      <p>
        <a class="button secondary" href={`/connexion/oidc${suite}`}>
          {texts.link(label)}
        </a>
      </p>
    </>
  );
}
