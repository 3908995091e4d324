import { createTokenSigner, sha256Short } from '../../adapters/node/crypto.ts';
import { createBot } from '../../bot/bot.ts';
import type { Bot } from '../../bot/model/context.ts';
import type { Config } from './config.ts';
import { createDeps, type TokenSignerClients } from './deps.ts';

type BotConfig = Pick<
  Config<'table-stream'>,
  'DEPARTEMENT' | 'DEPARTEMENT_NAME' | 'SERVICE_NAME' | 'SERVICE_MAIL' | 'SITE_URL' | 'TIME_ZONE'
>;

/**
 * The bot, for the functions of both chats. It is not in deps.ts, because bundles keep the dialogs of each function that
 * imports it.
 */
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
