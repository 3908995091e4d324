import type { Hono } from 'hono';
import { collegeTitle } from '../../../content/format.ts';
import { refusal as texts } from '../../../content/people/texts.ts';
import { checkRefusal, declineMembership } from '../../../use-cases/declined-memberships.ts';
import type { WebDeps } from '../shared/deps.ts';
import { showRefusal } from '../shared/errors.tsx';
import type { ShowPage } from '../shared/page.tsx';

const path = '/refus/:token';

/** The page of a link in a mail, which needs no session. GET changes nothing: mail filters open links before people do. */
export function registerRefusal(app: Hono, deps: WebDeps, show: ShowPage): void {
  app.get(path, async (c) => {
    const refusal = await checkRefusal(deps, c.req.param('token'));
    if (!refusal) return showRefusal(c, show, { ...texts.invalid, status: 404 });
    const { person, college, isDone } = refusal;
    const title = collegeTitle(college);
    if (isDone) return show(c, { title: texts.done.title, body: <p>{texts.done.text(title)}</p> });
    return show(c, {
      title: texts.title,
      body: (
        <form method="post">
          <p>{texts.lead(person.name, title)}</p>
          <p>{texts.what}</p>
          <button type="submit">{texts.button}</button>
        </form>
      ),
    });
  });

  app.post(path, async (c) => {
    const refusal = await declineMembership(deps, c.req.param('token'));
    if (!refusal) return showRefusal(c, show, { ...texts.invalid, status: 404 });
    return c.redirect(c.req.path, 303);
  });
}
