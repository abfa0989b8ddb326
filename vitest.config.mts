import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Areas whose code keeps nothing between two tests: their files share a process, which is loaded once. */
const PURE = [
  ...['catalog', 'features', 'grammar', 'graph', 'handlers', 'hcl', 'infer', 'interpreter', 'mask', 'model', 'query'],
  ...['rules', 'serverless', 'services', 'syntax', 'template', 'webview', 'words'],
].map((area) => `test/${area}/**/*.test.ts`);

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
      { extends: true, test: { name: 'pure', include: PURE, exclude, isolate: false } },
      { extends: true, test: { name: 'whole', include: ['test/**/*.test.ts'], exclude: [...exclude, ...PURE] } },
    ],
  },
});
