import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    globalSetup: 'tests/global-setup.ts',
    pool: 'forks',
    testTimeout: 20_000,
    // A whole local world starts there, synthesis included.
    hookTimeout: 120_000,
  },
});
