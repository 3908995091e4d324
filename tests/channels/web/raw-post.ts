import type { TestEnvironment } from '../../shared/test-environment.ts';
import type { Browser } from './browser.ts';

/** A body of any type at all. */
export const input = (type: string, body: string) => ({ body, headers: { 'Content-Type': type } });

/** Posts what no browser would, as whoever that browser is signed in as. */
export async function rawJob(
  environment: TestEnvironment,
  browser: Browser,
  { path, ...init }: RequestInit & { readonly path: string },
) {
  const origin = 'http://casiers.example.org';
  const headers = new Headers(init.headers);
  headers.set('Host', 'casiers.example.org');
  headers.set('Origin', origin);
  const cookies = Object.entries(browser.cookies()).map((pair) => pair.join('='));
  headers.set('Cookie', cookies.join('; '));
  const asked = await environment.web.request(`${origin}${path}`, {
    ...init,
    method: 'POST',
    headers,
  });
  return { status: asked.status, html: await asked.text() };
}
