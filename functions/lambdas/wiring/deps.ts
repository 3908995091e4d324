import { randomUUID } from 'node:crypto';
import { createStores } from '../../adapters/dynamodb/stores.ts';
import type { Table } from '../../adapters/dynamodb/table.ts';
import {
  createTokenSigner,
  isSame,
  newToken,
  sha256Short,
  shortIdFrom,
} from '../../adapters/node/crypto.ts';
import { createBot } from '../../bot/bot.ts';
import type { Bot } from '../../bot/model/context.ts';
import type { EnqueueChatJob } from '../../channels/chat/queue.ts';
import type { SendMail } from '../../channels/mail/ses.ts';
import type { Clock } from '../../use-cases/ports.ts';
import type { WebhookQueue } from '../../use-cases/webhook-ports.ts';
import type { Config } from './config.ts';

export interface Clients {
  readonly table: Table;
  readonly clock: Clock;
}

export interface TokenSignerClients extends Clients {
  /** Signs sign-in codes, sessions and links. */
  readonly secret: () => Promise<string>;
}

export interface MailClients extends Clients {
  readonly sendMail: SendMail;
}

export interface WebhookQueueClients extends Clients {
  readonly webhookQueue: WebhookQueue;
}

export interface ChatQueueClients extends Clients {
  readonly enqueue: EnqueueChatJob;
}

/** The deps that all functions have. */
export function createDeps({ DEPARTEMENT }: Pick<Config<'web'>, 'DEPARTEMENT'>, clients: Clients) {
  const { table, clock } = clients;
  const ids = { newId: randomUUID, newToken, shortIdFrom, isSame };
  return { ...createStores(table, DEPARTEMENT, clock), clock, ...ids };
}

type BotConfig = Pick<
  Config<'table-stream'>,
  'DEPARTEMENT' | 'DEPARTEMENT_NAME' | 'SERVICE_NAME' | 'SERVICE_MAIL' | 'SITE_URL' | 'TIME_ZONE'
>;

/** The bot, for the functions of both chats. */
export function buildBot(config: BotConfig, clients: TokenSignerClients): Bot {
  const deps = { ...createDeps(config, clients), tokenSigner: createTokenSigner(clients.secret) };
  return createBot({
    ...deps,
    sha256Short,
    setting: {
      departementName: config.DEPARTEMENT_NAME,
      serviceName: config.SERVICE_NAME,
      serviceMail: config.SERVICE_MAIL,
      siteUrl: config.SITE_URL.replace(/\/$/, ''),
      timeZone: config.TIME_ZONE,
    },
  });
}
