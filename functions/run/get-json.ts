import { makeHttpsFetch } from './https-fetch.ts';

const fetch = makeHttpsFetch({ timeoutMilliseconds: 5000 });

/** What somebody publishes as JSON. Rejects for anything else. */
export async function getJson(url: string): Promise<unknown> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${new URL(url).host} answered ${response.status}`);
  return response.json();
}
