import { createTokenSigner } from '../../adapters/node/crypto.ts';
import { logError } from '../../adapters/node/runtime.ts';
import { createMailTo } from '../../channels/mail/outbound.ts';
import { keepWithin } from '../../channels/mail/ses.ts';
import type { MailCodeDeps } from '../../use-cases/mail.ts';
import type { Config } from './config.ts';
import { createDeps, type MailClients, personSetting, type TokenSignerClients } from './deps.ts';

export function buildSignInCodes(
  config: Config<'sign-in-codes'>,
  clients: MailClients & TokenSignerClients,
): MailCodeDeps {
  return {
    ...createDeps(config, clients),
    // The timeout of infra/lambdas/sign-in-codes.ts.
    runSeconds: 30,
    tokenSigner: createTokenSigner(clients.secret),
    mailTo: createMailTo(personSetting(config), keepWithin(config.MAIL_DOMAINS, clients.sendMail)),
    logError,
  };
}
