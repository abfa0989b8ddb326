import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { RULES } from '../../core/rules';
import { SYNTAX_SEVERITY } from '../../core/rules/syntaxCodes';

const root = path.resolve(__dirname, '..', '..');

test('docs/diagnostics.md says what the rules say', async () => {
  const script = path.join(root, 'scripts', 'diagnosticsPage.mjs');
  const { diagnosticsPage } = (await import(script)) as { diagnosticsPage(): string };
  const page = diagnosticsPage();
  expect(readFileSync(path.join(root, 'docs', 'diagnostics.md'), 'utf8').replaceAll('\r\n', '\n')).toBe(page);
  const documented = [...page.matchAll(/^## (\S+)$/gm)].map(([, code]) => code);
  // Said of a text before any rule is asked.
  const codes = new Set([...RULES.map(({ code }) => code), 'not-a-machine', ...Object.keys(SYNTAX_SEVERITY)]);
  expect(documented).toEqual([...codes].sort((a, b) => a.localeCompare(b, 'en')));
});
