import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { bundle } from '../../../infra/bundle/bundle.ts';
import { slackEntry, writeBundle } from '../../bench/bundles.ts';
import { slashCommand } from '../../bench/slash-command.ts';
import { type Start, startFunction } from '../../bench/start-function.ts';
import { signingSecret, startSurroundings } from '../../bench/surroundings.ts';

/* Checks without a clock what makes the Slack function slow to start; `npm run bench` measures the time. */

const { outputFiles, metafile } = bundle({ entry: slackEntry, name: 'slack-inbound' });
const js = outputFiles.find(({ path }) => path.endsWith('.js'))?.contents ?? new Uint8Array();

const kilobyte = 1024;

test('the bundle is small', () => {
  expect(js.length).toBeGreaterThan(100_000);
  expect(js.length).toBeLessThanOrEqual(430 * kilobyte);
  expect(gzipSync(js).length).toBeLessThanOrEqual(133 * kilobyte);
});

test.each([
  ...['undici', 'express', 'iconv-lite', 'mime-db', '@slack/oauth', '@slack/socket-mode'],
  ...['@aws-sdk/client-dynamodb', '@aws-sdk/client-s3', '@aws-sdk/core', 'hono', 'pdfkit'],
])('the bundle holds nothing of %s', (name) => {
  const held = Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput ? [path] : [])),
  );
  expect(held).toContain(slackEntry);
  expect(held.filter((path) => path.includes(`node_modules/${name}/`))).toEqual([]);
});

describe('the function, started as on Lambda', () => {
  let start: Start;
  let asked: readonly string[];

  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'slack-bundle-'));
    const surroundings = await startSurroundings();
    const client = writeBundle(folder, { name: 'runtime-client' });
    const event = () => slashCommand({ text: 'aide', userId: 'U2' }, signingSecret);
    start = await startFunction(
      {
        ...{
          name: 'slack',
          file: writeBundle(folder, { name: 'slack-inbound', entry: slackEntry }),
        },
        ...{ environment: surroundings.environment, event },
      },
      { client, memoryMegabytes: 512, warmEvents: 2 },
    );
    asked = surroundings.slack.asked;
    await surroundings.close();
    rmSync(folder, { recursive: true });
  });

  test('has not loaded undici after its first answer', () => {
    expect(start.loadsUndici).toBe(false);
  });

  test('never calls auth.test', () => {
    expect(asked).toContain('users.info');
    expect(asked).not.toContain('auth.test');
  });
});
