import { parse } from 'node-html-parser';
import { proConnect } from '../../../shared/examples.ts';

/** A browser at the identity provider: keeps cookies and follows redirects until one leads back to this site. */
export function openProviderBrowser() {
  const cookies = new Map<string, string>();

  async function send(url: string, init: RequestInit = {}): Promise<string> {
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: { Cookie: [...cookies].map((pair) => pair.join('=')).join('; ') },
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';');
      const at = pair.indexOf('=');
      if (/expires=Thu, 01 Jan 1970/i.test(cookie)) cookies.delete(pair.slice(0, at));
      else cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    const location = response.headers.get('location');
    if (location) return follow(new URL(location, url).href);
    const form = parse(await response.text()).querySelector('form');
    if (!form) throw new Error(`${url} leads nowhere: ${response.status}`);
    const body = new URLSearchParams({ logout: 'yes' });
    for (const input of form.querySelectorAll('input')) {
      body.set(input.getAttribute('name') ?? '', input.getAttribute('value') ?? '');
    }
    return send(new URL(form.getAttribute('action') ?? '', url).href, { method: 'POST', body });
  }

  async function follow(url: string): Promise<string> {
    return url.startsWith(proConnect.siteUrl) ? url.slice(proConnect.siteUrl.length) : send(url);
  }

  return {
    /** Opens a URL of the provider, and returns the path of this site that it redirects to. */
    visit: (url: string | null) => follow(url ?? ''),
    isSignedIn: () => [...cookies.keys()].some((name) => name === '_session'),
  };
}
