import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FetchFunction } from '@slack/web-api';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { bundle } from '../../../infra/bundle/bundle.ts';
import { type BoltCase, cases, requestOf } from './bolt-cases.ts';
import { createSample } from './sample-bolt.ts';

let folder: string;
let createMinimal: typeof createSample;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lean-bolt-'));
  const { outputFiles } = bundle({
    entry: 'tests/infra/bundle/sample-bolt.ts',
    name: 'slack-inbound',
  });
  const js = outputFiles.find(({ path }) => path.endsWith('.js'));
  writeFileSync(join(folder, 'index.cjs'), js?.contents ?? '');
  createMinimal = createRequire(import.meta.url)(join(folder, 'index.cjs')).createSample;
});
afterAll(() => rmSync(folder, { recursive: true }));

const logged: string[] = [];
beforeEach(() => {
  for (const level of ['error', 'warn', 'info'] as const) {
    vi.spyOn(console, level).mockImplementation((...texts) => {
      logged.push(`${level} ${texts.map(plain)}`);
    });
  }
});

/** The names of classes are made short, whatever is left out: errors of Bolt are told apart by their code. */
const plain = (word: unknown) =>
  word instanceof Error && 'code' in word ? word.code : String(word);

type Reply = 'accepted' | 'refused' | 'rate limited' | 'down';

const answers: Record<Reply, [status: number, body: string]> = {
  accepted: [200, '{"ok":true,"user":{"id":"U2"}}'],
  refused: [200, '{"ok":false,"error":"invalid_blocks"}'],
  'rate limited': [429, ''],
  down: [503, 'Service Unavailable'],
};

/** Slack as the app sees it: what it was told, and one answer to all. */
function createSlack(reply: Reply) {
  const calls: unknown[] = [];
  const [status, body] = answers[reply];
  const headers = new Map(status === 429 ? [['retry-after', '3']] : []);
  const fetch: FetchFunction = async (url, { signal, ...init } = {}) => {
    // It names every package that was loaded, which is the one thing to differ.
    const { 'User-Agent': _, ...sent } = init.headers ?? {};
    calls.push({ url: String(url), ...init, headers: sent, patient: signal !== undefined });
    return {
      ...{ ok: status === 200, status, statusText: '', url: String(url) },
      headers: { get: (name) => headers.get(name) ?? null, entries: () => headers },
      text: async () => body,
      json: async () => JSON.parse(body),
      arrayBuffer: async () => new ArrayBuffer(0),
    };
  };
  return { calls, fetch };
}

async function tell(make: typeof createSample, request: unknown, reply: Reply) {
  logged.length = 0;
  const { calls, fetch } = createSlack(reply);
  const handler: (event: never, context: object) => Promise<unknown> = make(fetch);
  const outcome = await handler(request as never, {}).then(
    (response) => ({ response }),
    (error: Error) => ({ threw: `${error.name}: ${error.message}` }),
  );
  return { outcome, calls, logged: [...logged] };
}

describe.each(['accepted', 'refused', 'rate limited', 'down'] as const)(
  'with Slack %s',
  (reply) => {
    test.each(cases.map((each) => [each.title, each] as const))(
      'Bolt without what was left out answers as whole Bolt does to %s',
      async (_, each: BoltCase) => {
        const request = requestOf(each, new Date());
        const whole = await tell(createSample, request, reply);
        expect(await tell(createMinimal, request, reply)).toEqual(whole);
      },
    );
  },
);

test('the cases reach every kind of answer', async () => {
  const statuses = new Set<unknown>();
  const methods = new Set<string>();
  for (const each of cases) {
    const { outcome, calls } = await tell(createMinimal, requestOf(each, new Date()), 'accepted');
    statuses.add(
      'threw' in outcome ? 'threw' : (outcome.response as { statusCode: number }).statusCode,
    );
    for (const call of calls) methods.add(new URL((call as { url: string }).url).pathname);
  }
  expect([...statuses]).toEqual(expect.arrayContaining([200, 401, 404, 500, 'threw']));
  expect([...methods].sort()).toEqual([
    '/actions/1',
    '/api/chat.postMessage',
    '/api/users.info',
    '/api/views.open',
    '/api/views.publish',
  ]);
});
