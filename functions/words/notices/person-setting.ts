/** What people are told with, beside the message itself. */
export interface PersonSetting {
  readonly departementName: string;
  readonly serviceName: string;
  readonly serviceMail: string;
  readonly siteUrl: string;
}
