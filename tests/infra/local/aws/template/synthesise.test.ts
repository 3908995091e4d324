import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fingerprintOf } from '../../../../../infra/local/aws/template/synthesise.ts';

let root: string;
const write = (path: string, content: string) => writeFileSync(join(root, path), content);
const fingerprint = () => fingerprintOf(root, { files: ['src', 'lock'], except: ['src/local'] });

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'fingerprint-'));
  mkdirSync(join(root, 'src', 'local'), { recursive: true });
  write('src/a.ts', 'a');
  write('lock', '{}');
});
afterAll(() => rmSync(root, { recursive: true }));

test('is the same as long as nothing changed', () => {
  const before = fingerprint();
  write('src/a.ts', 'a');
  write('elsewhere', 'x');
  write('src/local/page.ts', 'x');
  expect(fingerprint()).toBe(before);
});

test('changes with a content, a name, a file more', () => {
  const seen = [fingerprint()];
  write('src/a.ts', 'b');
  seen.push(fingerprint());
  renameSync(join(root, 'src', 'a.ts'), join(root, 'src', 'b.ts'));
  seen.push(fingerprint());
  write('src/c.ts', '');
  seen.push(fingerprint());
  expect(new Set(seen).size).toBe(4);
});
