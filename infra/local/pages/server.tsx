import { Hono } from 'hono';
import type { Outcome } from '../aws/lambda/host.ts';
import type { MailEngine } from '../aws/ses/engine.ts';
import { createMailbox } from '../aws/ses/mailbox.tsx';
import { statusPath } from '../shared/data-folder.ts';
import type { Reply, WholeRequest } from '../shared/http.ts';
import { createSlackConsole } from '../slack-simulator/console/server.tsx';
import type { LocalSlack } from '../slack-simulator/simulator.ts';
import type { Member } from '../slack-simulator/workspace.ts';
import type { LocalTeams } from '../teams/local-teams.ts';
import {
  describeRun,
  HomePage,
  NightlyDigestFailedPage,
  NightlyDigestPage,
  type PeopleListProps,
  roleOf,
} from './pages.tsx';

export interface DeliveryLine {
  readonly reference: string;
  readonly state: string;
}

export interface LocalPagesDeps {
  readonly url: string;
  readonly dataFolder: string;
  readonly log: string;
  readonly timeZone: string;
  readonly mailEngine: MailEngine;
  readonly runNightlyDigest: () => Promise<Outcome>;
  readonly people: () => Promise<PeopleListProps>;
  /** The deliveries of a collège, for `npm run local:delivery`. */
  readonly deliveries: (input: string) => Promise<readonly DeliveryLine[]>;
  readonly subscriber: Hono;
  readonly slack: LocalSlack;
  readonly teams: LocalTeams;
}

/** The pages under `/local`, which exist in no deployment. */
export function createLocalPages(deps: LocalPagesDeps): Hono {
  const app = new Hono();
  app.get('/local', async (c) => c.html(<HomePage {...deps} {...(await deps.people())} />));
  app.get(statusPath, (c) => c.json({ pid: process.pid }));
  app.route('/local/courrier', createMailbox(deps.mailEngine, deps.timeZone));
  app.route('/local/subscriber', deps.subscriber);
  app.get('/local/deliveries/:uai', async (c) => c.json(await deps.deliveries(c.req.param('uai'))));

  const slackPath = '/local/slack';
  app.route(
    slackPath,
    createSlackConsole({
      slack: deps.slack,
      basePath: slackPath,
      origin: deps.url,
      timeZone: deps.timeZone,
      back: { href: '/local', label: 'Monde local' },
      describeMember: async (member) => roleIn(member, await deps.people()),
    }),
  );

  app.route('/local/teams', deps.teams.endpoint);

  app.post('/local/night', async (c) => {
    // Pages of other origins in the same browser may not post here.
    const origin = c.req.header('origin');
    if (origin && origin !== deps.url) return c.text('Origine refusée', 403);
    const outcome = await deps.runNightlyDigest();
    const wantsJson = c.req.header('accept')?.includes('application/json');
    if (outcome.kind === 'answered') {
      if (wantsJson) return c.json(outcome);
      return c.html(<NightlyDigestPage lines={describeRun(outcome.result)} />);
    }
    if (wantsJson) return c.json(outcome, 500);
    return c.html(<NightlyDigestFailedPage lines={[outcome.errorMessage]} />, 500);
  });
  return app;
}

/** What a member of the workspace may do in the application. */
function roleIn({ mail, isGuest }: Member, { people, register }: PeopleListProps): string {
  const person = people.find((one) => one.mail === mail);
  const role = person ? roleOf(person, register) : 'que le guichet ne connaît pas encore';
  return isGuest ? `${role}\u00a0; Slack dit que c’est une personne invitée` : role;
}

/** Passes a request of the gateway to Hono. */
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
