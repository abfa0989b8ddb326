/** One slip of the hand is one mistake, two at most: at every place of definitions that are right. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { validateDocument } from '../../core/rules/validateDocument';
import { parseDocument } from '../../core/syntax/parse';
import type { SyntaxLanguage } from '../../core/syntax/tree';

const samples = path.join(__dirname, '../../samples');
const DEFINITIONS = ['order-fulfilment/order-fulfilment', 'jsonata-travel-expenses/travel-expenses'].map((name) => ({
  name,
  text: readFileSync(path.join(samples, `${name}.asl.json`), 'utf8').replace(/\r\n/g, '\n'),
}));

const without = (text: string, at: number): string => text.slice(0, at) + text.slice(at + 1);
const withMore = (text: string, at: number, more: string): string => text.slice(0, at) + more + text.slice(at);
const swapped = (text: string, at: number): string =>
  text.slice(0, at + 1) + text.charAt(at + 2) + text.charAt(at + 1) + text.slice(at + 3);

/** Where it can be made, and what the text is then. */
const SLIPS: readonly (readonly [string, RegExp, (text: string, at: number) => string])[] = [
  ['a quote left out', /(?<!\\)"/g, without],
  ['a quote too many', /(?<!\\)"/g, (text, at) => withMore(text, at, '"')],
  ['an opening brace left out', /\{(?![%\w])/g, without],
  ['a closing brace left out', /(?<![%\w])\}/g, without],
  [
    'a square bracket for a brace',
    /(?<=\n[ \t]*)\}(?=,?[ \t]*\n)/g,
    (text, at) => `${text.slice(0, at)}]${text.slice(at + 1)}`,
  ],
  ['a comma left out', /,(?=\s*\n)/g, without],
  ['a comma too many', /,(?=\s*\n)/g, (text, at) => withMore(text, at, ',')],
  ['a comma behind the last', /(?<=["\w\]}])(?=\s*\n\s*[}\]])/g, (text, at) => withMore(text, at, ',')],
  ['a colon left out', /(?<="):/g, without],
  ['a colon too many', /(?<="):/g, (text, at) => withMore(text, at, ':')],
  ['a line break in a string', /(?<=": "[^"\\\n]{2})(?=[^"\\\n])/g, (text, at) => withMore(text, at, '\n')],
  ['a misspelt name', /"(?:Type|Next|Resource|Choices|Default|QueryLanguage|Branches|ItemProcessor)"(?=:)/g, swapped],
  ['a comment', /\n/g, (text, at) => withMore(text, at, '\n# note')],
  [
    'a typographic quote',
    /(?<!\\)"(?=\w)/g,
    (text, at) => `${text.slice(0, at)}“${text.slice(at + 1).replace('"', '”')}`,
  ],
  ['a name that is being typed', /\n/g, (text, at) => withMore(text, at, '\n "Ne')],
  ['a text that ends too early', /\n/g, (text, at) => text.slice(0, at)],
];

const errors = (text: string, name = 'slip.asl.json', language: SyntaxLanguage = 'json'): string[] =>
  validateDocument(parseDocument(name, text, language))
    .filter(({ severity }) => severity === 'error')
    .map(({ code, message }) => `${code}: ${message}`);

test.each(DEFINITIONS.flatMap(({ name, text }) => SLIPS.map((slip) => [slip[0], name, text, slip] as const)))(
  '%s in %s',
  (_what, _name, text, [, places, change]) => {
    const found = [...text.matchAll(places)].map(({ index }) => index);
    expect(found.length).toBeGreaterThan(0);
    // Every third place: each is a whole reading.
    for (const at of found.filter((_, index) => index % 3 === 0)) {
      const told = errors(change(text, at));
      expect(told.length, `${JSON.stringify(text.slice(at - 30, at + 30))}\n${told.join('\n')}`).toBeLessThanOrEqual(2);
    }
  },
);

const MACHINE = `{
  "StartAt": "Work",
  "States": {
    "Work": {
      "Type": "Pass",
      "Next": "Done"
    },
    "Done": {
      "Type": "Succeed"
    }
  }
}`;
const joined = MACHINE.split('\n').map((line) => JSON.stringify(line));
const machineBlock = (definition: string): string =>
  `resource "aws_sfn_state_machine" "flow" {\n  name = "flow"\n  definition = ${definition}\n}\n`;

/** Files that hold a definition, each with characters that are left out or doubled. */
const HELD: readonly (readonly [string, string, SyntaxLanguage, string])[] = [
  [
    'lines that are joined',
    'template.json',
    'json',
    `{"Resources": {"Flow": {"Type": "AWS::StepFunctions::StateMachine", "Properties": {"DefinitionString": {"Fn::Join": ["\\n", [\n${joined.join(',\n')}\n]]}}}}}`,
  ],
  ['a heredoc', 'main.tf', 'hcl', machineBlock(`<<EOF\n${MACHINE}\nEOF`)],
  ['jsonencode', 'main.tf', 'hcl', machineBlock(`jsonencode(${MACHINE.replaceAll('": ', '" = ')})`)],
  [
    'a template in YAML',
    'template.yaml',
    'yaml',
    `Resources:\n  Flow:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n      Definition:\n        StartAt: Work\n        States:\n          Work:\n            Type: Pass\n            Next: Done\n          Done:\n            Type: Succeed\n`,
  ],
];

test.each(HELD)('a slip in %s', (_what, name, language, text) => {
  expect(errors(text, name, language)).toEqual([]);
  const from = text.indexOf('StartAt');
  for (const { index } of text.slice(from).matchAll(/["{}[\],:=]|\n +/g)) {
    const at = from + index;
    for (const slip of [without(text, at), withMore(text, at, text.charAt(at)), withMore(text, at, '{')]) {
      const told = errors(slip, name, language);
      expect(told.length, `${slip.slice(at - 30, at + 30)}\n${told.join('\n')}`).toBeLessThanOrEqual(2);
    }
  }
});

test('a state that its fields do not stand under', () => {
  const told = errors('StartAt: A\nStates:\n  A:\n  Type: Pass\n  End: true\n', 'a.asl.yaml', 'yaml');
  expect(told).toEqual(['field-type: The fields of the state "A" stand beside it: they must be indented further.']);
});

test('comments hide no mistake of another kind', () => {
  const text = `{
  // of the first state
  "StartAt": "A", // and of its name
  "States": { "A": { "Type": "Pass", "Next": "Nowhere" }, "B": { "Type": "Succeed" } }
}`;
  expect(errors(text)).toEqual([
    'json-syntax: JSON does not allow comments. In a definition, use a Comment field.',
    'json-syntax: JSON does not allow comments. In a definition, use a Comment field.',
    'unknown-state: There is no state "Nowhere".',
  ]);
});
