import type { MiddlewareHandler } from 'hono';
import { signIn as words } from '../../../words/pages/sign-in.ts';
import type { ShowPage } from '../frame/page.tsx';

/** Only for people who are signed in. What somebody typed while their session ended is kept on the page. */
export function requirePerson(show: ShowPage): MiddlewareHandler {
  return async (c, next) => {
    if (c.get('person')) return next();
    if (c.req.method === 'GET') {
      const url = new URL(c.req.url);
      return c.redirect(`/connexion?suite=${encodeURIComponent(url.pathname + url.search)}`, 303);
    }
    const { title, text, open, resend } = words.sessionOver;
    const body = await c.req.parseBody({ all: true });
    return show(c, {
      title,
      status: 401,
      body: (
        <form method="post" action={c.req.path}>
          <p>{text}</p>
          <p>
            <a href="/connexion" target="_blank" rel="noopener">
              {open}
            </a>
          </p>
          <Typed body={body} />
          <button type="submit">{resend}</button>
        </form>
      ),
    });
  };
}

function Typed({ body }: { body: Readonly<Record<string, unknown>> }) {
  return (
    <>
      {Object.entries(body).flatMap(([name, value]) =>
        [value]
          .flat()
          .filter((part) => typeof part === 'string')
          .map((part) => <input type="hidden" name={name} value={part} />),
      )}
    </>
  );
}
