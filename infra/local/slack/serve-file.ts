import { jsonReply, type Reply, type WholeRequest } from '../http/http-message.ts';
import type { MethodDeps } from './front-methods.ts';

/** A file that somebody put into a form: the app may fetch it, though the emulator shows it to its owner only. */
export async function serveFile(
  { path, query, headers }: WholeRequest,
  { engine, botToken }: MethodDeps,
): Promise<Reply> {
  if (headers['authorization'] !== `Bearer ${botToken}`) {
    return jsonReply(401, { ok: false, error: 'not_authed' });
  }
  for (const { token } of engine.workspace.members) {
    const response = await fetch(`${engine.url}${path}?${query}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    if (!response.ok) continue;
    return {
      status: 200,
      headers: [['content-type', response.headers.get('content-type') ?? '']],
      body: Buffer.from(await response.arrayBuffer()),
    };
  }
  return jsonReply(404, { ok: false, error: 'file_not_found' });
}
