import type { FetchFunction } from '@slack/web-api';
import { logError } from '../../adapters/node/runtime.ts';
import { createChatConsumer } from '../../channels/chat/consumer.ts';
import type { ChangeVisibility } from '../../channels/chat/queue.ts';
import { createSlackPhotos } from '../../channels/slack/files.ts';
import { createSlackMessages, createSlackSender } from '../../channels/slack/outbound.ts';
import { SlackNotConfigured, type SlackSecrets } from '../../channels/slack/secrets.ts';
import { createSlackCall } from '../../channels/slack/web-api.ts';
import { createPhotoImporter } from '../../use-cases/chat-photos.ts';
import type { PhotoStore } from '../../use-cases/ports.ts';
import type { Config } from './config.ts';
import { type Clients, createDeps } from './deps.ts';

export interface SlackOutboundClients extends Clients {
  readonly secrets: SlackSecrets;
  readonly changeVisibility: ChangeVisibility;
  readonly photos: Pick<PhotoStore, 'importUpload'>;
  /** Of the Web API. */
  readonly slackFetch: FetchFunction;
  /** Of files, which it streams. */
  readonly fetch: typeof fetch;
}

/** The timeout of infra/lambdas/slack-outbound.ts. */
const runSeconds = 90;

export function buildSlackOutbound(
  config: Config<'slack-outbound'>,
  clients: SlackOutboundClients,
) {
  const { secrets, changeVisibility, photos, slackFetch, fetch } = clients;
  const deps = { ...createDeps(config, clients), runSeconds };
  const apiUrl = config.SLACK_API_URL;
  const call = createSlackCall({
    url: apiUrl,
    secrets,
    fetch: slackFetch,
    // Nobody waits for the answer, but a function that hangs is paid for.
    timeoutMilliseconds: 5000,
    // What fails comes back from the queue, where waiting costs nothing.
    retries: 0,
  });
  return createChatConsumer({
    send: createSlackSender({
      ...deps,
      say: createSlackMessages({ ...deps, call }),
      educationChannel: () => findEducationChannel(secrets),
    }),
    importPhoto: createPhotoImporter({
      ...deps,
      photos,
      holder: createSlackPhotos({ call, apiUrl, fetch }),
    }),
    changeVisibility,
    logError,
  });
}

/** A Département that does not use Slack has no secret of it: its digest comes by mail only. */
async function findEducationChannel(secrets: SlackSecrets): Promise<string> {
  try {
    return (await secrets.current()).educationChannel;
  } catch (error) {
    if (error instanceof SlackNotConfigured) return '';
    throw error;
  }
}
