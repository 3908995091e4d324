import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { AppHttpApi } from '../constructs/http-api.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import { type SharedResources, sharedEnvironment } from '../constructs/shared.ts';

export interface WebhooksInboundProps extends SharedResources {
  readonly api: AppHttpApi;
}

/** Runs `functions/lambdas/webhooks-inbound.ts` on the webhooks that other systems send about deliveries. */
export class WebhooksInbound extends Construct {
  constructor(scope: Construct, id: string, { api, ...shared }: WebhooksInboundProps) {
    super(scope, id);
    const { stage, departement, table, alarms } = shared;
    const sources = this.#createSourcesSecret(stage.retain);
    const webhooksFunction = new ServiceFunction(this, 'Function', {
      runs: 'webhooks-inbound',
      environment: {
        ...sharedEnvironment(shared),
        DELIVERY: JSON.stringify(departement.delivery),
        SOURCES_SECRET_ID: sources.secretArn,
      },
      errorImpact: 'Les autres systèmes ne peuvent plus dire où en sont les livraisons.',
      failures: 'caller-is-told',
      timeout: Duration.seconds(10),
      stage,
      alarms,
    });
    table.grantReadAndWrite(webhooksFunction);
    sources.grantRead(webhooksFunction);
    api.sendAllUnder(
      '/hooks',
      webhooksFunction,
      'Senders sign each request, and the function verifies the signature.',
    );
  }

  /** The first source's secret is generated; others are added by hand, as `docs/runbook.md` says. */
  #createSourcesSecret(retain: boolean): Secret {
    const sources = new Secret(this, 'Sources', {
      generateSecretString: {
        secretStringTemplate: '{}',
        generateStringKey: 'atelier',
        passwordLength: 64,
        excludePunctuation: true,
      },
      removalPolicy: retain ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    Validations.of(sources).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason: 'Each secret is shared with a sender, who must change it at the same time.',
    });
    return sources;
  }
}
