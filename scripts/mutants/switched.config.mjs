/** Runs tests in one process, as `vitest.config.mts` does, with the runner that tries mutants. */
import { defineConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';
import whole from '../../vitest.config.mts';

/** In the order of the command line. */
class AsAsked extends BaseSequencer {
  async sort(files) {
    const place = ({ moduleId }) => process.argv.findIndex((each) => moduleId.endsWith(`/${each}`));
    return files.toSorted((one, other) => place(one) - place(other));
  }
}

export default defineConfig({
  ...whole,
  cacheDir: '.cache/vite',
  test: {
    ...whole.test,
    // On a busy machine a test that is only late would say nothing of any mutant.
    testTimeout: 4 * (whole.test?.testTimeout ?? 0),
    reporters: ['dot'],
    maxWorkers: 1,
    fileParallelism: false,
    runner: new URL('switchedRunner.mjs', import.meta.url).pathname,
    sequence: { sequencer: AsAsked },
  },
});
