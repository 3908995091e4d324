import type { MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import { pseudonymOf } from '../../../use-cases/security.ts';
import type { WebDeps } from './deps.ts';

const refusals = [403, 404];

/**
 * One line for each request: route and outcome. What a signed-in person is refused is told to the security log too. The API
 * logs requests as well, and knows one route for all pages.
 */
export function logRequests(
  deps: Pick<WebDeps, 'logAccess' | 'logSecurity' | 'tokenSigner'>,
): MiddlewareHandler {
  return async (c, next) => {
    await next();
    const { status } = c.res;
    // Middleware is registered under patterns that end with a star.
    const route = matchedRoutes(c).find(({ path }) => !path.endsWith('*'))?.path ?? 'none';
    deps.logAccess({ method: c.req.method, route, status });
    const person = c.get('person');
    if (!person || !refusals.includes(status)) return;
    deps.logSecurity({
      ...{ action: 'access-refused', channel: 'web', why: String(status), route },
      person: await pseudonymOf(deps, person.mail),
    });
  };
}
