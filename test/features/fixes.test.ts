/** What each quick fix makes of the definitions that the rules are tried on, and that it mends what it was offered for. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readLanguageText } from '../../core/features/languageText';
import { quickFixes } from '../../core/features/quickFixes';
import type { QuickFix } from '../../core/features/quickFixes';
import type { Diagnostic } from '../../core/rules';
import { validateDocument } from '../../core/rules/validateDocument';
import { parseDocument } from '../../core/syntax';
import type { SyntaxLanguage } from '../../core/syntax/tree';
import { readFixture } from '../rules/diagnosticFixture';
import { applyEdits } from './cursor';
import { loadCatalogue } from '../../services/loadTables';
import { expectPage } from './page';

const FIXTURES = path.join(__dirname, '..', 'rules', 'fixtures');

/** What the rules' fixtures do not have: objects without a member, lines of Windows, quotes of YAML, a name that is nearly one. */
const OWN: Record<string, string> = {
  'empty.json': '{"StartAt":"A","States":{"A":{"Type":"Task","End":true,"Catch":[{}]}}}',
  'windows.json': '{\r\n\t"StartAt": "A",\r\n\t"States": {\r\n\t\t"A": {\r\n\t\t\t"Type": "Map"\r\n\t\t}\r\n\t}\r\n}',
  'quotes.yaml':
    'StartAt: \'Fisrt\'\nStates:\n  First:\n    Type: Pass\n    Next: "Secnod"\n  Second:\n    Type: Wiat\n',
  'alone.yaml': 'StartAt: A\nStates:\n  A:\n    Type: Map\n    ItemProcessor:\n      Label: x\n    End: true\n',
};

test('fixes', () => {
  const fixtures = readdirSync(FIXTURES).map((name): [string, string] => {
    const text = readFileSync(path.join(FIXTURES, name), 'utf8').replace(/\r\n/g, '\n');
    return [name, readFixture(name, text).source.join('\n')];
  });
  const page = [...fixtures, ...Object.entries(OWN)].flatMap(([name, source]) => {
    const fixes = fixesOf(source, /\.ya?ml$/.test(name) ? 'yaml' : 'json');
    return fixes.length === 0 ? [] : [`== ${name}`, ...fixes, ''];
  });
  expectPage('fixes.txt', page.join('\n'));
});

function fixesOf(source: string, language: SyntaxLanguage): string[] {
  const found = validate(source, language);
  const text = readLanguageText(parseDocument('memory:fixture', source, language));
  return found.flatMap((diagnostic) =>
    quickFixes(text, diagnostic).map((fix) => {
      const fixed = applyEdits(source, fix.edits);
      const remaining = validate(fixed, language).filter(({ code, message }) => same(diagnostic, code, message));
      const before = found.filter(({ code, message }) => same(diagnostic, code, message));
      expect(remaining.length, `${diagnostic.message} → ${fix.title}\n${fixed}`).toBeLessThan(before.length);
      return `${diagnostic.code}: ${diagnostic.message}\n${drawn(source, fixed, fix)}`;
    }),
  );
}

function validate(source: string, language: SyntaxLanguage): readonly Diagnostic[] {
  return validateDocument(parseDocument('memory:fixture', source, language), { services: loadCatalogue() });
}

function same(diagnostic: Diagnostic, code: string, message: string): boolean {
  return diagnostic.code === code && diagnostic.message === message;
}

/** The lines that differ. */
function drawn(source: string, fixed: string, { title, preferred }: QuickFix): string {
  const [before, after] = [source, fixed].map((each) => each.replaceAll('\r', '␍').split('\n')) as [string[], string[]];
  let [start, end] = [0, 0];
  while (start < before.length && before[start] === after[start]) start++;
  while (end < Math.min(before.length, after.length) - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  const lines = (mark: string, of: readonly string[]): string[] =>
    of.slice(start, of.length - end).map((line) => `${mark} ${line}`);
  return [`${preferred ? '* ' : '  '}${title}`, ...lines('-', before), ...lines('+', after)].join('\n');
}
