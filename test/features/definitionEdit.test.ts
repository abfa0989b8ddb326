/** What an explanation would change, as edits of JSON and YAML. */
import { expect, test } from 'vitest';
import { editsOf } from '../../core/features/definitionEdit';
import { hover } from '../../core/features/hover';
import { readLanguageText } from '../../core/features/languageText';
import type { DefinitionEdit } from '../../core/interpreter';
import { parseDocument } from '../../core/syntax';

const JSON_TEXT =
  '{"StartAt": "C", "States": {"C": {"Type": "Choice", "Choices": [{"Variable": "$.a", "StringEquals": "$.b"}]}}}';
const YAML_TEXT =
  "StartAt: C\nStates:\n  C:\n    Type: Choice\n    Choices:\n      - Variable: $.a\n        StringEquals: '$.b'\n";

const RULE = { title: '', statePath: 'C', at: ['Choices', 0, 'StringEquals'], was: '$.b' } as const;

function edited(text: string, language: 'json' | 'yaml', edit: DefinitionEdit): string | undefined {
  const edits = editsOf(readLanguageText(parseDocument(`a.asl.${language}`, text, language)), 0, edit);
  return edits?.reduceRight((all, { span, text: by }) => all.slice(0, span.start) + by + all.slice(span.end), text);
}

test.each([
  ['json', JSON_TEXT, '"StringEqualsPath": "$.b"', '"StringEquals": "it\'s \\"so\\""'],
  ['yaml', YAML_TEXT, "StringEqualsPath: '$.b'", "StringEquals: 'it''s \"so\"'"],
] as const)('in %s a member is called or written otherwise', (language, text, renamed, rewritten) => {
  expect(edited(text, language, { ...RULE, name: 'StringEqualsPath' })).toContain(renamed);
  expect(edited(text, language, { ...RULE, value: 'it\'s "so"' })).toContain(rewritten);
});

test.each(['json', 'yaml'] as const)('in %s the numbers around it keep their digits', (language) => {
  const number = {
    json: '"n": [12345678901234567890, 10.0, 1e3], ',
    yaml: 'n: [12345678901234567890, 10.0, 1e3]\n    ',
  };
  const before = { json: '"Type": "Choice", ', yaml: 'Type: Choice\n    ' }[language];
  const text = { json: JSON_TEXT, yaml: YAML_TEXT }[language].replace(before, before + number[language]);
  expect(edited(text, language, { ...RULE, value: '$.c' })).toBe(text.replace('$.b', '$.c'));
});

test.each([
  ['it has changed since', { ...RULE, was: '$.c', value: 'x' }],
  ['the state is gone', { ...RULE, statePath: 'D', value: 'x' }],
  ['the member is gone', { ...RULE, at: ['Choices', 1, 'StringEquals'], value: 'x' }],
])('nothing is changed where %s', (_, edit) => expect(edited(JSON_TEXT, 'json', edit)).toBeUndefined());

test('the hover of a state says why it failed last, as plain text', () => {
  const text = readLanguageText(parseDocument('a.asl.json', JSON_TEXT, 'json'));
  const at = JSON_TEXT.indexOf('"C": {') + 1;
  const failures = [
    { statePath: 'C', sentence: 'first' },
    { statePath: 'D', sentence: 'another' },
    { statePath: 'C', sentence: 'It is *so*.' },
  ];
  expect(hover(text, at, undefined, failures)?.text).toContain('**Why it failed in the latest run:** It is \\*so\\*.');
  expect(hover(text, at)?.text).not.toContain('Why it failed');
});
