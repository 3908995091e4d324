import * as z from 'zod';
import type { SlackEngine } from './slack-engine.ts';
import type { Member } from './workspace.ts';

const place = z.object({ upload_url: z.url(), file_id: z.string() });
const completed = z.object({ files: z.tuple([z.looseObject({ id: z.string() })]) });

/** Puts a file into the emulated Slack in the name of a member. */
export async function keepFile(engine: SlackEngine, member: Member, file: File): Promise<object> {
  const { name: filename, size: length } = file;
  const asked = await engine.call('files.getUploadURLExternal', member.token, { filename, length });
  const { upload_url, file_id } = place.parse(asked);
  await fetch(`${engine.url}${new URL(upload_url).pathname}`, { method: 'POST', body: file });
  const files = [{ id: file_id, title: filename }];
  const done = await engine.call('files.completeUploadExternal', member.token, { files });
  return completed.parse(done).files[0];
}
