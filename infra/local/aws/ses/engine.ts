import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as z from 'zod';
import { closeServer, findFreePort, loopback } from '../../shared/http.ts';

const attachment = z.object({
  content: z.string(),
  contentType: z.string(),
  filename: z.string().default('piece-jointe'),
  size: z.number(),
});
const mail = z.object({
  messageId: z.string(),
  from: z.string(),
  replyTo: z.array(z.string()),
  destination: z.object({
    to: z.array(z.string()),
    cc: z.array(z.string()),
    bcc: z.array(z.string()),
  }),
  subject: z.string(),
  body: z.object({ html: z.string().optional(), text: z.string().optional() }),
  attachments: z.array(attachment),
  /** Seconds. */
  at: z.number(),
});
export type Mail = z.output<typeof mail>;

export interface MailEngine {
  readonly endpoint: string;
  /** Oldest first. */
  mails(): readonly Mail[];
  close(): Promise<void>;
}

// The default export of these CommonJS modules is nested, and each loader imports it differently.
const load = createRequire(import.meta.url);
const ses: typeof import('aws-ses-v2-local') = load('aws-ses-v2-local');
const store: typeof import('aws-ses-v2-local/dist/store.js') = load(
  'aws-ses-v2-local/dist/store.js',
);

/** An embedded Amazon SES. No mail leaves this machine; the mails are kept between starts. */
export async function startMailEngine(file: string, wantedPort: number): Promise<MailEngine> {
  // If it is set, the emulator forwards every mail to that server.
  delete process.env['SMTP_TRANSPORT'];
  const port = await findFreePort(wantedPort);
  for (const kept of readMails(file)) store.saveEmail(kept);
  const server = await ses.default({ host: loopback, port });
  server.on('request', (request, response) => {
    if (request.method !== 'POST') return;
    response.once('finish', () =>
      writeFileSync(file, JSON.stringify(store.getStoreReadonly().emails)),
    );
  });
  return {
    endpoint: `http://${loopback}:${port}`,
    mails: () => z.array(mail).parse(store.getStoreReadonly().emails),
    close: () => closeServer(server),
  };
}

function readMails(file: string): Mail[] {
  try {
    return z.array(mail).parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return [];
  }
}
