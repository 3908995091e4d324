import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { StageSettings } from './stages.ts';

/** What sign-in codes and sessions are sealed with. Made by AWS at the first deployment, seen by nobody. */
export class SignInSecret extends Construct {
  readonly id: string;
  readonly #secret: Secret;

  constructor(scope: Construct, id: string, { retain }: StageSettings) {
    super(scope, id);
    this.#secret = new Secret(this, 'Secret', {
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy: retain ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    Validations.of(this.#secret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason:
        'Another secret ends every session and every code under way: it is replaced by hand, when it must be.',
    });
    this.id = this.#secret.secretArn;
  }

  grantRead(grantee: IGrantable): void {
    this.#secret.grantRead(grantee);
  }
}
