export interface Addresses {
  /** Several are separated by commas. */
  readonly educationMailboxes: string;
  readonly mailFrom: string;
  readonly serviceMail: string;
}

export interface StageSettings {
  readonly name: 'local' | 'test' | 'prod';
  /** What people wrote outlives the stack. */
  readonly retain: boolean;
  readonly logDays: 1 | 14 | 90;
  /** Mail goes to these domains and to no other. */
  readonly mailDomains: string;
  /** `asked`: given at deployment, so that no real address is kept here. */
  readonly addresses: Addresses | 'asked';
  readonly alarmsOn: boolean;
}

/** All that differs from one stage to another; nothing else compares the name of a stage. */
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
  },
  {
    name: 'test',
    retain: false,
    logDays: 14,
    mailDomains: 'example.org',
    addresses: 'asked',
    alarmsOn: false,
  },
  {
    name: 'prod',
    retain: true,
    logDays: 90,
    mailDomains: '*',
    addresses: 'asked',
    alarmsOn: true,
  },
];
