import type { Hono } from 'hono';
import { elsewhere as words } from '../../../words/pages/sign-in.ts';
import type { ShowPage } from '../frame/page.tsx';
import { showRefusal } from '../frame/refusals.tsx';
import type { WebDeps } from '../web-deps.ts';
import { forgetSession, sessionToken } from './identity.ts';

/** Leaving: here, and at the identity provider for whoever came by way of it. */
export function registerSignOut(app: Hono, deps: WebDeps, show: ShowPage): void {
  const { signOut, elsewhere, reportError } = deps;
  const label = elsewhere?.label ?? '';

  app.post('/deconnexion', async (c) => {
    const token = sessionToken(c);
    const outcome = token ? await signOut(token) : { kind: 'signed-out' as const };
    forgetSession(c);
    c.set('person', undefined);
    switch (outcome.kind) {
      case 'signed-out':
        return c.redirect('/', 303);
      case 'signed-out-here':
        // A form may lead to no other site (`form-action`), not even by a redirect: a page of its own does.
        c.header('Refresh', `0; url=${outcome.url}`);
        return show(c, {
          title: words.exit.title,
          body: (
            <p>
              {words.exit.text(label)} <a href={outcome.url}>{words.exit.link(label)}</a>
            </p>
          ),
        });
      case 'fault': {
        reportError(outcome.error);
        const { title, text } = words.exitFault;
        return showRefusal(c, show, { title, text: text(label), status: 502 });
      }
    }
  });
}
