import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { webhookDocs } from './write-docs.ts';

// `npm run docs:webhooks`
const folder = fileURLToPath(new URL('../../../docs/webhooks', import.meta.url));
for (const generated of ['events', 'received']) {
  rmSync(join(folder, generated), { recursive: true, force: true });
}
for (const [path, text] of webhookDocs()) {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
