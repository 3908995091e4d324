import { type HTMLElement, parse } from 'node-html-parser';
import type { TestEnvironment } from '../../shared/test-environment.ts';

type Fields = Readonly<Record<string, string | readonly string[]>>;
export type Browser = ReturnType<typeof openBrowser>;

const origin = 'http://casiers.example.org';

/** The parts of a browser that pages without scripts need: cookies, forms, and reading the page. */
export function openBrowser(
  environment: TestEnvironment,
  { address = '192.0.2.1' }: { readonly address?: string } = {},
) {
  const app = environment.web;
  const env = { requestContext: { http: { sourceIp: address } } };
  let cookies: Record<string, string> = {};

  async function send(path: string, init: RequestInit) {
    const headers = new Headers(init.headers);
    headers.set('Host', 'casiers.example.org');
    headers.set(
      'Cookie',
      Object.entries(cookies)
        .map((pair) => pair.join('='))
        .join('; '),
    );
    const response = await app.request(`${origin}${path}`, { ...init, headers }, env);
    for (const cookie of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split('=');
      cookies = { ...cookies, [name]: value };
      if (/max-age=0/i.test(cookie)) delete cookies[name];
    }
    return read(response);
  }

  function post(path: string, fields: Fields, headers: Record<string, string> = { origin }) {
    const body = new URLSearchParams();
    for (const [name, value] of Object.entries(fields)) {
      for (const part of [value].flat()) body.append(name, part);
    }
    return send(path, { method: 'POST', body, headers });
  }

  return {
    get: (path: string) => send(path, {}),
    post,
    cookies: () => cookies,
    setCookie(name: string, value: string) {
      cookies = { ...cookies, [name]: value };
    },
    /** The code that this browser requested. */
    code: () => environment.tokenSigner.codeOf(cookies['__Host-demande'] ?? ''),
    /** Requests a code and enters it. */
    async signIn({ mail }: { readonly mail: string }) {
      await post('/connexion', { mail });
      const code = await environment.tokenSigner.codeOf(cookies['__Host-demande'] ?? '');
      return post('/connexion/code', { code });
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
    /** The hidden fields, which a browser posts. */
    hidden: Object.fromEntries(
      page
        .querySelectorAll('input[type=hidden]')
        .map((input) => [input.getAttribute('name') ?? '', input.getAttribute('value') ?? '']),
    ),
    /** The inputs of the page with their values, as a browser would post them. */
    fields: fieldsOf(page),
    linkTo: (label: string) =>
      page
        .querySelectorAll('a')
        .find((link) => spaced(link.textContent) === label)
        ?.getAttribute('href')
        ?.replaceAll('&amp;', '&') ?? null,
    errorOf: (field: string) => spaced(page.querySelector(`#${field}-erreur`)?.textContent ?? ''),
    valueOf: (field: string) => {
      const control = page.querySelector(`#${field}`);
      return control?.getAttribute('value') ?? control?.textContent;
    },
  };
}

/** No-break spaces are replaced, because tests compare words. */
const spaced = (text: string) => text.replace(/\u00a0/g, ' ');

function fieldsOf(page: HTMLElement): Record<string, string[]> {
  const fields: Record<string, string[]> = {};
  for (const input of page.querySelectorAll('main input[name]')) {
    const name = input.getAttribute('name') ?? '';
    fields[name] = [...(fields[name] ?? []), input.getAttribute('value') ?? ''];
  }
  return fields;
}
