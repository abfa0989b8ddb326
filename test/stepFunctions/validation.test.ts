/** ValidateStateMachineDefinition, TestState and variableReferences, by the real SDK. */
import { expect, test } from 'vitest';
import { arnOf, call, check, localService } from './check';

const machine = (states: object): string => JSON.stringify({ StartAt: Object.keys(states)[0], States: states });
const fault = { severity: 'ERROR', code: 'SCHEMA_VALIDATION_FAILED' };

test.each<[string, object, object]>([
  [
    'a good one',
    { definition: machine({ A: { Type: 'Succeed' } }) },
    { result: 'OK', diagnostics: [], truncated: false },
  ],
  [
    'one without a start',
    { definition: '{"States":{"A":{"Type":"Succeed"}}}' },
    { result: 'FAIL', diagnostics: [{ ...fault, location: '/', message: 'These fields are required: [StartAt]' }] },
  ],
  [
    'a time that is none',
    { definition: machine({ A: { Type: 'Wait', Timestamp: 'noon', End: true } }) },
    {
      diagnostics: [{ ...fault, location: '/States/A/Timestamp', message: 'String does not match RFC3339 timestamp' }],
    },
  ],
  [
    'a state that leads nowhere',
    { definition: machine({ A: { Type: 'Pass', Next: 'B' } }) },
    {
      diagnostics: [
        { code: 'MISSING_TRANSITION_TARGET', location: '/States/A/Next', message: "Missing 'Next' target: B" },
        { severity: 'ERROR', code: 'MISSING_END_STATE', message: 'Workflow has no terminal state' },
      ],
    },
  ],
  [
    'a type that does not exist',
    { definition: machine({ A: { Type: 'pass', End: true } }) },
    {
      diagnostics: [
        {
          ...fault,
          location: '/States/A/Type',
          message:
            "The field 'Type' should have one of these values: [Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map]",
        },
      ],
    },
  ],
  [
    'values of other kinds than a text',
    { definition: machine({ A: { Type: 1 }, B: { Type: 'Pass', OutputPath: 1, End: true } }) },
    {
      diagnostics: [
        { ...fault, location: '/States/A/Type', message: 'Expected value of type String' },
        { ...fault, location: '/States/B/OutputPath', message: 'Expected value of type String' },
      ],
    },
  ],
  [
    'a Parallel without branches',
    { definition: machine({ A: { Type: 'Parallel', Branches: [], End: true } }) },
    { diagnostics: [{ ...fault, location: '/States/A/Branches', message: 'Value cannot be empty' }] },
  ],
  [
    'a broken template',
    { definition: machine({ A: { Type: 'Pass', Parameters: { 'x.$': 'States.Nope(' }, End: true } }) },
    {
      diagnostics: [
        {
          location: '/States/A/Parameters',
          message: "The value for the field 'x.$' must be a valid JSONPath or a valid intrinsic function call",
        },
      ],
    },
  ],
  [
    'values that are nested too deeply',
    {
      definition: `{"StartAt":"A","States":{"A":{"Type":"Pass","Result":${'['.repeat(600)}${']'.repeat(600)},"End":true}}}`,
    },
    { result: 'FAIL', diagnostics: [{ severity: 'ERROR', code: 'TOO_DEEPLY_NESTED' }] },
  ],
  [
    'text',
    { definition: ' what is this' },
    {
      diagnostics: [
        {
          code: 'INVALID_JSON_DESCRIPTION',
          location: '[Source: (String)" what is this"; line: 1, column: 6]',
        },
      ],
    },
  ],
  [
    'a warning, unasked',
    { definition: machine({ A: { Type: 'Pass', Parameters: { id: '$.id' }, End: true } }) },
    { result: 'OK', diagnostics: [] },
  ],
  [
    'a warning, asked for',
    { definition: machine({ A: { Type: 'Pass', Parameters: { id: '$.id' }, End: true } }), severity: 'WARNING' },
    { result: 'OK', diagnostics: [{ severity: 'WARNING', code: 'NO_DOLLAR', location: '/States/A/Parameters/id' }] },
  ],
  [
    'advice that is not AWS’s',
    { definition: machine({ A: { Type: 'Pass', OutputPath: '$never', End: true } }), severity: 'WARNING' },
    { result: 'OK', diagnostics: [] },
  ],
  [
    'an endless loop',
    { definition: machine({ A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } }) },
    {
      result: 'FAIL',
      diagnostics: [{ severity: 'ERROR', code: 'MISSING_END_STATE', message: 'Workflow has no terminal state' }],
    },
  ],
  [
    'a field of another state',
    { definition: machine({ A: { Type: 'Pass', TimeoutSeconds: 5, End: true } }) },
    { diagnostics: [{ ...fault, location: '/States/A', message: "Field 'TimeoutSeconds' is not supported" }] },
  ],
  [
    'a field of the other language',
    { definition: machine({ A: { Type: 'Pass', Output: 1, End: true } }) },
    {
      diagnostics: [
        {
          ...fault,
          location: '/States/A',
          message:
            "The QueryLanguage is set to 'JSONPath', but field 'Output' is only supported for the 'JSONata' QueryLanguage",
        },
      ],
    },
  ],
  [
    'a text for a number, and one that is too small',
    {
      definition: machine({
        A: { Type: 'Wait', Seconds: '5', Next: 'B' },
        B: { Type: 'Wait', Seconds: -1, End: true },
      }),
    },
    {
      diagnostics: [
        { ...fault, location: '/States/A/Seconds', message: 'Expected value of type Integer' },
        { ...fault, location: '/States/B/Seconds', message: 'Minimum value is 0' },
      ],
    },
  ],
  [
    'a name twice',
    {
      definition: machine({
        A: { Type: 'Parallel', Branches: [{ StartAt: 'A', States: { A: { Type: 'Succeed' } } }], End: true },
      }),
    },
    {
      diagnostics: [
        {
          ...fault,
          code: 'DUPLICATE_STATE_NAME',
          location: '/States/A/Branches[0]/States/A',
          message: 'Duplicate State name: A',
        },
      ],
    },
  ],
  [
    'a name without a document',
    {
      definition: JSON.stringify({
        QueryLanguage: 'JSONata',
        StartAt: 'A',
        States: { A: { Type: 'Pass', Output: { v: '{% phone %}' }, End: true } },
      }),
    },
    {
      diagnostics: [
        {
          ...fault,
          code: 'UNSUPPORTED_JSONATA_EXPRESSION',
          location: '/States/A/Output/v',
          message: "Reference to 'phone' at the top level is not supported.",
        },
      ],
    },
  ],
  [
    'an integration that there is not',
    { definition: machine({ A: { Type: 'Task', Resource: 'arn:aws:states:::dynamodb:query', End: true } }) },
    {
      diagnostics: [
        {
          ...fault,
          location: '/States/A/Resource',
          message:
            'The resource provided arn:aws:states:::dynamodb:query is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.',
        },
      ],
    },
  ],
  [
    'more than is wanted',
    { definition: '{}', maxResults: 1 },
    { result: 'FAIL', truncated: true, diagnostics: [fault] },
  ],
])('ValidateStateMachineDefinition of %s', async (_what, request, answer) => {
  const { client } = await localService({ machines: {} });
  await check(client, 'ValidateStateMachineDefinition', request, answer);
});

test.each<[string, object, object | undefined]>([
  ['paths', { A: { Type: 'Fail', ErrorPath: '$error', CausePath: '$cause' } }, { A: ['cause', 'error'] }],
  [
    'templates, and calls in them',
    { A: { Type: 'Pass', Parameters: { 'x.$': 'States.Format($b, $a.c, $.d)', y: '$z' }, End: true } },
    { A: ['a', 'b'] },
  ],
  [
    'inner states, by their own names',
    {
      M: {
        Type: 'Map',
        ItemsPath: '$list',
        ItemProcessor: { StartAt: 'I', States: { I: { Type: 'Pass', InputPath: '$item', End: true } } },
        End: true,
      },
    },
    { M: ['list'], I: ['item'] },
  ],
  [
    'expressions, without what they bind, and functions',
    {
      A: {
        Type: 'Pass',
        QueryLanguage: 'JSONata',
        Output: '{% ($own := 1; $sum([$own, $other, $states.input.x])) %}',
        End: true,
      },
    },
    { A: ['other'] },
  ],
  [
    'none',
    { A: { Type: 'Pass', Assign: { 'x.$': '$.y' }, Parameters: { 'z.$': '$$.State.Name' }, End: true } },
    undefined,
  ],
])('variableReferences: %s', async (_what, states, variableReferences) => {
  const { client } = await localService({ machines: {} });
  const roleArn = 'arn:aws:iam::123456789012:role/r';
  await call(client, 'CreateStateMachine', { name: 'm', definition: machine(states), roleArn });
  const answer = await call(client, 'DescribeStateMachine', { stateMachineArn: arnOf('stateMachine', 'm') });
  expect(answer.variableReferences).toEqual(variableReferences);
});

test('TestState calls a handler, and tells what each stage made', async () => {
  const { client } = await localService({ machines: {}, functions: { double: (event) => Number(event) * 2 } });
  const definition = JSON.stringify({
    Type: 'Task',
    Resource: 'arn:aws:lambda:us-east-1:123456789012:function:double',
    InputPath: '$.n',
    End: true,
  });
  const roleArn = 'arn:aws:iam::123456789012:role/r';
  await check(
    client,
    'TestState',
    { definition, roleArn, input: '{"n":21}', inspectionLevel: 'DEBUG' },
    { status: 'SUCCEEDED', output: '42', inspectionData: { afterInputPath: '21' } },
  );
  await check(
    client,
    'TestState',
    { definition, roleArn, input: 'x' },
    { error: 'ValidationException: Input must be valid JSON' },
  );
});
