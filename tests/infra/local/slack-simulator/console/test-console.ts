import { parse } from 'node-html-parser';
import { createSlackConsole } from '../../../../../infra/local/slack-simulator/console/server.tsx';
import { answered, contentOf } from '../../../../shared/slack-environment.ts';
import { sampleBotToken, startSampleSlack } from '../sample-app.ts';

/** The console as Claire sees it, with an app that the test controls. */
export async function openConsole() {
  const app: {
    /** What it received. */
    received: ReturnType<typeof contentOf>[];
    /** Its answer to submissions. */
    answer: object | undefined;
    /** The modal that it opens on every trigger. */
    view: object | undefined;
  } = { received: [], answer: undefined, view: undefined };

  const slack = await startSampleSlack({
    endpoint: async (request) => {
      const content = contentOf(request);
      app.received.push(content);
      if (content.type === 'view_submission') return answered(app.answer);
      if (app.view && content.trigger_id) {
        await api('views.open', { trigger_id: content.trigger_id, view: app.view });
      }
      return answered();
    },
  });
  const api = (method: string, args: object) =>
    fetch(`${slack.apiUrl}${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${sampleBotToken}` },
      body: JSON.stringify(args),
    });
  const pages = createSlackConsole({
    slack,
    basePath: '/slack',
    origin: 'http://127.0.0.1:3000',
    timeZone: 'Europe/Paris',
    describeMember: async () => 'à l’accueil',
  });

  return {
    app,
    slack,
    api,
    pages,
    show: async (place = 'bot') => parse(await (await pages.request(`/claire/${place}`)).text()),
    post(path: string, fields: Readonly<Record<string, string | File>> = {}) {
      const body = new FormData();
      for (const [name, value] of Object.entries(fields)) body.append(name, value);
      return pages.request(`/claire/${path}`, { method: 'POST', body });
    },
    viewId: () => slack.screen.modals('claire').at(-1)?.id ?? '',
  };
}

export type Console = Awaited<ReturnType<typeof openConsole>>;
