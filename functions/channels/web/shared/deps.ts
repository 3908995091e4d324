import type { SiteOwner } from '../../../content/legal/legal-page.ts';
import type { Day } from '../../../domain/dates.ts';
import type { WebhookDeps } from '../../../use-cases/webhook-ports.ts';

/** Whose site it is. */
export interface Site extends SiteOwner {
  readonly timeZone: string;
  /** Lockers the workshop makes at a time. */
  readonly lotSize: number;
  /** Where it is found, without a slash at its end. */
  readonly url: string;
}

export interface WebDeps extends Omit<WebhookDeps, 'eventsOf' | 'postWebhook' | 'random'> {
  /** The day it is in the Département. */
  readonly today: () => Day;
  /** For the people who look after the service; the visitor is told in other words. */
  readonly logError: (error: Error) => void;
  readonly site: Site;
}
