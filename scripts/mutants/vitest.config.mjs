/** Runs the tests that a mutant is given, one after the other in their order. `MUTANT_TESTS`: files, by commas. */
import { defineConfig } from 'vitest/config';
import whole from '../../vitest.config.mts';

const tests = (process.env.MUTANT_TESTS ?? '').split(',').filter(Boolean);

class InOrder {
  async shard(files) {
    return files;
  }

  async sort(files) {
    const place = ({ moduleId }) => tests.findIndex((test) => moduleId.endsWith(`/${test}`));
    return [...files].sort((one, other) => place(one) - place(other));
  }
}

export default defineConfig({
  cacheDir: '.cache/vite',
  test: {
    include: tests,
    testTimeout: whole.test?.testTimeout,
    alias: whole.test?.alias,
    fileParallelism: false,
    setupFiles: process.env.MUTANT_HITS ? [new URL('currentTest.mjs', import.meta.url).pathname] : [],
    sequence: { sequencer: InOrder },
  },
});
