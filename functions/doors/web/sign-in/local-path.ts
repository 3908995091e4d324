/** A path of this site, or nothing: "where to go next" must never lead to another site. */
export function localPath(path: string | undefined): string | undefined {
  if (!path?.startsWith('/')) return undefined;
  // Browsers read `//host` and `/\host` as other sites.
  const url = URL.parse(path, 'https://here.invalid');
  return url?.host === 'here.invalid' ? `${url.pathname}${url.search}` : undefined;
}
