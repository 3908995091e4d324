import { readFileSync } from 'node:fs';
import { defineConfig, type Plugin } from 'vitest/config';

/** Imports fonts as bytes, as the bundles do. */
const fonts: Plugin = {
  name: 'fonts',
  enforce: 'pre',
  load(id) {
    if (!id.endsWith('.ttf')) return undefined;
    const base64 = readFileSync(id, 'base64');
    return `export default new Uint8Array(Buffer.from('${base64}', 'base64'));`;
  },
};

/** These change what a process has once: its environment variables, the state of an emulator, its signal handlers. */
const isolated = [
  'tests/infra/local/**/*.test.{ts,tsx}',
  'tests/channels/chat/hanging-queue.test.ts',
];

const common = {
  pool: 'forks',
  restoreMocks: true,
  // A synthesis takes 6 s alone and three times as long on a busy machine.
  testTimeout: 60_000,
  // The local environment starts in a hook, synthesis included.
  hookTimeout: 120_000,
} as const;

export default defineConfig({
  plugins: [fonts],
  test: {
    globalSetup: 'tests/global-setup.ts',
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          ...common,
          name: 'shared',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: isolated,
          // The files of a worker share modules: importing them for each file took half of the time. No test replaces a module.
          isolate: false,
        },
      },
      { extends: true, test: { ...common, name: 'isolated', include: isolated } },
    ],
  },
});
