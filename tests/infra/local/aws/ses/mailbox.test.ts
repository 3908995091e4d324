import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type MailEngine, startMailEngine } from '../../../../../infra/local/aws/ses/engine.ts';
import { createMailbox } from '../../../../../infra/local/aws/ses/mailbox.tsx';
import { createDataFolder } from '../../local-environment.ts';

let folder: string;
let engine: MailEngine;
const get = async (path: string) => await createMailbox(engine, 'Europe/Paris').request(path);

beforeAll(async () => {
  folder = createDataFolder();
  engine = await startMailEngine(join(folder, 'mails.json'), 0);
  await send('Récapitulatif <1>');
  await send('Récapitulatif 2');
});
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true });
});

async function send(subject: string) {
  const client = new SESv2Client({
    endpoint: engine.endpoint,
    region: 'eu-west-3',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  await client.send(
    new SendEmailCommand({
      FromEmailAddress: 'from@example.org',
      Destination: { ToAddresses: ['to@example.org'] },
      Content: {
        Simple: {
          Subject: { Data: subject },
          Body: { Html: { Data: '<p>Été<script>1</script>' }, Text: { Data: 'Été <b>' } },
          Attachments: [
            {
              FileName: 'recensement été.csv',
              ContentType: 'text/csv; charset=utf-8',
              RawContent: Buffer.from('\uFEFFcollège;casiers'),
            },
          ],
        },
      },
    }),
  );
  client.destroy();
}

test('shows the latest mail first', async () => {
  const page = await (await get('/')).text();
  expect(page.indexOf('Récapitulatif 2')).toBeLessThan(page.indexOf('Récapitulatif &lt;1&gt;'));
  expect(page).toContain('to@example.org');
  expect(page).toContain('une pièce jointe');
});

test('shows the text, and the layout where it can do nothing', async () => {
  expect(await (await get('/1')).text()).toContain('Été &lt;b&gt;');
  const layout = await get('/1/html');
  expect(layout.headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox/);
  expect(layout.headers.get('content-type')).toMatch(/utf-8/i);
});

test('gives the attachments as they were sent, under their names', async () => {
  const file = await get('/1/pieces/1');
  expect(Buffer.from(await file.arrayBuffer()).toString()).toBe('\uFEFFcollège;casiers');
  expect(file.headers.get('content-disposition')).toBe(
    `attachment; filename*=UTF-8''recensement%20%C3%A9t%C3%A9.csv`,
  );
});

test.each(['/3', '/1/pieces/2', '/9/html', '/0'])(
  'what is not there is not found: %s',
  async (path) => {
    expect((await get(path)).status).toBe(404);
  },
);
