import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/e2e/**', 'node_modules/**'],
    reporters: ['default', './scripts/shares.mjs'],
    testTimeout: 30_000,
    // There is no package of this name: the editor itself provides it.
    alias: { vscode: fileURLToPath(new URL('test/client/editor/vscode.ts', import.meta.url)) },
  },
});
