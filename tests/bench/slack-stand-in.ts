import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { closeServer, listenOn, loopback } from '../../infra/local/shared/http.ts';

const answers: Readonly<Record<string, object>> = {
  'auth.test': { user_id: 'U1', bot_id: 'B1', team_id: 'T1' },
  'users.info': {
    user: {
      ...{ id: 'U2', team_id: 'T1', deleted: false, is_bot: false, real_name: 'Claire Durand' },
      profile: { email: 'claire.durand@colleges.example.org', real_name: 'Claire Durand' },
    },
  },
};

/** A Slack that agrees with everything, and remembers what it was asked. */
export async function startSlack() {
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    const method = request.url?.split('/').at(-1) ?? '';
    asked.push(method);
    await text(request);
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify({ ok: true, ...answers[method] }));
  });
  return {
    url: `http://${loopback}:${await listenOn(server, 0)}/api/`,
    asked,
    close: () => closeServer(server),
  };
}
