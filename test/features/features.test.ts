import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { complete } from '../../core/features/completion';
import { codeLenses } from '../../core/features/codeLenses';
import { folds } from '../../core/features/folding';
import { format } from '../../core/features/format';
import { hover } from '../../core/features/hover';
import { definitionsOf, nameAt, referencesOf } from '../../core/features/nameAt';
import { quickFixes } from '../../core/features/quickFixes';
import { rename, renameRange } from '../../core/features/rename';
import { symbols } from '../../core/features/symbols';
import type { Symbol } from '../../core/features/symbols';
import { validateDocument } from '../../core/rules/validateDocument';
import { loadCatalogue } from '../../services/loadTables';
import { applyEdits, marked } from './cursor';

const state = (body: string): string =>
  `{"StartAt":"A","States":{"A":{${body}},"B":{"Type":"Succeed","Comment":"The end."}}}`;

describe('hover', () => {
  const check = (text: string, expected: RegExp | undefined, covered?: string): void => {
    const { text: read, source, offset } = marked(text);
    const found = hover(read, offset, loadCatalogue());
    if (!expected) return expect(found).toBeUndefined();
    expect(found?.text).toMatch(expected);
    if (covered !== undefined) expect(source.slice(found!.span.start, found!.span.end)).toBe(covered);
  };

  it.each([
    [
      'an action of the AWS SDK',
      state('"Type":"Task","Resource":"arn:aws:states:::aws-sdk:dynamodb:put<|>Item"'),
      /Arguments \(`\*` must be given\): `TableName\*`, `Item\*`, [^]*Errors: `DynamoDb\.ConditionalCheckFailedException`[^]*integration of its own for it: `dynamodb:putItem`[^]*models of \d{4}-\d\d-\d\d/,
      '"arn:aws:states:::aws-sdk:dynamodb:putItem"',
    ],
    [
      'an argument',
      state('"Type":"Task","Resource":"arn:aws:states:::aws-sdk:dynamodb:query","Parameters":{"Sel<|>ect":"COUNT"}'),
      /`Select`\*\* — one of 4 values[^]*`ALL_ATTRIBUTES`, [^]*aws-sdk:dynamodb:query/,
      '"Select"',
    ],
    [
      'the name of an argument deep inside',
      state(
        '"Type":"Task","Resource":"arn:aws:states:::ecs:runTask.sync","Parameters":{"NetworkConfiguration":{"AwsvpcConfiguration":{"Sub<|>nets.$":"$"}}}',
      ),
      /`Subnets`\*\* — list: text, required/,
      '"Subnets.$"',
    ],
    [
      'an error of a call',
      state(
        '"Type":"Task","Resource":"arn:aws:states:::aws-sdk:s3:getObject","Catch":[{"ErrorEquals":["S3.NoSuch<|>KeyException"]}]',
      ),
      /aws-sdk:s3:getObject raises it/,
      '"S3.NoSuchKeyException"',
    ],
    [
      'a member of an answer, in JSONata',
      state(
        '"QueryLanguage":"JSONata","Type":"Task","Resource":"arn:aws:states:::aws-sdk:dynamodb:query","Output":"{% $states.result.ConsumedCapacity.Tab<|>leName & $now() %}"',
      ),
      /`TableName`\*\* — text[^]*aws-sdk:dynamodb:query/,
      'TableName',
    ],
    [
      'a member of an answer, in JSONPath',
      state(
        '"Type":"Task","Resource":"arn:aws:states:::aws-sdk:ec2:describeInstances","ResultSelector":{"first.$":"$.Reservations[0].Instances[*].Image<|>Id"}',
      ),
      /`ImageId`\*\* — text/,
      'ImageId',
    ],
    [
      'nothing of a member that the answer has not',
      state('"Type":"Task","Resource":"arn:aws:states:::aws-sdk:sqs:sendMessage","ResultSelector":{"a.$":"$.No<|>ne"}'),
      undefined,
      undefined,
    ],
    ['a field', state('"Ty<|>pe":"Pass"'), /what kind of state/i, '"Type"'],
    ['a field of one owner', state('"Type":"Task","Catch":[{"Res<|>ultPath":"$"}]'), /error object/, '"ResultPath"'],
    ['a state type', state('"Type":"Pa<|>ss"'), /Pass state/, '"Pass"'],
    ['a transition', state('"Type":"Pass","Next":"<|>B"'), /Succeed state[^]*The end\./, '"B"'],
    ['a state’s name', state('"Type":"Pass","Next":"B"').replace('"A":', '"<|>A":'), /Continues with \*B\*/, '"A"'],
    [
      'an error',
      state('"Type":"Task","Retry":[{"ErrorEquals":["States.Run<|>time"]}]'),
      /does not catch/,
      '"States.Runtime"',
    ],
    ['an integration', state('"Type":"Task","Resource":"arn:aws:states:::sqs:send<|>Message"'), /QueueUrl/, undefined],
    [
      'a pattern a service lacks',
      state('"Type":"Task","Resource":"arn:aws:states:::sqs:send<|>Message.sync"'),
      /does not support `\.sync`/,
      undefined,
    ],
    [
      'an intrinsic',
      state('"Type":"Pass","Parameters":{"a.$":"States.For<|>mat(\'{}\', $.b)"}'),
      /States\.Format\(/,
      'States.Format',
    ],
    [
      'a context member',
      state('"Type":"Pass","Parameters":{"a.$":"$$.Execution.I<|>d"}'),
      /ARN of the execution/,
      '$$.Execution.Id',
    ],
    [
      'a part of a context path',
      state('"Type":"Pass","Parameters":{"a.$":"$$.Exec<|>ution.Id"}'),
      /that is running/,
      '$$.Execution',
    ],
    [
      '$states.input',
      state('"QueryLanguage":"JSONata","Type":"Pass","Output":"{% $states.in<|>put %}"'),
      /as it came in/,
      '$states.input',
    ],
    [
      'a JSONata function',
      state('"QueryLanguage":"JSONata","Type":"Pass","Output":"{% $su<|>m([1]) %}"'),
      /\$sum/,
      '$sum',
    ],
    [
      'a variable',
      state('"QueryLanguage":"JSONata","Type":"Pass","Assign":{"n":1},"Output":"{% $<|>n %}"'),
      /assigned in `A`/,
      '$n',
    ],
    ['YAML', 'States:\n  A:\n    Typ<|>e: Wait\n', /what kind/i, 'Type'],
  ] as const)('%s', (_, text, expected, covered) => check(text, expected, covered));

  it.each([
    ['a literal', state('"Type":"Pass","Result":{"Ne<|>xt":"B"}')],
    ['data of the input', state('"Type":"Pass","InputPath":"$.or<|>der"')],
    ['white space', `{ <|> "StartAt": "A" }`],
  ])('is silent on %s', (_, text) => check(text, undefined));
});

describe('definition, references, rename', () => {
  const NESTED =
    '{"StartAt":"A","States":{"A":{"Type":"Map","ItemProcessor":{"StartAt":"X","States":{"X":{"Type":"Pass","Next":"Y"},"Y":{"Type":"Succeed"}}},"Catch":[{"ErrorEquals":["States.ALL"],"Next":"Y2"}],"Next":"Y2"},"Y2":{"Type":"Succeed"}}}';

  const check = (text: string, newName: string): string => {
    const { text: read, source, offset } = marked(text);
    const edits = rename(read, offset, newName);
    return 'problem' in edits ? edits.problem : applyEdits(source, edits);
  };

  it('finds the state a transition names, in its own scope', () => {
    const { text, source, offset } = marked(NESTED.replace('"Next":"Y"', '"Next":"<|>Y"'));
    const named = nameAt(text, offset)!;
    expect(definitionsOf(named).map(({ start }) => source.slice(start, start + 4))).toEqual(['"Y":']);
    expect(referencesOf(text, named)).toHaveLength(2);
  });

  it('renames a state everywhere it is named', () => {
    expect(check(NESTED.replace('"Y2":{', '"<|>Y2":{'), 'Say "hi"')).toBe(NESTED.replaceAll('"Y2"', '"Say \\"hi\\""'));
    expect(check('StartAt: <|>A\nStates:\n  A:\n    Type: Pass\n', 'yes')).toBe(
      "StartAt: 'yes'\nStates:\n  'yes':\n    Type: Pass\n",
    );
  });

  it('renames a variable in Assign and in expressions', () => {
    const text =
      '{"States":{"A":{"Type":"Pass","Assign":{"n.$":"$.n"},"Next":"B"},"B":{"Type":"Pass","Parameters":{"x.$":"$<|>n","y.$":"$.n"}}}}';
    expect(check(text, '$count')).toBe(
      '{"States":{"A":{"Type":"Pass","Assign":{"count.$":"$.n"},"Next":"B"},"B":{"Type":"Pass","Parameters":{"x.$":"$count","y.$":"$.n"}}}}',
    );
  });

  it.each([
    ['A', 'A state called "A" already exists. State names must be unique in the whole machine.'],
    [' ', 'A state needs a name.'],
    ['x'.repeat(81), 'A state name must have at most 80 characters.'],
  ])('refuses %j', (name, problem) => {
    expect(check(NESTED.replace('"Y2":{', '"<|>Y2":{'), name)).toBe(problem);
  });

  it('offers the name without its quotes', () => {
    const { text, source, offset } = marked(NESTED.replace('"Y2":{', '"<|>Y2":{'));
    const found = renameRange(text, offset)!;
    expect([found.name, source.slice(found.span.start, found.span.end)]).toEqual(['Y2', 'Y2']);
  });
});

describe('quick fixes', () => {
  /** The text after the first fix of the first finding with that code; findings are computed by the rules. */
  const check = (source: string, code: string, title: string): string => {
    const { text } = marked(`${source}<|>`);
    const diagnostic = validateDocument(text.document).find((found) => found.code === code)!;
    const fix = quickFixes(text, diagnostic).find((candidate) => candidate.title === title)!;
    return applyEdits(source, fix.edits);
  };

  it.each([
    [
      'a misspelt state',
      '{"StartAt":"Wrok","States":{"Work":{"Type":"Succeed"}}}',
      'unknown-state',
      'Change to "Work"',
      '{"StartAt":"Work","States":{"Work":{"Type":"Succeed"}}}',
    ],
    [
      'a missing End',
      '{\n  "StartAt": "A",\n  "States": {\n    "A": {\n      "Type": "Pass"\n    }\n  }\n}',
      'next-or-end-missing',
      'Add "End": true',
      '{\n  "StartAt": "A",\n  "States": {\n    "A": {\n      "Type": "Pass",\n      "End": true\n    }\n  }\n}',
    ],
    [
      'a missing End in YAML',
      'StartAt: A\nStates:\n  A:\n    Type: Pass\n',
      'next-or-end-missing',
      'Add "End": true',
      'StartAt: A\nStates:\n  A:\n    Type: Pass\n    End: true\n',
    ],
    [
      'a surplus field',
      '{"StartAt":"A","States":{"A":{"Type":"Succeed","Next":"A"}}}',
      'unknown-field',
      'Remove Next',
      '{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}',
    ],
    [
      'a surplus field in YAML',
      'StartAt: A\nStates:\n  A:\n    Type: Succeed\n    Next: A\n',
      'unknown-field',
      'Remove Next',
      'StartAt: A\nStates:\n  A:\n    Type: Succeed\n',
    ],
  ])('%s', (_, source, code, title, expected) => {
    expect(check(source, code, title)).toBe(expected);
  });
});

describe('outline, folds, lenses, formatting', () => {
  const PARALLEL =
    '{"StartAt":"P","States":{"P":{"Type":"Parallel","End":true,"Branches":[{"StartAt":"X","States":{"X":{"Type":"Task","Resource":"arn:aws:states:::sqs:sendMessage","End":true}}},{"StartAt":"Y","States":{"Y":{"Type":"Pass","End":true}}}]}}}';
  const names = (list: readonly Symbol[]): unknown[] =>
    list.map(({ name, children }) => (children.length > 0 ? { [name]: names(children) } : name));

  it('nests branches below their state', () => {
    const found = symbols(marked(`${PARALLEL}<|>`).text);
    expect(names(found)).toEqual([{ P: [{ 'Branch 1': ['X'] }, { 'Branch 2': ['Y'] }] }]);
    expect(found[0]?.children[0]?.children[0]?.detail).toBe('Task sqs:sendMessage');
  });

  it('folds objects and lists of several lines', () => {
    const { text } = marked('{\n  "States": {\n    "A": {\n      "Type": "Pass"\n    }\n  }\n}<|>');
    expect(folds(text)).toEqual([
      { startLine: 0, endLine: 5 },
      { startLine: 1, endLine: 4 },
      { startLine: 2, endLine: 3 },
    ]);
  });

  it('puts lenses on machines alone', () => {
    expect(codeLenses(marked(`${PARALLEL}<|>`).text).map(({ action }) => action)).toEqual(['run', 'debug', 'graph']);
    expect(codeLenses(marked(`${PARALLEL}<|>`).text, () => true).map(({ title }) => title)).toContain(
      '$(zap) Start as…',
    );
    expect(codeLenses(marked('{"some": "JSON"}<|>').text)).toEqual([]);
  });

  it('formats JSON once and for all, and leaves bare placeholders and YAML alone', () => {
    const options = { tabSize: 2, insertSpaces: true };
    const formatted = (source: string): string => applyEdits(source, format(marked(`${source}<|>`).text, options));
    const once = formatted('{"a":[1,{"b":null}]}');
    expect(once).toBe('{\n  "a": [\n    1,\n    {\n      "b": null\n    }\n  ]\n}');
    expect(formatted(once)).toBe(once);
    expect(formatted('{"Seconds":${S}}')).toBe('{"Seconds":${S}}');
    expect(formatted('a:   b\n')).toBe('a:   b\n');
  });
});

describe('half-typed text', () => {
  const text =
    '{"QueryLanguage":"JSONata","StartAt":"A","States":{"A":{"Type":"Map","Items":"{% $states.input %}","ItemProcessor":{"ProcessorConfig":{"Mode":"INLINE"},"StartAt":"X","States":{"X":{"Type":"Choice","Choices":[{"Condition":"{% $a %}","Next":"Y"}]},"Y":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Arguments":{"FunctionName":"f"},"Catch":[{"ErrorEquals":["States.ALL"],"Next":"Y"}],"End":true}}},"Assign":{"a":1},"End":true}}}';

  it.each([
    ['JSON', text],
    ['YAML', stringify(JSON.parse(text))],
  ])('in %s, cut anywhere, breaks no feature', (_, whole) => {
    const services = loadCatalogue();
    for (let end = 0; end <= whole.length; end += 3) {
      const { text: read, offset } = marked(`${end < 2 ? '{ ' : ''}${whole.slice(0, end)}<|>`);
      for (const { edit } of complete(read, offset, undefined, services))
        expect(edit.span.end).toBeGreaterThanOrEqual(edit.span.start);
      hover(read, Math.floor(offset / 2), services);
      rename(read, Math.floor(offset / 2), 'New');
      symbols(read);
      folds(read);
      for (const diagnostic of validateDocument(read.document, { services })) quickFixes(read, diagnostic);
    }
  });
});
