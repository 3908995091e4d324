import type { Context, Hono } from 'hono';
import * as z from 'zod';
import { type FieldErrors, parseForm } from '../../../content/model/form.ts';
import { codeIn, codeInput, signInForm } from '../../../content/people/forms.ts';
import { oidcTexts, signIn as texts } from '../../../content/people/sign-in.ts';
import type { FormInput } from '../../../domain/act.ts';
import type { CodeStrength } from '../../../domain/people/sign-in.ts';
import { enterCode, expectedStrength, requestCode, signOut } from '../../../use-cases/sign-in.ts';
import type { Site, WebDeps } from '../shared/deps.ts';
import { showRefusal } from '../shared/errors.tsx';
import { Questions } from '../shared/form-fields.tsx';
import type { ShowPage } from '../shared/page.tsx';
import { localPath } from '../shared/paths.ts';
import { answersIn, summaryOf } from '../shared/posted-form.ts';
import {
  challengeId,
  forgetSession,
  keepChallenge,
  keepSession,
  keptDevices,
  sessionToken,
} from '../shared/session.tsx';
import { OidcLink, showProviderRequired } from './oidc.tsx';

/** The request context of API Gateway. Unlike headers, a caller cannot forge it. */
const bindings = z.object({
  requestContext: z.object({ http: z.object({ sourceIp: z.string() }) }),
});

/** The IP address of the client. */
function clientAddress(c: Context): string {
  const parsed = bindings.safeParse(c.env);
  return parsed.success ? parsed.data.requestContext.http.sourceIp : 'unknown';
}

/** Signing in by a mailed code. It is typed, because mail scanners follow links. */
export function registerSignIn(app: Hono, deps: WebDeps, show: ShowPage): void {
  const { oidcLabel } = deps.site;

  app.get('/connexion', (c) => showCodeRequest(c, {}, {}));

  app.post('/connexion', async (c) => {
    const answers = answersIn(signInForm, await c.req.parseBody());
    const parsed = parseForm(signInForm, answers);
    if (parsed.kind === 'invalid') return showCodeRequest(c, answers, parsed.errors);
    const mail = parsed.values.mail.toLowerCase();
    const address = clientAddress(c);
    const outcome = await requestCode(deps, {
      ...{ mail, address },
      lastChallengeId: challengeId(c),
      keptDevices: keptDevices(c),
    });
    if (outcome.kind === 'too-many') return showTooMany(c);
    keepChallenge(c, outcome.challengeId);
    return c.redirect(`/connexion/code${suite(c)}`, 303);
  });

  app.get('/connexion/code', (c) => showCode(c, {}));

  app.post('/connexion/code', async (c) => {
    const input = codeIn(String((await c.req.parseBody())['code'] ?? ''));
    const id = challengeId(c);
    if (!id) return showCode(c, { code: codeInput.expired });
    // A typing error costs no try.
    if (!input) return showCode(c, { code: codeInput.notACode });
    const entry = { challengeId: id, input, keptDevices: keptDevices(c) };
    const outcome = await enterCode(deps, entry);
    switch (outcome.kind) {
      case 'signed-in':
        await keepSession(c, deps, outcome);
        return c.redirect(localPath(c.req.query('suite')) ?? '/', 303);
      case 'provider-required':
        return showProviderRequired(c, show, deps.site);
      case 'wrong':
        return showCode(c, { code: codeInput.wrong(outcome.triesLeft) });
      case 'expired':
        return showCode(c, { code: codeInput.expired });
    }
  });

  function showCodeRequest(c: Context, answers: FormInput, errors: FieldErrors) {
    return show(c, {
      title: texts.title,
      status: errors['mail'] ? 422 : 200,
      errors: summaryOf(signInForm, errors),
      body: (
        <CodeRequestForm suite={suite(c)} answers={answers} errors={errors} oidcLabel={oidcLabel} />
      ),
    });
  }

  function showTooMany(c: Context) {
    const { title, text } = texts.tooMany;
    const input = <TooMany suite={suite(c)} site={deps.site} />;
    return showRefusal(c, show, { title, text, status: 429, input });
  }

  async function showCode(c: Context, errors: FieldErrors) {
    const strength = await expectedStrength(deps, challengeId(c));
    const failed = errors['code'] !== undefined;
    return show(c, {
      title: texts.codeTitle,
      status: failed ? 422 : 200,
      errors: failed ? [{ field: 'code', message: errors['code'] ?? '' }] : [],
      body: (
        <CodeForm
          action={`/connexion/code${suite(c)}`}
          strength={strength}
          error={errors['code']}
        />
      ),
    });
  }
}

/** The query that carries the page to open after signing in. */
function suite(c: Context): string {
  const path = localPath(c.req.query('suite'));
  return path ? `?suite=${encodeURIComponent(path)}` : '';
}

interface CodeRequestFormProps {
  readonly suite: string;
  readonly answers: FormInput;
  readonly errors: FieldErrors;
  /** Name of the identity provider, where there is one. */
  readonly oidcLabel: string | undefined;
}

/** Also on the first page, for visitors who are not signed in. */
export function CodeRequestForm({ suite, answers, errors, oidcLabel }: CodeRequestFormProps) {
  return (
    <>
      <form method="post" action={`/connexion${suite}`} novalidate>
        <p>{texts.lead}</p>
        <Questions form={signInForm} names={['mail']} answers={answers} errors={errors} />
        <p>
          <button type="submit">{texts.button}</button>
        </p>
        <p class="hint">{texts.notMember}</p>
      </form>
      {oidcLabel && <OidcLink label={oidcLabel} suite={suite} />}
    </>
  );
}

/** What a person can do instead of waiting. */
function TooMany({ suite, site }: { readonly suite: string; readonly site: Site }) {
  const { oidcLabel, serviceName, serviceMail } = site;
  return (
    <>
      <p>{texts.tooMany.ways}</p>
      <ul>
        <li>
          {texts.tooMany.received} <a href={`/connexion/code${suite}`}>{texts.tooMany.enter}</a>
        </li>
        <li>{texts.tooMany.knownBrowser}</li>
        <li>{texts.tooMany.chat}</li>
        <li>
          {texts.tooMany.write(serviceName)} <a href={`mailto:${serviceMail}`}>{serviceMail}</a>
        </li>
      </ul>
      {oidcLabel && <OidcLink label={oidcLabel} suite={suite} />}
    </>
  );
}

interface CodeFormProps {
  readonly action: string;
  readonly strength: CodeStrength;
  readonly error: string | undefined;
}

function CodeForm({ action, strength, error }: CodeFormProps) {
  return (
    <form method="post" action={action} novalidate>
      <p>{texts.codeLead[strength]}</p>
      <div class={error ? 'question wrong' : 'question'}>
        <label for="code">{codeInput.code[strength]}</label>
        <p class="hint" id="code-aide">
          {texts.codeHint[strength]}
        </p>
        {error && (
          <p class="error" id="code-erreur">
            {error}
          </p>
        )}
        <input
          id="code"
          name="code"
          class="short"
          inputmode={strength === 'digits' ? 'numeric' : 'text'}
          autocapitalize={strength === 'digits' ? undefined : 'characters'}
          autocomplete="one-time-code"
          aria-describedby={error ? 'code-aide code-erreur' : 'code-aide'}
          aria-invalid={error ? 'true' : undefined}
        />
      </div>
      <p class="links">
        <button type="submit">{texts.codeButton}</button>
        <a href="/connexion">{texts.again}</a>
      </p>
    </form>
  );
}

/** Signing out: here, and at the identity provider if it opened the session. */
export function registerSignOut(app: Hono, deps: WebDeps, show: ShowPage): void {
  const { site, logError } = deps;
  const label = site.oidcLabel ?? '';

  app.post('/deconnexion', async (c) => {
    const token = sessionToken(c);
    const outcome = token ? await signOut(deps, token) : { kind: 'signed-out' as const };
    forgetSession(c);
    c.set('person', undefined);
    switch (outcome.kind) {
      case 'signed-out':
        return c.redirect('/', 303);
      case 'signed-out-here':
        // `form-action` of the policy forbids a form to lead to another site, even by a redirect. A page may, with Refresh.
        c.header('Refresh', `0; url=${outcome.url}`);
        return show(c, {
          title: oidcTexts.exit.title,
          body: (
            <p>
              {oidcTexts.exit.text(label)} <a href={outcome.url}>{oidcTexts.exit.link(label)}</a>
            </p>
          ),
        });
      case 'fault': {
        logError(outcome.error);
        const { title, text } = oidcTexts.exitFault;
        return showRefusal(c, show, { title, text: text(label), status: 502 });
      }
    }
  });
}
