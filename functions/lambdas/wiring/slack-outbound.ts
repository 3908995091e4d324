import type { FetchFunction } from '@slack/web-api';
import { logError } from '../../adapters/node/runtime.ts';
import type { ChatConsumerDeps } from '../../channels/chat/consumer.ts';
import type { ChangeVisibility } from '../../channels/chat/queue.ts';
import { fetchSlackPhoto } from '../../channels/slack/files.ts';
import { sendSlackNotification } from '../../channels/slack/outbound.ts';
import type { SlackSecrets } from '../../channels/slack/secrets.ts';
import { createSlackCall } from '../../channels/slack/web-api.ts';
import type { PhotoStore } from '../../use-cases/ports.ts';
import type { Config } from './config.ts';
import { type Clients, createDeps } from './deps.ts';

export interface SlackOutboundClients extends Clients {
  readonly secrets: SlackSecrets;
  readonly changeVisibility: ChangeVisibility;
  readonly photos: Pick<PhotoStore, 'importUpload'>;
  /** For the Web API. */
  readonly slackFetch: FetchFunction;
  /** Downloads files as streams. */
  readonly fetch: typeof fetch;
}

export function buildSlackOutbound(
  config: Config<'slack-outbound'>,
  clients: SlackOutboundClients,
): ChatConsumerDeps {
  const { secrets, changeVisibility, photos, slackFetch, fetch } = clients;
  const { SLACK_API_URL: apiUrl } = config;
  const call = createSlackCall({
    url: apiUrl,
    secrets,
    fetch: slackFetch,
    timeoutMilliseconds: 5000,
    // What fails comes back from the queue, where waiting costs nothing.
    retries: 0,
  });
  // The timeout of infra/lambdas/slack-outbound.ts.
  const deps = { ...createDeps(config, clients), runSeconds: 90 };
  return {
    ...deps,
    sendNotification: (job) => sendSlackNotification({ ...deps, call, secrets }, job),
    photos,
    fetchPhoto: (file) => fetchSlackPhoto({ call, apiUrl, fetch }, file),
    changeVisibility,
    logError,
  };
}
