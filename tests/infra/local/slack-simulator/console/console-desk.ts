import { parse } from 'node-html-parser';
import { createSlackConsole } from '../../../../../infra/local/slack-simulator/console/server.tsx';
import {
  answered,
  contentOf,
  slackBotToken,
  startSlackEnvironment,
} from '../../../../shared/slack-environment.ts';

/** The console, as Claire has it, over an app that does what the test says. */
export async function openConsole() {
  const app: {
    /** What it was told. */
    told: ReturnType<typeof contentOf>[];
    /** What it answers a form with. */
    answer: object | undefined;
    /** What it shows whoever calls it. */
    view: object | undefined;
  } = { told: [], answer: undefined, view: undefined };

  const slack = await startSlackEnvironment({
    endpoint: async (request) => {
      const content = contentOf(request);
      app.told.push(content);
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
      headers: { 'content-type': 'application/json', authorization: `Bearer ${slackBotToken}` },
      body: JSON.stringify(args),
    });
  const pages = createSlackConsole({
    slack,
    siteUrl: 'http://127.0.0.1:3000',
    timeZone: 'Europe/Paris',
    roleOf: async () => 'pour un collège',
  });

  return {
    app,
    slack,
    api,
    pages,
    see: async (place = 'bot') => parse(await (await pages.request(`/claire/${place}`)).text()),
    post(path: string, fields: Readonly<Record<string, string | File>> = {}) {
      const body = new FormData();
      for (const [name, value] of Object.entries(fields)) body.append(name, value);
      return pages.request(`/claire/${path}`, { method: 'POST', body });
    },
    viewId: () => slack.screen.modals('claire').at(-1)?.id ?? '',
  };
}

export type Console = Awaited<ReturnType<typeof openConsole>>;
