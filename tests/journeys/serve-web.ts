import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { closeServer, listenOn } from '../../infra/local/shared/http.ts';

interface Web {
  request(url: string, init: RequestInit): Response | Promise<Response>;
}

/** Serves the pages on a port of this machine, without the local environment. */
export async function serveWeb(port: number, web: Web) {
  const server = createServer(async (incoming, outgoing) => {
    const { method = 'GET', headers, url } = incoming;
    const body = await text(incoming);
    const response = await web.request(`http://${headers.host}${url}`, {
      method,
      headers: Object.entries(headers).map(([name, value]) => [name, String(value)]),
      ...(body && { body }),
    });
    outgoing.writeHead(response.status, [...response.headers].flat());
    outgoing.end(Buffer.from(await response.arrayBuffer()));
  });
  await listenOn(server, port);
  return { stop: () => closeServer(server) };
}
