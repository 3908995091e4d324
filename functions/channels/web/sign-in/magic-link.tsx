import type { Context, Hono } from 'hono';
import { magicLinkPage as texts } from '../../../content/people/sign-in.ts';
import type { WebDeps } from '../shared/deps.ts';
import { showRefusal } from '../shared/errors.tsx';
import type { ShowPage } from '../shared/page.tsx';
import { localPath } from '../shared/paths.ts';
import { keepSession } from '../shared/session.tsx';

/** Coming from a chat. Looking uses nothing up: chats and mail filters open links before people do. */
export function registerMagicLink(
  app: Hono,
  { checkMagicLink, redeemMagicLink }: WebDeps,
  show: ShowPage,
): void {
  app.get('/lien/:pass', async (c) => {
    const read = await checkMagicLink(c.req.param('pass'));
    if (!read) return showRefused(c);
    const { name, mail } = read.person;
    // They came by it before, or signed in otherwise.
    if (c.get('person')?.mail === mail) return go(c, read.magicLink.path);
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

  app.post('/lien/:pass', async (c) => {
    const outcome = await redeemMagicLink(c.req.param('pass'));
    if (outcome.kind === 'refused') return showRefused(c);
    keepSession(c, outcome.token);
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
