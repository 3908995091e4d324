import { CfnParameter, Fn } from 'aws-cdk-lib';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { EmailIdentity, type IEmailIdentity } from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import type { Addresses, StageSettings } from '../config/stages.ts';

const one = '[^@,\\s]+@[^@,\\s]+\\.[^@,\\s]+';

/** Parameters of the deployment. They have no default, so CloudFormation refuses to deploy without them. */
const parameters = {
  educationMailboxes: {
    parameter: 'EducationMailboxes',
    allowedPattern: `${one}(,\\s*${one})*`,
    description:
      'Qui reçoit le récapitulatif de la nuit (plusieurs adresses : séparées par des virgules)',
  },
  mailFrom: {
    parameter: 'MailFrom',
    allowedPattern: one,
    description: 'L’adresse d’expédition, d’un domaine vérifié dans Amazon SES',
  },
  serviceMail: {
    parameter: 'ServiceMail',
    allowedPattern: one,
    description: 'L’adresse à laquelle les collèges peuvent écrire au service',
  },
} as const satisfies Record<keyof Addresses, unknown>;

/** The addresses of a stage, its permitted mail domains, and the right to send mail. */
export class Mail extends Construct {
  /** Mail is sent to these domains only, separated by commas; `*` is every domain. */
  readonly domains: string;
  #identity: IEmailIdentity | undefined;
  readonly #known: Partial<Record<keyof Addresses, string>>;

  constructor(scope: Construct, id: string, { addresses, mailDomains }: StageSettings) {
    super(scope, id);
    this.domains = mailDomains;
    this.#known = addresses === 'asked' ? {} : { ...addresses };
  }

  /** An address that the stage does not set becomes a parameter of the deployment. */
  address(key: keyof Addresses): string {
    this.#known[key] ??= this.#createParameter(key);
    return this.#known[key];
  }

  grantSend(grantee: IGrantable): void {
    this.#identity ??= this.#findIdentity();
    this.#identity.grantSendEmail(grantee);
  }

  /** The identity is verified once by hand and shared by the stages: its DNS records belong to the Département. */
  #findIdentity(): IEmailIdentity {
    const domain = Fn.select(1, Fn.split('@', this.address('mailFrom')));
    return EmailIdentity.fromEmailIdentityName(this, 'Identity', domain);
  }

  #createParameter(key: keyof Addresses): string {
    const { parameter, ...props } = parameters[key];
    const created = new CfnParameter(this, parameter, {
      ...props,
      constraintDescription: 'une adresse électronique est attendue',
    });
    created.overrideLogicalId(parameter);
    return created.valueAsString;
  }
}
