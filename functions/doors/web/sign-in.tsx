import type { Context, Hono } from 'hono';
import type { Answers } from '../../domain/declaration.ts';
import { type FieldErrors, readForm } from '../../words/form.ts';
import { signInForm } from '../../words/forms/sign-in-form.ts';
import { signIn as words } from '../../words/pages/sign-in.ts';
import { Questions } from './form-fields.tsx';
import {
  challengeId,
  forgetSession,
  keepChallenge,
  keepSession,
  sessionToken,
} from './identity.ts';
import { localPath } from './local-path.ts';
import { networkAddress } from './network-address.ts';
import type { ShowPage } from './page.tsx';
import { answersIn } from './posted-form.ts';
import { showRefusal } from './refusals.tsx';
import { summed } from './summed-errors.ts';
import type { WebDeps } from './web-deps.ts';

/** Signing in by a code that is mailed and typed: mail scanners follow links, and cannot type. */
export function registerSignIn(app: Hono, deps: WebDeps, show: ShowPage): void {
  const { askCode, enterCode, signOut } = deps;

  app.get('/connexion', (c) => showAsk(c, {}, {}));

  app.post('/connexion', async (c) => {
    const answers = answersIn(signInForm, await c.req.parseBody());
    const reading = readForm(signInForm, answers);
    if (reading.kind === 'invalid') return showAsk(c, answers, reading.errors);
    const mail = reading.values.mail.toLowerCase();
    const outcome = await askCode({ mail, address: networkAddress(c) });
    if (outcome.kind === 'too-many') {
      return showRefusal(c, show, { ...words.tooMany, status: 429 });
    }
    keepChallenge(c, outcome.challengeId);
    return c.redirect(`/connexion/code${next(c)}`, 303);
  });

  app.get('/connexion/code', (c) => showCode(c, {}));

  app.post('/connexion/code', async (c) => {
    const typed = String((await c.req.parseBody())['code'] ?? '').replace(/\D/g, '');
    const id = challengeId(c);
    if (!id) return showCode(c, { code: words.expired });
    // A slip of the hand is no guess: it costs no try.
    if (typed.length !== 6) return showCode(c, { code: words.notACode });
    const outcome = await enterCode(id, typed);
    switch (outcome.kind) {
      case 'signed-in':
        keepSession(c, outcome.token);
        return c.redirect(localPath(c.req.query('suite')) ?? '/', 303);
      case 'wrong':
        return showCode(c, { code: words.wrong(outcome.triesLeft) });
      case 'expired':
        return showCode(c, { code: words.expired });
    }
  });

  app.post('/deconnexion', async (c) => {
    const token = sessionToken(c);
    if (token) await signOut(token);
    forgetSession(c);
    return c.redirect('/', 303);
  });

  function showAsk(c: Context, answers: Answers, errors: FieldErrors) {
    return show(c, {
      title: words.title,
      status: errors['mail'] ? 422 : 200,
      errors: summed(signInForm, errors),
      body: <AskForm action={`/connexion${next(c)}`} answers={answers} errors={errors} />,
    });
  }

  function showCode(c: Context, errors: FieldErrors) {
    const failed = errors['code'] !== undefined;
    return show(c, {
      title: words.codeTitle,
      status: failed ? 422 : 200,
      errors: failed ? [{ field: 'code', message: errors['code'] ?? '' }] : [],
      body: <CodeForm action={`/connexion/code${next(c)}`} error={errors['code']} />,
    });
  }
}

/** Where they were going, carried along. */
function next(c: Context): string {
  const path = localPath(c.req.query('suite'));
  return path ? `?suite=${encodeURIComponent(path)}` : '';
}

interface AskFormProps {
  readonly action: string;
  readonly answers: Answers;
  readonly errors: FieldErrors;
}

/** Also stands on the first page, for whoever is not signed in. */
export function AskForm({ action, answers, errors }: AskFormProps) {
  return (
    <form method="post" action={action} novalidate>
      <p>{words.lead}</p>
      <Questions form={signInForm} names={['mail']} answers={answers} errors={errors} />
      <p>
        <button type="submit">{words.button}</button>
      </p>
      <p class="hint">{words.notBound}</p>
    </form>
  );
}

function CodeForm({ action, error }: { action: string; error: string | undefined }) {
  return (
    <form method="post" action={action} novalidate>
      <p>{words.codeLead}</p>
      <div class={error ? 'question wrong' : 'question'}>
        <label for="code">{words.code}</label>
        <p class="hint" id="code-aide">
          {words.codeHint}
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
          inputmode="numeric"
          autocomplete="one-time-code"
          aria-describedby={error ? 'code-aide code-erreur' : 'code-aide'}
          aria-invalid={error ? 'true' : undefined}
        />
      </div>
      <p class="links">
        <button type="submit">{words.codeButton}</button>
        <a href="/connexion">{words.again}</a>
      </p>
    </form>
  );
}
