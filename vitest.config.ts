import { defineConfig } from 'vitest/config';

// Vitest wants a default export.
// biome-ignore lint/style/noDefaultExport: the contract of the tool
export default defineConfig({
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    pool: 'forks',
    testTimeout: 20_000,
    // A whole local world starts there, synthesis included.
    hookTimeout: 120_000,
  },
});
