import type { SiteOwner } from '../../../content/legal/legal-page.ts';
import type { WebhookDeps } from '../../../use-cases/webhook-ports.ts';

export interface Site extends SiteOwner {
  readonly timeZone: string;
  /** Lockers that the workshop makes at a time. */
  readonly lotSize: number;
  /** Without a slash at its end. */
  readonly url: string;
}

export interface WebDeps extends Omit<WebhookDeps, 'eventsOf' | 'postWebhook' | 'random'> {
  readonly site: Site;
  /** Writes to the function's log. Visitors read another text. */
  readonly logError: (error: Error) => void;
}
