/** Where the parts of a definition stand that a template holds as text. */
import { expect, test } from 'vitest';
import { parseDocument } from '../../core/syntax';
import { readTemplate } from '../../core/template';
import type { MappedText } from '../../core/syntax/mappedText';

function definitionIn(text: string): MappedText | undefined {
  const document = parseDocument('template', text, text.startsWith('{') ? 'json' : 'yaml');
  const definition = readTemplate(document).machines[0]?.definition;
  return definition && 'text' in definition ? definition : undefined;
}

const yaml = (definition: string): string => `Resources:
  Charge: { Type: AWS::Lambda::Function }
  Machine:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      DefinitionString: ${definition}
`;
const json = (definition: unknown): string =>
  JSON.stringify({
    Resources: {
      Machine: { Type: 'AWS::StepFunctions::StateMachine', Properties: { DefinitionString: definition } },
    },
  });

const TEXT = '{"StartAt":"Target","é":"${Charge.Arn}"}';
const GET_ATT = { 'Fn::GetAtt': ['Charge', 'Arn'] };
const HALVES = ['{"StartAt":"Target","é":"', GET_ATT, '"}'];

test.each([
  ['in a block', yaml('|\n        {"StartAt":\n          "Target","é":"${Charge.Arn}"}')],
  ['in a block of Sub', yaml('!Sub |\n        {"StartAt":\n          "Target","é":"${Charge.Arn}"}')],
  ['in a folded block', yaml('!Sub >-\n        {"StartAt":\n        "Target","é":"${Charge.Arn}"}')],
  ['in the long form of Sub', yaml(`\n        Fn::Sub: |\n          ${TEXT}`)],
  ['in single quotes', yaml(`!Sub '{"it''s":1,${TEXT.slice(1)}'`)],
  ['in double quotes', yaml(`!Sub ${JSON.stringify(TEXT)}`)],
  ['with names of its own', yaml(`!Sub ['${TEXT}', { Name: a }]`)],
  ['in JSON', json(`\n\t${TEXT}`)],
  ['in JSON with escapes', json(TEXT).replace('é', '\\u00e9')],
  ['in Sub of JSON', json({ 'Fn::Sub': TEXT })],
  ['in a list of Sub in JSON', json({ 'Fn::Sub': [TEXT, { Name: 'a' }] })],
  ['joined in JSON', json({ 'Fn::Join': ['', HALVES] })],
  ['joined in YAML', yaml(`!Join ['', ['{"StartAt":"Target","é":"', !GetAtt Charge.Arn, '"}']]`)],
  [
    'joined in blocks',
    yaml(
      `!Join\n        - ''\n        - - |-\n            {"StartAt":"Target","é":"\n          - Fn::GetAtt: [Charge, Arn]\n          - '"}'`,
    ),
  ],
  [
    'joined within a join',
    json({
      'Fn::Join': [
        '',
        [{ 'Fn::Join': ['"', ['{', 'StartAt', ':', 'Target', ',']] }, { 'Fn::Sub': '"é":"${Charge.Arn}"}' }],
      ],
    }),
  ],
])('a definition %s knows the place of each part', (_, text) => {
  const mapped = definitionIn(text)!;
  const value = JSON.parse(mapped.text.trim()) as object;
  expect(value).toMatchObject({ StartAt: 'Target', é: '${Charge.Arn}' });

  const start = mapped.text.indexOf('Target');
  const place = mapped.fileSpan({ start, end: start + 6 });
  expect(text.slice(place.start, place.end)).toBe('Target');
  expect(mapped.indexAt(text.indexOf('Target') + 2)).toBe(start + 2);

  const reference = mapped.text.indexOf('${Charge');
  const written = mapped.fileSpan({ start: reference, end: reference + '${Charge.Arn}'.length });
  expect(text.slice(written.start, written.end)).toMatch(
    /^(\$\{Charge\.Arn\}|!GetAtt Charge\.Arn|\{"Fn::GetAtt".*\}|Fn::GetAtt: \[.*\])$/,
  );
});

test('what Sub is told to leave stays, and is found behind what says so', () => {
  const text = json({ 'Fn::Sub': '{"A":"${!Left}","B":"Target"}' });
  const mapped = definitionIn(text)!;
  expect(mapped.text).toBe('{"A":"${Left}","B":"Target"}');
  expect(mapped.fileOffset(mapped.text.indexOf('Left'))).toBe(text.indexOf('Left'));
  expect(mapped.indexAt(text.indexOf('Target'))).toBe(mapped.text.indexOf('Target'));
});

test('pseudo parameters and what separates parts are values, with the place that says them', () => {
  const text = json({ 'Fn::Join': [',', ['{"A":"', { Ref: 'AWS::Partition' }, { Ref: 'Charge' }]] });
  const mapped = definitionIn(text)!;
  expect(mapped.text).toBe('{"A":",aws,${Charge}');
  const at = (start: number, end: number): string => {
    const place = mapped.fileSpan({ start, end });
    return text.slice(place.start, place.end);
  };
  expect(at(6, 7)).toBe('","');
  expect(at(7, 10)).toBe('{"Ref":"AWS::Partition"}');
  expect(mapped.written('x', 8)).toBeUndefined();
  expect(mapped.written('"', 1)).toBe('\\"');
});

test('what names nothing written in the template is no text of it', () => {
  expect(definitionIn(yaml('!Ref Missing'))).toBeUndefined();
  expect(definitionIn(yaml(`!Join ['', !Ref Parts]`))).toBeUndefined();
});
