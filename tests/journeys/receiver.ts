import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Another system on this machine, which keeps what it hears and answers as it is told. */
export async function startReceiver() {
  const heard: { readonly body: string; readonly headers: Record<string, string> }[] = [];
  const receiver = { heard, answer: 204, url: '', close: () => Promise.resolve() };
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    );
    heard.push({ body: Buffer.concat(parts).toString(), headers });
    response.writeHead(receiver.answer).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`;
  receiver.close = () => new Promise((resolve) => server.close(() => resolve()));
  return receiver;
}

export type Receiver = Awaited<ReturnType<typeof startReceiver>>;
