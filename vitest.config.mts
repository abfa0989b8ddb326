import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/**
 * Files that change what others read: the editor that there is no more than one of, the language of all texts, what a process has
 * loaded. Each has a process of its own; all others share theirs, which load the code once.
 */
const ALONE = ['test/client/**', 'test/l10n/**', 'test/hostile/**', 'test/run/tablesRead.test.ts'].map((each) =>
  each.endsWith('.ts') ? each : `${each}/*.test.ts`,
);

const exclude = ['test/e2e/**', 'node_modules/**'];

export default defineConfig({
  test: {
    reporters: ['default', './scripts/shares.mjs'],
    testTimeout: 30_000,
    // One more than there are processors: many tests wait for processes of their own.
    maxWorkers: availableParallelism() + 1,
    // There is no package of this name: the editor itself provides it.
    alias: { vscode: fileURLToPath(new URL('test/client/editor/vscode.ts', import.meta.url)) },
    projects: [
      {
        extends: true,
        test: { name: 'shared', include: ['test/**/*.test.ts'], exclude: [...exclude, ...ALONE], isolate: false },
      },
      { extends: true, test: { name: 'alone', include: ALONE, exclude } },
    ],
  },
});
