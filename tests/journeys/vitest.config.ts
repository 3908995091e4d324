import { defineConfig } from 'vitest/config';

/** `npm run test:teams`: what wants a playground that runs, and is no part of `npm test`. */
export default defineConfig({ test: { include: ['*.spec.ts'] } });
