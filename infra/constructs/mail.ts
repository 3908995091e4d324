import { CfnParameter, Fn } from 'aws-cdk-lib';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { EmailIdentity, type IEmailIdentity } from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import type { Addresses, StageSettings } from '../config/stages.ts';

const one = '[^@,\\s]+@[^@,\\s]+\\.[^@,\\s]+';

/** Without default: CloudFormation refuses to deploy until they are given. */
const questions = {
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

/** Whom the counter writes to, from which address, and the right to do so. */
export class Mail extends Construct {
  /** Mail goes to these domains and to no other. */
  readonly domains: string;
  #identity: IEmailIdentity | undefined;
  readonly #known: Partial<Record<keyof Addresses, string>>;

  constructor(scope: Construct, id: string, { addresses, mailDomains }: StageSettings) {
    super(scope, id);
    this.domains = mailDomains;
    this.#known = addresses === 'asked' ? {} : { ...addresses };
  }

  /** An address that this stage does not set becomes a question of its deployment. */
  address(key: keyof Addresses): string {
    this.#known[key] ??= this.#ask(key);
    return this.#known[key];
  }

  grantSend(grantee: IGrantable): void {
    this.#identity ??= this.#findIdentity();
    this.#identity.grantSendEmail(grantee);
  }

  /** Verified by hand, once: its DNS records belong to the Département, and the stages share it. */
  #findIdentity(): IEmailIdentity {
    const domain = Fn.select(1, Fn.split('@', this.address('mailFrom')));
    return EmailIdentity.fromEmailIdentityName(this, 'Identity', domain);
  }

  #ask(key: keyof Addresses): string {
    const { parameter, ...question } = questions[key];
    const asked = new CfnParameter(this, parameter, {
      ...question,
      constraintDescription: 'une adresse électronique est attendue',
    });
    asked.overrideLogicalId(parameter);
    return asked.valueAsString;
  }
}
