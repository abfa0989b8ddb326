/** The parts of a Serverless configuration that need no disk: variables, names, machines in the text. */
import { describe, expect, test } from 'vitest';
import { buildMachine } from '../../core/model';
import { validate } from '../../core/rules';
import {
  functionLogicalId,
  isServerless,
  layerLogicalId,
  machineLogicalId,
  parseVariables,
  serverlessMachines,
  type VariableText,
} from '../../core/serverless';
import { LiteralModule } from '../../core/serverless';
import { parseDocument } from '../../core/syntax';
import { toValue } from '../../core/syntax/value';

/** Variables in one line: `[self:custom.x | 'dev']`, text as it is. */
function shown(text: VariableText | undefined): string {
  return (text ?? ['(text)'])
    .map((part) => (typeof part === 'string' ? part : `[${part.sources.map(source).join(' | ')}]`))
    .join('');

  function source(each: Extract<VariableText[number], object>['sources'][number]): string {
    if ('literal' in each) return JSON.stringify(each.literal);
    const parameters = each.parameters.length > 0 ? `(${each.parameters.map(shown).join('; ')})` : '';
    return `${each.type}${parameters}${each.address === undefined ? '' : ` ${shown(each.address)}`}`;
  }
}

describe('variables', () => {
  test.each([
    ['plain', '(text)'],
    ['${self:custom.x}', '[self custom.x]'],
    ['a-${self:service}-b', 'a-[self service]-b'],
    ["${opt:stage, 'dev'}", '[opt stage | "dev"]'],
    ['${opt:stage, "a, b"}', '[opt stage | "a, b"]'],
    ['${opt:n, 12}', '[opt n | 12]'],
    ['${opt:n, true, null}', '[opt n | true | null]'],
    ['${opt:stage, self:provider.stage}', '[opt stage | self provider.stage]'],
    ["${self:custom.${opt:stage, 'dev'}.x}", '[self custom.[opt stage | "dev"].x]'],
    ['${file(./a.yml)}', '[file(./a.yml)]'],
    ['${file(./${sls:stage}.json):a.b, self:c}', '[file(./[sls stage].json) a.b | self c]'],
    ['${ssm(eu-west-1, raw):/a/b}', '[ssm(eu-west-1; raw) /a/b]'],
    ['${strToBool(${env:A})}', '[strToBool([env A])]'],
    ['${self:}', '[self]'],
    ['${AWS::Region}', '(text)'],
    ['${Charge.Arn}', '(text)'],
    ['${AWS::Region}-${self:a}', '${AWS::Region}-[self a]'],
    ['\\${self:a}', '${self:a}'],
    ['\\\\${self:a}', '\\[self a]'],
    ['${self:a', '(text)'],
    ['${}', '(text)'],
    ['$${self:a}', '$[self a]'],
  ])('%s', (written, expected) => expect(shown(parseVariables(written))).toBe(expected));

  // Looking for the ends of all that is never closed would take the square of the text: past a bound the rest stays text.
  test.each([
    [20, '[self a]'],
    [2_000, '(text)'],
  ])('behind %d that are never closed', (count, expected) => {
    const open = '${a:b, '.repeat(count);
    expect(shown(parseVariables(`${open}\${self:a}`)).replace(open, '')).toBe(expected);
  });

  test('nested without end are read to a depth', () => {
    expect(shown(parseVariables('${self:'.repeat(5_000) + '}'.repeat(5_000)))).toMatch(/^(\[self ){1,30}\$\{/);
  });
});

test('names are the framework’s own', () => {
  expect(functionLogicalId('hello-big_world')).toBe('HelloDashbigUnderscoreworldLambdaFunction');
  expect(layerLogicalId('my-layer')).toBe('MyDashlayerLambdaLayer');
  expect(machineLogicalId('a-b', undefined, undefined)).toBe('ADashbStepFunctionsStateMachine');
  expect(machineLogicalId('a', 'own-id', 'name')).toBe('OwnDashid');
  expect(machineLogicalId('a', undefined, 'name-dev')).toBe('NameDashdev');
});

const SERVICE = `service: shop
stepFunctions:
  stateMachines:
    first:
      type: EXPRESS
      definition:
        StartAt: Charge
        States:
          Charge:
            Type: Task
            Resource:
              Fn::GetAtt: [charge, Arn]
            TimeoutSeconds: \${self:custom.timeout}
            Next: Short
          Short: { Type: Task, Resource: !GetAtt charge.Arn, Next: Text }
          Text: { Type: Task, Resource: 'arn:aws:lambda:#{AWS::Region}:#{AWS::AccountId}:function:x', Next: Whole }
          Whole: { Type: Task, Resource: '\${self:custom.\${opt:stage, "dev"}.arn}', Next: Invoke }
          Invoke:
            Type: Task
            Resource: arn:aws:states:::lambda:invoke
            Parameters: { FunctionName: !Ref charge, Payload.$: $ }
            Retry:
              - { ErrorEquals: [States.ALL], MaxAttempts: '\${self:custom.attempts}', IntervalSeconds: !Ref Interval }
            Next: Wait
          Wait: { Type: Wait, Seconds: '\${self:custom.wait}', Next: Choose }
          Choose:
            Type: Choice
            Choices:
              - { Variable: $.x, NumericEquals: '\${self:custom.limit}', Next: Done }
            Default: Done
          Done: { Type: Succeed }
    byFile: { definition: '\${file(flow.asl.yml)}' }
`;

test('a file shows its machines to who looks at it alone', () => {
  const document = parseDocument('serverless.yml', SERVICE, 'yaml');
  const machines = serverlessMachines(document);
  expect(machines.map(({ name, type }) => ({ name, type }))).toEqual([{ name: 'first', type: 'EXPRESS' }]);
  expect(document.text.slice(machines[0]!.span.start, machines[0]!.span.end)).toBe('first');
  // What only a deployment knows is no mistake; but what CloudFormation fills in is a text, and no number.
  const machine = buildMachine(document, machines[0]!.definition)!;
  const found = validate(document, machine, { type: 'EXPRESS' });
  expect(found.map(({ code, span }) => [code, document.text.slice(span.start, span.end)])).toEqual([
    ['field-type', '!Ref Interval'],
  ]);
});

test.each([
  [
    'a list of maps',
    'service: a\nstepFunctions: { stateMachines: [{ one: { definition: { StartAt: A } } }] }',
    ['one'],
  ],
  [
    'a list of machines',
    'service: a\nstepFunctions: { stateMachines: [{ name: two, definition: { StartAt: A } }] }',
    ['two'],
  ],
  ['a section of its own', 'stateMachines: { three: { definition: { StartAt: A } } }', ['three']],
  ['a map of its own', 'three: { definition: { StartAt: A } }\nfour: { x: 1 }', ['three']],
  ['a machine of its own', 'name: five\nevents: []\ndefinition: { StartAt: A }', ['five']],
  ['a service without machines', 'service: a\nprovider: { name: aws }', []],
])('%s is of a service', (_, text, names) => {
  const document = parseDocument('a.yml', text, 'yaml');
  expect(isServerless(document)).toBe(true);
  expect(serverlessMachines(document).map(({ name }) => name)).toEqual(names);
});

test.each([
  'Resources: { A: { Type: AWS::Lambda::Function } }',
  'services: { web: {} }',
  'service: a',
  'definition: a word',
  'a: { definition: { type: string } }',
  'StartAt: A\nStates: {}',
])('%s is of none', (text) => expect(isServerless(parseDocument('a.yml', text, 'yaml'))).toBe(false));

describe('modules', () => {
  const exported = (text: string): unknown => {
    const module = new LiteralModule(text, { name: 'src/a.ts', imported: () => undefined }).whole();
    return module && toValue(module);
  };

  test.each([
    ['export default { a: 1, "b-c": [true, null, -2.5] };', { a: 1, 'b-c': [true, null, -2.5] }],
    ['const x: Y<Z> = { a: `q${1}w` } as const;\nexport default x satisfies Y;', { a: 'q1w' }],
    ['const a = "x", b = 1; module.exports = { a, n: { a } };', { a: 'x', n: { a: 'x' } }],
    [
      'const base = { a: 1 }; module.exports = { ...base, b: base.a, c: ["x", ...["y"]] };',
      { a: 1, b: 1, c: ['x', 'y'] },
    ],
    ['export const a = { b: 1 };\nexport const c = "d" + "e";', { a: { b: 1 }, c: 'de' }],
    [
      'export default { a: process.env.A, b: process.env.B || "x", c: process.env.C ?? "y" };',
      { a: '${env:A}', b: "${env:B, 'x'}", c: "${env:C, 'y'}" },
    ],
    ['export default { h: `${handlerPath(__dirname)}/handler.main` };', { h: 'src/handler.main' }],
    [
      'export default {\n  a: f(),\n  b: x ? 1 : 2,\n  c: 3 * 4,\n  d: () => 1,\n};',
      { a: '${code:src/a.ts:2}', b: '${code:src/a.ts:3}', c: '${code:src/a.ts:4}', d: '${code:src/a.ts:5}' },
    ],
    ['const a = { b: a };\nexport default a;', undefined],
    ['const x = 1;', undefined],
    ['export default {', {}],
  ])('%s', (text, expected) => {
    if (text.includes('b: a }')) expect(JSON.stringify(exported(text))).toContain('${code:src/a.ts:1}');
    else expect(exported(text)).toEqual(expected);
  });

  test('grow with what is written alone', () => {
    const names = Array.from({ length: 40 }, (_, index) => `const a${index + 1} = [a${index}, a${index}];`).join('\n');
    const module = new LiteralModule(`const a0 = 1;\n${names}\nexport default a40;`, {
      name: 'a',
      imported: () => undefined,
    });
    expect(module.whole()?.kind).toBe('array');
  });
});
