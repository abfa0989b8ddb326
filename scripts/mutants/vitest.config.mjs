/** Runs whichever tests it is handed, one after the other. `MUTANT_HITS`: the folder where they tell what they come to. */
import { defineConfig } from 'vitest/config';
import whole from '../../vitest.config.mts';

export default defineConfig({
  cacheDir: '.cache/vite',
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: whole.test?.testTimeout,
    alias: whole.test?.alias,
    fileParallelism: false,
    setupFiles: process.env.MUTANT_HITS ? [new URL('currentTest.mjs', import.meta.url).pathname] : [],
  },
});
