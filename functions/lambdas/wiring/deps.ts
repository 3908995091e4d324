import { randomUUID } from 'node:crypto';
import { createStores } from '../../adapters/dynamodb/stores.ts';
import type { Table } from '../../adapters/dynamodb/table.ts';
import { isSame, newToken, shortIdFrom } from '../../adapters/node/crypto.ts';
import { logSecurity } from '../../adapters/node/runtime.ts';
import type { EnqueueChatJob } from '../../channels/chat/queue.ts';
import type { SendMail } from '../../channels/mail/ses.ts';
import type { PersonSetting } from '../../content/model/notification.ts';
import type { Clock, MailQueue } from '../../use-cases/ports.ts';
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

export interface MailQueueClients extends Clients {
  readonly mailQueue: MailQueue;
}

export interface WebhookQueueClients extends Clients {
  readonly webhookQueue: WebhookQueue;
}

export interface ChatQueueClients extends Clients {
  readonly enqueue: EnqueueChatJob;
}

/** What the texts of notifications need of the Département. */
export function personSetting(
  config: Pick<
    Config<'table-stream'>,
    'DEPARTEMENT_NAME' | 'SERVICE_NAME' | 'SERVICE_MAIL' | 'SITE_URL'
  >,
): PersonSetting {
  return {
    departementName: config.DEPARTEMENT_NAME,
    serviceName: config.SERVICE_NAME,
    serviceMail: config.SERVICE_MAIL,
    siteUrl: config.SITE_URL,
  };
}

/** The deps that all functions have. */
export function createDeps({ DEPARTEMENT }: Pick<Config<'web'>, 'DEPARTEMENT'>, clients: Clients) {
  const { table, clock } = clients;
  const ids = { newId: randomUUID, newToken, shortIdFrom, isSame };
  return { ...createStores(table, DEPARTEMENT, clock), clock, logSecurity, ...ids };
}
