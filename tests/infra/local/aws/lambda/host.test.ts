import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { FunctionHost } from '../../../../../infra/local/aws/lambda/host.ts';

let folder: string;
const hosts: FunctionHost[] = [];
const logged: string[] = [];

const source = `
let calls = 0;
const does = {
  count: () => ++calls,
  echo: (event) => event,
  see: () => Object.keys(process.env).sort(),
  forget: () => undefined,
  fail: () => { throw new TypeError('refused'); },
  hang: () => new Promise(() => {}),
  spin: () => { for (;;) {} },
  exit: () => process.exit(3),
  talk: () => { console.log('spoken'); console.error('complained'); return new Promise((r) => setTimeout(r, 50)); },
  hoard: () => { const all = []; for (;;) all.push(new Array(1e5).fill(Math.random())); },
  swell: ({ bytes }) => 'x'.repeat(bytes),
  context: (_, context) => ({ left: context.getRemainingTimeInMillis(), name: context.functionName }),
};
exports.handler = async (event, context) => does[event.do](event, context);
exports.withCallback = (event, context, callback) => callback(null, event);
`;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'function-'));
  writeFileSync(join(folder, 'index.js'), source);
  writeFileSync(join(folder, 'package.json'), '{ "type": "commonjs" }');
});
afterEach(async () => {
  await Promise.all(hosts.splice(0).map((host) => host.stop()));
  logged.length = 0;
});
afterAll(() => rmSync(folder, { recursive: true }));

function host(
  changes: { exportName?: string; timeoutSeconds?: number; memoryMegabytes?: number } = {},
) {
  const made = new FunctionHost(
    {
      name: 'Test',
      file: join(folder, 'index.js'),
      exportName: 'handler',
      timeoutSeconds: 5,
      memoryMegabytes: 128,
      environment: { AWS_LAMBDA_FUNCTION_NAME: 'test', ONLY: 'this' },
      ...changes,
    },
    (name, line, isError) => logged.push(`${name} ${isError ? '!' : ''}${line}`),
  );
  hosts.push(made);
  return made;
}

test('keeps its state from one event to the next', async () => {
  const { invoke } = bound(host());
  expect(await invoke({ do: 'count' })).toEqual({ kind: 'answered', result: 1 });
  expect(await invoke({ do: 'count' })).toEqual({ kind: 'answered', result: 2 });
});

test('takes one event after the other', async () => {
  const { invoke } = bound(host());
  const all = await Promise.all([1, 2, 3].map(() => invoke({ do: 'count' })));
  expect(all.map((outcome) => outcome.kind === 'answered' && outcome.result)).toEqual([1, 2, 3]);
});

test('passes events and results as JSON', async () => {
  const { invoke } = bound(host());
  const event = { do: 'echo', at: new Date(0), gone: undefined };
  expect(await invoke(event)).toEqual({
    kind: 'answered',
    result: { do: 'echo', at: '1970-01-01T00:00:00.000Z' },
  });
  expect(await invoke({ do: 'forget' })).toEqual({ kind: 'answered', result: null });
});

test('sees its own variables and nothing of this machine', async () => {
  const { invoke } = bound(host());
  expect(await invoke({ do: 'see' })).toEqual({
    kind: 'answered',
    result: ['AWS_LAMBDA_FUNCTION_NAME', 'ONLY'],
  });
});

test('an error is told by its type and its message, and the environment goes on', async () => {
  const { invoke } = bound(host());
  await invoke({ do: 'count' });
  expect(await invoke({ do: 'fail' })).toEqual({
    kind: 'failed',
    errorType: 'TypeError',
    errorMessage: 'refused',
  });
  expect(logged).toContain('Test !TypeError: refused');
  expect(await invoke({ do: 'count' })).toEqual({ kind: 'answered', result: 2 });
});

test.each(['hang', 'spin'])(
  'killed when its time is over (%s), and started afresh',
  async (how) => {
    const { invoke } = bound(host({ timeoutSeconds: 1 }));
    await invoke({ do: 'count' });
    expect(await invoke({ do: how })).toEqual({
      kind: 'failed',
      errorType: 'Sandbox.Timedout',
      errorMessage: 'Task timed out after 1.00 seconds',
    });
    expect(await invoke({ do: 'count' })).toEqual({ kind: 'answered', result: 1 });
  },
);

test('a process that ends by itself is a failure, and the next event has a new one', async () => {
  const { invoke } = bound(host());
  expect(await invoke({ do: 'exit' })).toMatchObject({ errorType: 'Runtime.ExitError' });
  expect(await invoke({ do: 'count' })).toEqual({ kind: 'answered', result: 1 });
});

test('may not use more memory than it was given', async () => {
  const { invoke } = bound(host({ memoryMegabytes: 64, timeoutSeconds: 20 }));
  expect(await invoke({ do: 'hoard' })).toMatchObject({ errorType: 'Runtime.ExitError' });
});

test('may not answer with more than 6 MB', async () => {
  const { invoke } = bound(host());
  const swell = (bytes: number) => invoke({ do: 'swell', bytes });
  expect(await swell(6 * 1024 * 1024 - 2)).toMatchObject({ kind: 'answered' });
  expect(await swell(6 * 1024 * 1024)).toMatchObject({
    errorType: 'Function.ResponseSizeTooLarge',
  });
});

test('is told how much time is left', async () => {
  const { invoke } = bound(host({ timeoutSeconds: 5 }));
  const outcome = await invoke({ do: 'context' });
  expect(outcome).toMatchObject({ kind: 'answered', result: { name: 'test' } });
  expect(outcome).toHaveProperty(
    'result.left',
    expect.toSatisfy((left) => left > 4000 && left <= 5000),
  );
});

test('what it says is kept, what it complains of is marked', async () => {
  const { invoke } = bound(host());
  await invoke({ do: 'talk' });
  await expect
    .poll(() => logged)
    .toEqual(expect.arrayContaining(['Test spoken', 'Test !complained']));
});

test.each(['withCallback', 'absent'])(
  'a handler that Lambda refuses is refused: %s',
  async (exportName) => {
    const { invoke } = bound(host({ exportName }));
    expect(await invoke({})).toMatchObject({ kind: 'failed' });
  },
);

const bound = (to: FunctionHost) => ({ invoke: (event: unknown) => to.invoke(event) });
