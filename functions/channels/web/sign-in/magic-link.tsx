import type { Context, Hono } from 'hono';
import { magicLinkPage as texts } from '../../../content/people/sign-in.ts';
import { checkMagicLink, redeemMagicLink } from '../../../use-cases/magic-links.ts';
import type { WebDeps } from '../shared/deps.ts';
import { showRefusal } from '../shared/errors.tsx';
import type { ShowPage } from '../shared/page.tsx';
import { localPath } from '../shared/paths.ts';
import { keepSession } from '../shared/session.tsx';
import { showProviderRequired } from './oidc.tsx';

/** The page of a magic link from a chat. GET does not use the link: chats and mail filters open links before people do. */
export function registerMagicLink(app: Hono, deps: WebDeps, show: ShowPage): void {
  app.get('/lien/:token', async (c) => {
    const checked = await checkMagicLink(deps, c.req.param('token'));
    if (!checked) return showRefused(c);
    const { name, mail } = checked.person;
    // Their session is open already: from this link, or from another sign-in.
    if (c.get('person')?.mail === mail) return go(c, checked.magicLink.path);
    return show(c, {
      title: texts.title,
      body: (
        <form method="post">
          <p>{texts.lead(name)}</p>
          <p>
            <strong>{mail}</strong>
          </p>
          <p>
            <button type="submit">{texts.button(name)}</button>
          </p>
          <p class="hint">{texts.notYou}</p>
        </form>
      ),
    });
  });

  app.post('/lien/:token', async (c) => {
    const outcome = await redeemMagicLink(deps, c.req.param('token'));
    if (outcome.kind === 'refused') return showRefused(c);
    if (outcome.kind === 'provider-required') return showProviderRequired(c, show, deps.site);
    await keepSession(c, deps, outcome);
    return go(c, outcome.path);
  });

  const go = (c: Context, path: string) => c.redirect(localPath(path) ?? '/', 303);

  function showRefused(c: Context) {
    const { title, text, way } = texts.refused;
    const link = (
      <p>
        <a class="button" href="/connexion">
          {way}
        </a>
      </p>
    );
    return showRefusal(c, show, { title, text, status: 404, input: link });
  }
}
