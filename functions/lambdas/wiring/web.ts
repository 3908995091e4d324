import { createTokenSigner } from '../../adapters/node/crypto.ts';
import { logError } from '../../adapters/node/runtime.ts';
import { createIdentityProvider } from '../../adapters/oidc/provider.ts';
import type { ProviderClients } from '../../adapters/oidc/settings.ts';
import type { WebDeps } from '../../channels/web/shared/deps.ts';
import { createTestEvent } from '../../channels/webhooks/events/catalog.ts';
import { createSubscriberSecrets, subscriberIdFrom } from '../../channels/webhooks/secrets.ts';
import { type PlanSetting, schoolHolidays } from '../../domain/deliveries/planning.ts';
import type { PhotoStore } from '../../use-cases/ports.ts';
import type { Config } from './config.ts';
import { createDeps, type TokenSignerClients, type WebhookQueueClients } from './deps.ts';

/** What a delivery plan is checked against in this Département. */
export function planSettingOf({
  LOT_SIZE,
  DELIVERY: { schoolZone, lotsPerMonth },
}: Pick<Config<'web'>, 'LOT_SIZE' | 'DELIVERY'>): PlanSetting {
  const holidays = schoolZone ? schoolHolidays[schoolZone] : [];
  return { lotSize: LOT_SIZE, holidays, lotsPerMonth };
}

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
  const { clock, secret, photos, secretNamed } = clients;
  const { OIDC } = config;
  const deps = {
    ...createDeps(config, clients),
    photos,
    tokenSigner: createTokenSigner(secret),
    planSetting: planSettingOf(config),
    installers: config.DELIVERY.installers,
    identityProvider:
      OIDC &&
      createIdentityProvider(OIDC, { ...clients, clientSecret: secretNamed(OIDC.secretId) }),
  };
  return {
    ...deps,
    createTestEvent,
    subscriberIdFrom,
    webhookQueue: clients.webhookQueue,
    subscriberSecrets: createSubscriberSecrets(clients.webhookSecret),
    webhookPolicy: { schemes: config.WEBHOOK_SCHEMES, ports: config.WEBHOOK_PORTS },
    today: clock.today,
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
