import tseslint from 'typescript-eslint';

export default tseslint.config(
  {
    ignores: [
      'test/e2e/extensions/**/extension.js',
      'test/e2e/workspace/**',
      'dist/**',
      '.cache/**',
      'samples/**',
      '**/fixtures/**',
      'node_modules/**',
    ],
  },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // A lost promise is the typical bug of servers and debuggers.
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      eqeqeq: ['error', 'smart'],
    },
  },
  {
    // Nothing evaluates text of the user's inside our own process.
    files: ['core/**/*.ts', 'server/**/*.ts', 'debugger/**/*.ts', 'client/**/*.ts', 'webview/**/*.ts'],
    rules: { 'no-eval': 'error', 'no-new-func': 'error', 'no-implied-eval': 'error' },
  },
);
