export interface Addresses {
  /** Several are separated by commas. */
  readonly educationMailboxes: string;
  readonly mailFrom: string;
  readonly serviceMail: string;
}

/** Which addresses may receive webhooks; lists are separated by commas. */
export interface WebhookReach {
  readonly schemes: string;
  /** Empty: any. */
  readonly ports: string;
  /** CIDR blocks of private networks that may be reached. */
  readonly allowedNetworks: string;
}

const theInternet: WebhookReach = { schemes: 'https', ports: '443,8443', allowedNetworks: '' };

export interface StageSettings {
  readonly name: 'local' | 'test' | 'prod';
  /** Data outlive the stack. */
  readonly retain: boolean;
  readonly logDays: 1 | 14 | 90;
  /** Mail is sent to these domains only, separated by commas; `*` is every domain. */
  readonly mailDomains: string;
  /** `asked`: parameters of the deployment, so that no real address is in the repository. */
  readonly addresses: Addresses | 'asked';
  readonly alarmsOn: boolean;
  readonly webhooks: WebhookReach;
}

/** All that differs between stages. No other code compares the name of a stage. */
export const stages: readonly StageSettings[] = [
  {
    name: 'local',
    retain: false,
    logDays: 1,
    mailDomains: 'example.org',
    addresses: {
      educationMailboxes: 'education@casiers.example.org',
      mailFrom: 'ne-pas-repondre@casiers.example.org',
      serviceMail: 'education@casiers.example.org',
    },
    alarmsOn: false,
    // A receiver on the same machine.
    webhooks: { schemes: 'https,http', ports: '', allowedNetworks: '127.0.0.0/8' },
  },
  {
    name: 'test',
    retain: false,
    logDays: 14,
    mailDomains: 'example.org',
    addresses: 'asked',
    alarmsOn: false,
    webhooks: theInternet,
  },
  {
    name: 'prod',
    retain: true,
    logDays: 90,
    mailDomains: '*',
    addresses: 'asked',
    alarmsOn: true,
    webhooks: theInternet,
  },
];
