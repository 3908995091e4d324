import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { StageSettings } from '../config/stages.ts';

export interface FilledSecretProps {
  readonly stage: StageSettings;
  /** Whose it is, and the page of `docs/` that says what to write in it. */
  readonly description: string;
  /** What is to be filled in, empty. */
  readonly template: Readonly<Record<string, string | readonly string[]>>;
}

/** A secret that others made: somebody writes it here by hand once there is one, and again whenever there is another. */
export class FilledSecret extends Construct {
  readonly id: string;
  readonly #secret: Secret;

  constructor(scope: Construct, id: string, { stage, description, template }: FilledSecretProps) {
    super(scope, id);
    this.#secret = new Secret(this, 'Secret', {
      description,
      generateSecretString: {
        secretStringTemplate: JSON.stringify(template),
        // CloudFormation makes one password whatever the template: this one serves nobody.
        generateStringKey: 'unused',
        excludePunctuation: true,
      },
      removalPolicy: stage.retain ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    Validations.of(this.#secret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason: 'Who made it makes another when somebody asks, and that is written here by hand.',
    });
    this.id = this.#secret.secretArn;
  }

  grantRead(grantee: IGrantable): void {
    this.#secret.grantRead(grantee);
  }
}

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
