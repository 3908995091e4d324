/** Where webhooks may be sent, as far as an address tells by itself; what it leads to is judged at each connection. */
export interface WebhookPolicy {
  readonly schemes: readonly string[];
  /** Empty: any. */
  readonly ports: readonly number[];
}

export type WebhookUrlReading =
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'unreadable' | 'scheme' | 'credentials' | 'port' };

const longest = 500;

export function readWebhookUrl(
  typed: string,
  { schemes, ports }: WebhookPolicy,
): WebhookUrlReading {
  const url = URL.parse(typed);
  if (!url?.hostname || url.href.length > longest) return { kind: 'unreadable' };
  const scheme = url.protocol.slice(0, -1);
  if (!schemes.includes(scheme)) return { kind: 'scheme' };
  if (url.username || url.password) return { kind: 'credentials' };
  const port = Number(url.port) || (scheme === 'https' ? 443 : 80);
  if (ports.length > 0 && !ports.includes(port)) return { kind: 'port' };
  // It is never sent.
  url.hash = '';
  return { kind: 'url', url: url.href };
}
