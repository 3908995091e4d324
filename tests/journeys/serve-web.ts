import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { closeServer, listenOn } from '../../infra/local/shared/http.ts';

interface Web {
  request(url: string, init: RequestInit): Response | Promise<Response>;
}

/** The pages alone on a port of this machine, without the world around them. */
export async function serveWeb(port: number, web: Web) {
  const server = createServer(async (asked, answer) => {
    const { method = 'GET', headers, url } = asked;
    const body = await text(asked);
    const response = await web.request(`http://${headers.host}${url}`, {
      method,
      headers: Object.entries(headers).map(([name, value]) => [name, String(value)]),
      ...(body && { body }),
    });
    answer.writeHead(response.status, [...response.headers].flat());
    answer.end(Buffer.from(await response.arrayBuffer()));
  });
  await listenOn(server, port);
  return { stop: () => closeServer(server) };
}
