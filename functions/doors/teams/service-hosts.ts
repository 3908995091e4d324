/**
 * Whether we may write there: an origin such as `https://smba.trafficmanager.net`, or with `*.` any one below it. Our
 * own token goes along, so it must be somebody we know.
 */
export function isServiceOf(origins: readonly string[], url: string): boolean {
  const given = URL.parse(url);
  if (!given || given.username || given.password) return false;
  return origins.some((origin) => {
    const known = URL.parse(origin.replace('//*.', '//'));
    if (!known || known.protocol !== given.protocol || known.port !== given.port) return false;
    if (!origin.includes('//*.')) return known.hostname === given.hostname;
    return given.hostname.endsWith(`.${known.hostname}`);
  });
}
