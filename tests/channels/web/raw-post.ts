import type { TestEnvironment } from '../../shared/test-environment.ts';
import type { Browser } from './browser.ts';

/** A body of any type. */
export const input = (type: string, body: string) => ({ body, headers: { 'Content-Type': type } });

/** Posts a body that no browser sends, with the cookies of that browser. */
export async function rawPost(
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
  const response = await environment.web.request(`${origin}${path}`, {
    ...init,
    method: 'POST',
    headers,
  });
  return { status: response.status, html: await response.text() };
}
