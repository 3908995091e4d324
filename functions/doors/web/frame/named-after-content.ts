import { createHash } from 'node:crypto';

/** `/style-0123456789ab.css`: such a file may be kept for a year and is never stale. */
export function namedAfterContent(name: string, extension: string, content: string): string {
  const fingerprint = createHash('sha256').update(content).digest('hex').slice(0, 12);
  return `/${name}-${fingerprint}.${extension}`;
}
