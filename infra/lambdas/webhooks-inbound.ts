import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { CounterApi } from '../constructs/http-api.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import { type House, sharedEnvironment } from '../constructs/shared.ts';

export interface HooksDoorProps extends House {
  readonly api: CounterApi;
}

/** Runs `functions/lambdas/webhooks-inbound.ts`: other systems tell us of deliveries. */
export class HooksDoor extends Construct {
  constructor(scope: Construct, id: string, { api, ...house }: HooksDoorProps) {
    super(scope, id);
    const { stage, departement, table, alarms } = house;
    const senders = this.#makeSenders(stage.retain);
    const door = new ServiceFunction(this, 'Function', {
      runs: 'hooks',
      environment: {
        ...sharedEnvironment(house),
        DELIVERY: JSON.stringify(departement.delivery),
        SENDERS_SECRET_ID: senders.secretArn,
      },
      errorImpact: 'Les autres systèmes ne peuvent plus dire où en sont les livraisons.',
      failures: 'caller-is-told',
      timeout: Duration.seconds(10),
      stage,
      alarms,
    });
    table.grantReadAndWrite(door);
    senders.grantRead(door);
    api.sendAllUnder('/hooks', door, 'Whoever sends is known by their signature.');
  }

  /** The first sender is made by AWS; others are added by hand, as `docs/runbook.md` says. */
  #makeSenders(retain: boolean): Secret {
    const senders = new Secret(this, 'Senders', {
      generateSecretString: {
        secretStringTemplate: '{}',
        generateStringKey: 'atelier',
        passwordLength: 64,
        excludePunctuation: true,
      },
      removalPolicy: retain ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    Validations.of(senders).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason: 'Each is agreed upon with its sender, who changes it on their side at the same time.',
    });
    return senders;
  }
}
