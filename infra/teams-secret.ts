import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { StageSettings } from './stages.ts';

/** What Microsoft gave us: somebody fills it in once the bot is registered (docs/teams.md), and again before it is over. */
export class TeamsSecret extends Construct {
  readonly id: string;
  readonly #secret: Secret;

  constructor(scope: Construct, id: string, { retain }: StageSettings) {
    super(scope, id);
    this.#secret = new Secret(this, 'Secret', {
      description: 'Teams, as docs/teams.md says',
      generateSecretString: {
        secretStringTemplate: JSON.stringify({
          appId: '',
          tenantId: '',
          clientSecret: '',
          educationChannel: '',
        }),
        // CloudFormation makes one password whatever the template: this one serves nobody.
        generateStringKey: 'unused',
        excludePunctuation: true,
      },
      removalPolicy: retain ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    Validations.of(this.#secret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason:
        'Microsoft makes another one when somebody asks it to, and that is written here by hand.',
    });
    this.id = this.#secret.secretArn;
  }

  grantRead(grantee: IGrantable): void {
    this.#secret.grantRead(grantee);
  }
}
