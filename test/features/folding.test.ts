/** Folds, drawn: each goes from one line to another, told by the texts there. */
import { expect, test } from 'vitest';
import { folds } from '../../core/features/folding';
import { marked } from './cursor';

function drawn(source: string): string[] {
  const lines = source.split('\n');
  const line = (index: number): string => lines[index]?.trim() || `line ${index}`;
  return folds(marked(`${source}<|>`).text).map(({ startLine, endLine }) => `${line(startLine)} … ${line(endLine)}`);
}

test.each<[string, string, readonly string[]]>([
  [
    'a brace stays visible below its fold',
    '{\n  "States": {\n    "A": { "Type": "Pass" }\n  }\n}',
    ['{ … }', '"States": { … "A": { "Type": "Pass" }'],
  ],
  [
    'a block of YAML folds into the line above, to its last line and no further',
    'StartAt: A\nStates:\n  A:\n    Type: Pass\n    End: true\n\n  B:\n    Type: Succeed\n\nComment: after\n',
    ['StartAt: A … Comment: after', 'States: … Type: Succeed', 'A: … End: true', 'B: … Type: Succeed'],
  ],
  [
    'a list of YAML, and each of its entries',
    'Type: Choice\nChoices:\n  - Next: B\n    Variable: $.a\n  - Next: C\n',
    ['Type: Choice … - Next: C', 'Choices: … - Next: C', '- Next: B … Variable: $.a'],
  ],
  [
    'a text of several lines does not fold by itself',
    'Comment: |\n  one\n  two\nStates:\n  A:\n    Type: Pass\n',
    ['Comment: | … Type: Pass', 'States: … Type: Pass', 'A: … Type: Pass'],
  ],
  [
    'what opens on one line folds once',
    '{ "States": { "A": {\n  "Type": "Pass"\n} } }',
    ['{ "States": { "A": { … "Type": "Pass"'],
  ],
  ['what stands on one line does not fold', '{ "States": { "A": { "Type": "Pass" } } }', []],
])('%s', (_what, source, expected) => expect(drawn(source)).toEqual(expected));
