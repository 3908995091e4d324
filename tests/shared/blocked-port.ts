import type { Server } from 'node:http';
import { listenOn } from '../../infra/local/shared/http.ts';

/** Some of the ports that `fetch` refuses to connect to. https://fetch.spec.whatwg.org/#port-blocking */
const blockedPorts = [6000, 6566, 6665, 6666, 6667, 6668, 6669, 6697, 10_080];

/** Listens on the first of them that is free. */
export async function listenOnBlockedPort(server: Server): Promise<number> {
  for (const port of blockedPorts) {
    const listening = await listenOn(server, port).catch(() => undefined);
    if (listening) return listening;
  }
  throw new Error('no blocked port is free');
}
