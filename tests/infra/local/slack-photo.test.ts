import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { jpegOf } from '../../adapters/images/sample-photos.ts';
import { type LocalEnvironment, startLocalEnvironment } from './local-environment.ts';

/* A photo put into a window of Slack: fetched with the bot's token, kept, stripped and ready to be shown. */

let environment: LocalEnvironment;
beforeAll(async () => {
  environment = await startLocalEnvironment();
});
afterAll(() => environment?.stop());

async function act(name: string, fields: Readonly<Record<string, string | Blob>>) {
  const body = new FormData();
  for (const [field, value] of Object.entries(fields)) body.append(field, value);
  const url = `${environment.url}/local/slack/claire.durand/bot/${name}`;
  return (await fetch(url, { method: 'POST', body })).text();
}

/** Those that were stripped. */
function readyPhotos(): readonly Buffer[] {
  const folder = join(environment.dataFolder, 'buckets');
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && file.name.startsWith('ready'))
    .filter((file) => !file.name.endsWith('.headers'))
    .map((file) => readFileSync(join(file.parentPath, file.name)));
}

test('a photo that comes with a report from Slack arrives, without its place and its camera', async () => {
  const page = await act('commande', { command: '/casiers', text: 'dégât' });
  const [, view = ''] = /name="view" value="(\w+)"/.exec(page) ?? [];
  const photo = jpegOf(6);
  expect(photo.toString('latin1')).toContain('SecretNorth');
  const reported = await act('fenetre', {
    ...{ view, do: 'submit' },
    'field:building%400:answer': 'Bâtiment B',
    'field:lockers%400:answer': '101-103',
    'field:maker%400:answer': 'old',
    'field:parts%400:answer': 'door',
    'field:dangerous%400:answer': 'false',
    'field:photos:photos': new File([new Uint8Array(photo)], 'IMG_0001.jpg', {
      type: 'image/jpeg',
    }),
  });
  expect(reported).toContain('Photos');
  expect(reported).toContain('dégât signalé');
  await expect.poll(readyPhotos, { timeout: 60_000 }).toHaveLength(1);
  const [ready] = readyPhotos();
  expect(ready?.toString('latin1')).not.toContain('Secret');
  expect(ready?.length).toBeGreaterThan(100);
}, 90_000);
