import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { StageSettings } from '../config/stages.ts';

export interface FilledSecretProps {
  readonly stage: StageSettings;
  /** Whose secret it is, and the page of `docs/` that says what to write in it. */
  readonly description: string;
  /** The fields to fill in, empty. */
  readonly template: Readonly<Record<string, string | readonly string[]>>;
}

/** A secret issued by another system. An operator writes its value by hand, and again when it is rotated. */
export class FilledSecret extends Construct {
  readonly id: string;
  readonly #secret: Secret;

  constructor(scope: Construct, id: string, { stage, description, template }: FilledSecretProps) {
    super(scope, id);
    this.#secret = new Secret(this, 'Secret', {
      description,
      generateSecretString: {
        secretStringTemplate: JSON.stringify(template),
        // CloudFormation requires a generated key beside the template; it is not used.
        generateStringKey: 'unused',
        excludePunctuation: true,
      },
      removalPolicy: stage.retain ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    Validations.of(this.#secret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason:
        'The system that issued the secret rotates it on request; the new value is written by hand.',
    });
    this.id = this.#secret.secretArn;
  }

  grantRead(grantee: IGrantable): void {
    this.#secret.grantRead(grantee);
  }
}

/** The key of sign-in codes and sessions, generated at the first deployment. */
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
      reason: 'A new value ends every session and every pending code: it is replaced by hand.',
    });
    this.id = this.#secret.secretArn;
  }

  grantRead(grantee: IGrantable): void {
    this.#secret.grantRead(grantee);
  }
}
