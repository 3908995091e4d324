import { Hono } from 'hono';
import { statusPath } from './data-lock.ts';
import { describeNight } from './describe-night.ts';
import type { Outcome } from './function-host.ts';
import type { Reply, WholeRequest } from './http-message.ts';
import { HomePage, NightFailedPage, NightPage } from './local-pages.tsx';
import type { MailEngine } from './mail-engine.ts';
import { makeMailbox } from './mailbox.tsx';
import type { PeopleListProps } from './people-list.tsx';

export interface LocalDoorDeps {
  readonly url: string;
  readonly dataFolder: string;
  readonly log: string;
  readonly timeZone: string;
  readonly mailEngine: MailEngine;
  readonly runNight: () => Promise<Outcome>;
  readonly people: () => Promise<PeopleListProps>;
}

/** The pages under `/local`: they are of this machine, and exist in no deployment. */
export function makeLocalDoor(deps: LocalDoorDeps): Hono {
  const app = new Hono();
  app.get('/local', async (c) => c.html(<HomePage {...deps} {...(await deps.people())} />));
  app.get(statusPath, (c) => c.json({ pid: process.pid }));
  app.route('/local/courrier', makeMailbox(deps.mailEngine, deps.timeZone));

  app.post('/local/night', async (c) => {
    // A page opened elsewhere in the same browser has no business here.
    const origin = c.req.header('origin');
    if (origin && origin !== deps.url) return c.text('Origine refusée', 403);
    const outcome = await deps.runNight();
    const wantsJson = c.req.header('accept')?.includes('application/json');
    if (outcome.kind === 'answered') {
      if (wantsJson) return c.json(outcome);
      return c.html(<NightPage lines={describeNight(outcome.result)} />);
    }
    if (wantsJson) return c.json(outcome, 500);
    return c.html(<NightFailedPage lines={[outcome.errorMessage]} />, 500);
  });
  return app;
}

/** What the gateway took, for Hono and back. */
export async function answerWith(app: Hono, request: WholeRequest): Promise<Reply> {
  const { method, path, query, headers, body } = request;
  const response = await app.request(`http://${headers['host']}${path}?${query}`, {
    method,
    headers,
    ...(body.length > 0 && { body: new Uint8Array(body) }),
  });
  return {
    status: response.status,
    headers: [...response.headers],
    body: Buffer.from(await response.arrayBuffer()),
  };
}
