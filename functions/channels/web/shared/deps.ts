import type { SiteOwner } from '../../../content/legal/legal-page.ts';
import type { WebhookDeps } from '../../../use-cases/webhook-ports.ts';

/** One request and its outcome: the pattern of its route, and neither path nor address, which are personal data. */
export interface AccessLine {
  readonly method: string;
  readonly route: string;
  readonly status: number;
}

export interface Site extends SiteOwner {
  readonly timeZone: string;
  /** Lockers that the workshop makes at a time. */
  readonly lotSize: number;
  /** Without a slash at its end. */
  readonly url: string;
}

export interface WebDeps extends Omit<WebhookDeps, 'eventsOf' | 'postWebhook' | 'random'> {
  readonly site: Site;
  /** Writes one line for each request. */
  readonly logAccess: (line: AccessLine) => void;
  /** Writes to the function's log. Visitors read another text. */
  readonly logError: (error: Error) => void;
}
