import { readFileSync } from 'node:fs';
import { defineConfig, type Plugin } from 'vitest/config';

/** The bytes of a font, as the bundles carry them. */
const fonts: Plugin = {
  name: 'fonts',
  enforce: 'pre',
  load(id) {
    if (!id.endsWith('.ttf')) return undefined;
    const base64 = readFileSync(id, 'base64');
    return `export default new Uint8Array(Buffer.from('${base64}', 'base64'));`;
  },
};

export default defineConfig({
  plugins: [fonts],
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    globalSetup: 'tests/global-setup.ts',
    pool: 'forks',
    testTimeout: 20_000,
    // A whole local world starts there, synthesis included.
    hookTimeout: 120_000,
  },
});
