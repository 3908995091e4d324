import { defineConfig } from 'vitest/config';

/** `npm run test:teams`: needs a running playground, so it is no part of `npm test`. */
export default defineConfig({ test: { include: ['*.spec.ts'] } });
