import type { Day } from '../../domain/dates.ts';

/** What the law requires and only the Département knows. What is absent is shown as still to be completed. */
export interface LegalSetting {
  /** Postal address of the Département. */
  readonly address?: string | undefined;
  /** Mailbox of its délégué à la protection des données. */
  readonly dpoMail?: string | undefined;
  readonly legalBasis: 'public-task' | 'legal-obligation';
  /** A sentence: how long data are kept, and what happens to them afterwards. */
  readonly retention?: string | undefined;
  /** The hosting provider, and where it keeps the data. */
  readonly host?: string | undefined;
  /** Chats from which people may also use the service. */
  readonly chats: readonly ('slack' | 'teams')[];
  /** A sentence: the safeguards for data that the publishers of these chats receive. */
  readonly chatSafeguards?: string | undefined;
  readonly accessibility: {
    readonly statedOn?: Day | undefined;
    /** The Département's own documents: plan over three years, actions of this year. */
    readonly planUrl?: string | undefined;
    readonly actionsUrl?: string | undefined;
  };
}

/** The owner of the site, whom the law requires to be named. */
export interface SiteOwner {
  readonly departementName: string;
  readonly serviceName: string;
  readonly serviceMail: string;
  readonly legal: LegalSetting;
  /** The name of the identity provider, such as `ProConnect`; absent where people sign in by code only. */
  readonly oidcLabel?: string | undefined;
}

/** A page of plain text, without a form. */
export interface LegalPage {
  readonly title: string;
  readonly lead: string;
  readonly sections: readonly LegalSection[];
}

export interface LegalSection {
  readonly title: string;
  /** Paragraphs, then the list. */
  readonly texts?: readonly LegalText[];
  readonly list?: readonly LegalText[];
}

export type LegalText = string | { readonly label: string; readonly href: string };

export const toComplete = 'à compléter par le Département';

export const mailLink = (mail: string): LegalText => ({ label: mail, href: `mailto:${mail}` });
