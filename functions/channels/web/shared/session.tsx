import type { Context, MiddlewareHandler } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { signIn as texts } from '../../../content/people/sign-in.ts';
import type { KnownPerson } from '../../../domain/people/person.ts';
import {
  authorizationMinutes,
  codeMinutes,
  deviceDays,
  sessionHours,
} from '../../../domain/people/sign-in.ts';
import { rememberDevice } from '../../../use-cases/known-devices.ts';
import { type WhoIsDeps, whoIs } from '../../../use-cases/sign-in.ts';
import type { ShowPage } from './page.tsx';

declare module 'hono' {
  interface ContextVariableMap {
    /** The person of the session. */
    person: KnownPerson | undefined;
  }
}

// `__Host-` makes browsers refuse a cookie without Secure or from another host.
const sessionCookie = '__Host-session';
const challengeCookie = '__Host-demande';
const deviceCookie = '__Host-appareil';
const authorizationCookie = '__Host-trajet';
const cookieOptions = { path: '/', httpOnly: true, secure: true, sameSite: 'Lax' } as const;

/** Sets the person of the session, once a request. */
export function identify(deps: WhoIsDeps): MiddlewareHandler {
  return async (c, next) => {
    const token = sessionToken(c);
    c.set('person', token ? await whoIs(deps, token) : undefined);
    await next();
  };
}

/** The person of a request to a page that `requirePerson` guards. */
export function personOf(c: Context): KnownPerson {
  const person = c.get('person');
  if (!person) throw new Error(`${c.req.routePath} is not guarded by requirePerson`);
  return person;
}

export function sessionToken(c: Context): string | undefined {
  return getCookie(c, sessionCookie);
}

/** Also remembers that this person signed in from this browser, which others then cannot lock out. */
export async function keepSession(
  c: Context,
  deps: Parameters<typeof rememberDevice>[0],
  { token, mail }: { readonly token: string; readonly mail: string },
): Promise<void> {
  deleteCookie(c, challengeCookie, cookieOptions);
  setCookie(c, sessionCookie, token, { ...cookieOptions, maxAge: sessionHours * 3600 });
  const devices = await rememberDevice(deps, mail, keptDevices(c));
  setCookie(c, deviceCookie, devices, { ...cookieOptions, maxAge: deviceDays * 24 * 3600 });
}

/** What this browser keeps of the people who signed in from it. */
export function keptDevices(c: Context): string | undefined {
  return getCookie(c, deviceCookie);
}

export function forgetSession(c: Context): void {
  deleteCookie(c, sessionCookie, cookieOptions);
}

/** Only the browser that requested a code may enter it. */
export function keepChallenge(c: Context, id: string): void {
  setCookie(c, challengeCookie, id, { ...cookieOptions, maxAge: codeMinutes * 60 });
}

export function challengeId(c: Context): string | undefined {
  const id = getCookie(c, challengeCookie);
  return id && /^[\w-]{1,64}$/.test(id) ? id : undefined;
}

/** Only the browser that left for the identity provider may return from it. */
export function keepAuthorizationRequest(c: Context, signedRequest: string): void {
  setCookie(c, authorizationCookie, signedRequest, {
    ...cookieOptions,
    maxAge: authorizationMinutes * 60,
  });
}

/** Reads and deletes the cookie of the authorization request: it is good for one return. */
export function takeAuthorizationRequest(c: Context): string | undefined {
  return deleteCookie(c, authorizationCookie, cookieOptions);
}

/** Requires a session. A form that is posted after its session ended is kept on the page, to be sent again. */
export function requirePerson(show: ShowPage): MiddlewareHandler {
  return async (c, next) => {
    if (c.get('person')) return next();
    if (c.req.method === 'GET') {
      const url = new URL(c.req.url);
      return c.redirect(`/connexion?suite=${encodeURIComponent(url.pathname + url.search)}`, 303);
    }
    const { title, text, open, resend } = texts.sessionOver;
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
          <SubmittedInput body={body} />
          <button type="submit">{resend}</button>
        </form>
      ),
    });
  };
}

function SubmittedInput({ body }: { body: Readonly<Record<string, unknown>> }) {
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
