import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Never on another interface than the machine's own. */
export const loopback = '127.0.0.1';

/** Gives the port that was asked for, or the one that the system chose for 0. */
export async function listenOn(server: Server, port: number): Promise<number> {
  server.listen(port, loopback);
  await once(server, 'listening');
  return portOf(server);
}

/** That port, or any other if it is taken. */
export async function findFreePort(wanted: number): Promise<number> {
  const probe = createServer();
  try {
    return await listenOn(probe, wanted > 65_535 ? 0 : wanted);
  } catch {
    return await listenOn(probe, 0);
  } finally {
    probe.close();
  }
}

export async function closeServer(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    // A browser keeps its connections for minutes.
    server.closeAllConnections();
  });
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (!address || typeof address === 'string') throw new Error('Not a TCP server');
  return address.port;
}
