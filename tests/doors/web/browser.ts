import type { Hono } from 'hono';
import { parse } from 'node-html-parser';

type Fields = Readonly<Record<string, string | readonly string[]>>;
export type Browser = ReturnType<typeof openBrowser>;

const origin = 'http://casiers.example.org';

/** As much of a browser as pages without scripts need: cookies, forms, and reading what is shown. */
export function openBrowser(app: Hono) {
  let cookies: Readonly<Record<string, string>> = {};

  async function ask(path: string, init: RequestInit) {
    const headers = new Headers(init.headers);
    headers.set('Host', 'casiers.example.org');
    headers.set(
      'Cookie',
      Object.entries(cookies)
        .map((pair) => pair.join('='))
        .join('; '),
    );
    const response = await app.request(`${origin}${path}`, { ...init, headers });
    for (const cookie of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split('=');
      cookies = { ...cookies, [name]: value };
    }
    return read(response);
  }

  return {
    get: (path: string) => ask(path, {}),
    post: (path: string, fields: Fields, headers: Record<string, string> = { origin }) => {
      const body = new URLSearchParams();
      for (const [name, value] of Object.entries(fields)) {
        for (const part of [value].flat()) body.append(name, part);
      }
      return ask(path, { method: 'POST', body, headers });
    },
  };
}

async function read(response: Response) {
  const html = await response.text();
  const page = parse(html);
  return {
    status: response.status,
    location: response.headers.get('location'),
    headers: response.headers,
    html,
    text: spaced(page.textContent),
    /** The hidden fields, which a browser sends back. */
    hidden: Object.fromEntries(
      page
        .querySelectorAll('input[type=hidden]')
        .map((input) => [input.getAttribute('name') ?? '', input.getAttribute('value') ?? '']),
    ),
    errorOf: (field: string) => spaced(page.querySelector(`#${field}-erreur`)?.textContent ?? ''),
    valueOf: (field: string) => {
      const control = page.querySelector(`#${field}`);
      return control?.getAttribute('value') ?? control?.textContent;
    },
  };
}

/** No-break spaces are a matter of lines, not of words. */
const spaced = (text: string) => text.replace(/\u00a0/g, ' ');
