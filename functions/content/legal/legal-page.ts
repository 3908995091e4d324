import type { Day } from '../../domain/dates.ts';

/** What only the Département knows, and the law wants told. What is absent is shown as still to be completed. */
export interface LegalSetting {
  /** Postal address of the Département. */
  readonly address?: string | undefined;
  /** Of its délégué à la protection des données. */
  readonly dpoMail?: string | undefined;
  readonly legalBasis: 'public-task' | 'legal-obligation';
  /** A sentence: what is kept for how long, and what becomes of it. */
  readonly retention?: string | undefined;
  /** Who keeps the data for the Département, and where. */
  readonly host?: string | undefined;
  /** Chats by which people may also reach the counter. */
  readonly chats: readonly ('slack' | 'teams')[];
  /** A sentence: what protects what the publishers of these chats receive. */
  readonly chatSafeguards?: string | undefined;
  readonly accessibility: {
    readonly statedOn?: Day | undefined;
    /** The Département's own documents: plan over three years, actions of this year. */
    readonly planUrl?: string | undefined;
    readonly actionsUrl?: string | undefined;
  };
}

/** Whose site it is, as the law wants it named. */
export interface SiteOwner {
  readonly departementName: string;
  readonly serviceName: string;
  readonly serviceMail: string;
  readonly legal: LegalSetting;
  /** The name of the identity provider, such as `ProConnect`; absent where people sign in by code only. */
  readonly oidcLabel?: string | undefined;
}

/** A page to be read, without questions. All text is plain. */
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
