import type { MiddlewareHandler } from 'hono';
import { requestRefusals } from '../../../words/pages/refusals.ts';
import type { ShowPage } from './page.tsx';
import { showRefusal } from './refusals.tsx';

/** A form that arrives broken is the sender's fault, not ours. Whoever reads it after this reads the same again. */
export function requireReadable(show: ShowPage): MiddlewareHandler {
  return async (c, next) => {
    if (c.req.method !== 'POST') return next();
    try {
      await c.req.parseBody();
    } catch {
      return showRefusal(c, show, { ...requestRefusals.unreadable, status: 400 });
    }
    return next();
  };
}
