import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { bundle } from '../../../infra/bundle/bundle.ts';
import { slackEntry } from '../../bench/bundles.ts';
import { teamsEntry } from '../../bench/teams.ts';

/* Checks without a clock what makes the bots slow to start; `npm run bench -- teams` measures the time. */

function bundled(entry: string, name: string) {
  const { outputFiles, metafile } = bundle({ entry, name });
  const js = outputFiles.find(({ path }) => path.endsWith('.js'))?.contents ?? new Uint8Array();
  const held = Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput ? [path] : [])),
  );
  return { js, held };
}

const kilobyte = 1024;

describe('the bundle of the Teams function', () => {
  const { js, held } = bundled(teamsEntry, 'teams-inbound');

  test('is small', () => {
    expect(js.length).toBeGreaterThan(100_000);
    expect(js.length).toBeLessThanOrEqual(550 * kilobyte);
    expect(gzipSync(js).length).toBeLessThanOrEqual(180 * kilobyte);
  });

  test.each([
    ...['express', 'undici', '@azure/msal-node', 'axios', 'cors', 'jsonwebtoken', 'jwks-rsa'],
    ...['@microsoft/teams.apps', '@microsoft/teams.cards', 'adaptivecards', 'hono', 'pdfkit'],
    ...['@slack/bolt', '@slack/web-api', '@aws-sdk/client-s3', '@aws-sdk/client-sesv2'],
  ])('holds nothing of %s', (name) => {
    expect(held).toContain(teamsEntry);
    expect(held.filter((path) => path.includes(`node_modules/${name}/`))).toEqual([]);
  });

  test('holds nothing of another channel', () => {
    expect(held.filter((path) => /^functions\/channels\/(?!teams\/|chat\/)/.test(path))).toEqual(
      [],
    );
  });
});

test('the bundle of the Slack function holds nothing of Teams, nor what verifies its tokens', () => {
  const { held } = bundled(slackEntry, 'slack-inbound');
  expect(held).toContain(slackEntry);
  const ofTeams = /^functions\/channels\/teams\/|node_modules\/jose\//;
  expect(held.filter((path) => ofTeams.test(path))).toEqual([]);
});
