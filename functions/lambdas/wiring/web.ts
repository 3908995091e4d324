import { createTokenSigner } from '../../adapters/node/crypto.ts';
import { logAccess, logError } from '../../adapters/node/runtime.ts';
import { createIdentityProvider } from '../../adapters/oidc/provider.ts';
import type { ProviderClients } from '../../adapters/oidc/settings.ts';
import type { WebDeps } from '../../channels/web/shared/deps.ts';
import { createTestEvent } from '../../channels/webhooks/events/catalog.ts';
import { createSubscriberSecrets, subscriberIdFrom } from '../../channels/webhooks/secrets.ts';
import { type PlanSetting, schoolHolidays } from '../../domain/deliveries/planning.ts';
import type { PhotoStore } from '../../use-cases/ports.ts';
import type { Config } from './config.ts';
import { createDeps, type TokenSignerClients, type WebhookQueueClients } from './deps.ts';

export interface WebClients
  extends TokenSignerClients,
    WebhookQueueClients,
    Omit<ProviderClients, 'clientSecret'> {
  /** The master secret, from which the signing secret of each subscriber is derived. */
  readonly webhookSecret: () => Promise<string>;
  readonly photos: PhotoStore;
  readonly secretNamed: (id: string) => () => Promise<string>;
}

export function buildWeb(config: Config<'web'>, clients: WebClients): WebDeps {
  const { OIDC } = config;
  return {
    ...createDeps(config, clients),
    photos: clients.photos,
    tokenSigner: createTokenSigner(clients.secret),
    providerForEducation: OIDC?.requiredForEducation,
    identityProvider:
      OIDC &&
      createIdentityProvider(OIDC, {
        ...clients,
        clientSecret: clients.secretNamed(OIDC.secretId),
      }),
    planSetting: planSettingOf(config),
    installers: config.DELIVERY.installers,
    createTestEvent,
    subscriberIdFrom,
    webhookQueue: clients.webhookQueue,
    subscriberSecrets: createSubscriberSecrets(clients.webhookSecret),
    webhookPolicy: { schemes: config.WEBHOOK_SCHEMES, ports: config.WEBHOOK_PORTS },
    logAccess,
    logError,
    site: {
      departementName: config.DEPARTEMENT_NAME,
      serviceName: config.SERVICE_NAME,
      serviceMail: config.SERVICE_MAIL,
      timeZone: config.TIME_ZONE,
      lotSize: config.LOT_SIZE,
      url: config.SITE_URL.replace(/\/$/, ''),
      legal: config.LEGAL,
      oidcLabel: OIDC?.label,
    },
  };
}

/** What a delivery plan is checked against in this Département. */
function planSettingOf({ LOT_SIZE, DELIVERY }: Config<'web'>): PlanSetting {
  const { schoolZone, lotsPerMonth } = DELIVERY;
  return {
    lotSize: LOT_SIZE,
    holidays: schoolZone ? schoolHolidays[schoolZone] : [],
    lotsPerMonth,
  };
}
