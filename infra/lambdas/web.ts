import { Duration } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { AppHttpApi } from '../constructs/http-api.ts';
import type { SignInSecret } from '../constructs/secrets.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import { type SharedResources, speakingEnvironment } from '../constructs/shared.ts';
import type { PhotoUploads } from './photo-uploads.ts';
import type { WebhooksOutbound } from './webhooks-outbound.ts';

export interface WebFunctionProps extends SharedResources {
  readonly api: AppHttpApi;
  readonly signInSecret: SignInSecret;
  readonly photos: PhotoUploads;
  readonly webhooks: WebhooksOutbound;
  readonly siteUrl: string;
}

/** Runs `functions/lambdas/web.ts` for every route that no other function has. */
export class WebFunction extends Construct {
  constructor(scope: Construct, id: string, props: WebFunctionProps) {
    super(scope, id);
    const { stage, alarms, departement, table, api, signInSecret, photos, siteUrl } = props;
    const { webhooks } = props;
    const { oidc } = departement;
    const webFunction = new ServiceFunction(this, 'Function', {
      runs: 'web',
      environment: {
        ...speakingEnvironment(props),
        SIGN_IN_SECRET_ID: signInSecret.id,
        PHOTO_BUCKET: photos.bucketName,
        LOT_SIZE: String(departement.lotSize),
        DELIVERY: JSON.stringify(departement.delivery),
        LEGAL: JSON.stringify(departement.legal),
        WEBHOOK_QUEUE_URL: webhooks.queueUrl,
        WEBHOOK_SECRET_ID: webhooks.secretId,
        WEBHOOK_SCHEMES: stage.webhooks.schemes,
        WEBHOOK_PORTS: stage.webhooks.ports,
        OIDC: JSON.stringify(oidc ? { ...oidc, siteUrl } : null),
      },
      errorImpact: 'Les collèges ne peuvent plus déclarer leurs besoins sur le site.',
      failures: 'caller-is-told',
      timeout: Duration.seconds(10),
      stage,
      alarms,
    });
    table.grantReadAndWrite(webFunction);
    signInSecret.grantRead(webFunction);
    photos.grantOffer(webFunction);
    webhooks.grantEnqueue(webFunction);
    webhooks.grantShowSecrets(webFunction);
    if (oidc) Secret.fromSecretNameV2(this, 'ProviderSecret', oidc.secretId).grantRead(webFunction);
    api.sendTheRestTo(webFunction);
    props.security.count(this, webFunction.logGroup);
  }
}
