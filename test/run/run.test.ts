import { describe, expect, test } from 'vitest';
import { check, checkOnly } from './check';
import type { Handler } from './check';

const template = `Resources:
  Charge: { Type: AWS::Serverless::Function, Properties: { FunctionName: charge-card, Handler: app.handler } }
  Gone: { Type: AWS::Serverless::Function, Properties: { Handler: gone.handler } }
  Machine:
    Type: AWS::Serverless::StateMachine
    Properties:
      Name: orders
      DefinitionUri: machine.asl.json
      DefinitionSubstitutions: { ChargeArn: !GetAtt Charge.Arn, Table: cards, Seconds: 30 }
`;
const project = { template, files: { 'app.js': 'exports.handler = 1;' } };
const echo: Handler = (event) => ({ returns: event });
const declined: Handler = () => ({ fails: 'Declined', payload: '{"errorMessage": "no", "errorType": "Declined"}' });
const task = (resource: string, more: object = {}): object => ({
  Type: 'Task',
  Resource: resource,
  End: true,
  ...more,
});
const CHARGE_ARN = 'arn:aws:lambda:us-east-1:123456789012:function:charge-card';

describe('a function ARN as Resource', () => {
  const states = { Charge: task('${ChargeArn}') };

  test('is the project function; input is the event, result the output', () =>
    check(
      { ...project, states, input: { a: 1 }, handlers: { 'charge-card': echo } },
      { status: 'SUCCEEDED', output: { a: 1 }, invoked: ['charge-card {"a":1}'] },
    ));

  test('is recorded under its local ARN', async () => {
    const { events } = await check({ ...project, states, handlers: { 'charge-card': echo } }, {});
    const scheduled = events.find(({ type }) => type === 'LambdaFunctionScheduled');
    expect(scheduled?.lambdaFunctionScheduledEventDetails?.resource).toBe(CHARGE_ARN);
  });

  test("fails with the handler's own text as its cause", () =>
    check(
      { ...project, states, handlers: { 'charge-card': declined } },
      { status: 'FAILED', error: 'Declined', cause: '{"errorMessage": "no", "errorType": "Declined"}' },
    ));

  test('that no function has says which name was looked for, and where', () =>
    check(
      { ...project, states: { Charge: task('arn:aws:lambda:us-east-1:1:function:charge-crad') } },
      {
        error: 'States.Runtime',
        cause:
          '"Charge" cannot call charge-crad here. ' +
          'There is no function "charge-crad" (from arn:aws:lambda:us-east-1:1:function:charge-crad). ' +
          'Looked in template.yaml, and found charge-card, Gone. Did you mean "charge-card"? ' +
          'Or add a mock to .vscode/stepwise.json.',
        unanswered: [
          { missing: { name: 'charge-crad', settings: expect.stringContaining('"charge-crad": {') as unknown } },
        ],
      },
    ));

  test('whose file is missing says so', () =>
    check(
      { ...project, states: { Charge: task('${Gone.Arn}') } },
      { error: 'States.Runtime', cause: expect.stringContaining('gone.handler') as unknown },
    ));
});

describe('lambda:invoke', () => {
  const invoke = (parameters: object, more: object = {}): { [name: string]: object } => ({
    Invoke: task('arn:aws:states:::lambda:invoke', { Parameters: parameters, ...more }),
  });
  const FunctionName = '${ChargeArn}';

  test.each<[string, object, string]>([
    ['an object', { a: 1 }, '{"a":1}'],
    ['a text that is JSON, as it stands', '[1, 2]' as unknown as object, '[1, 2]'],
    ['nothing', undefined as unknown as object, '{}'],
  ])('sends a payload that is %s', (_what, Payload, eventText) =>
    checkOnly(
      { ...project, states: invoke({ FunctionName, Payload }), handlers: { 'charge-card': echo } },
      { status: 'SUCCEEDED', invoked: [`charge-card ${eventText}`] },
    ),
  );

  test('answers with the whole response', () =>
    check(
      { ...project, states: invoke({ FunctionName, Payload: [7] }), handlers: { 'charge-card': echo } },
      {
        output: {
          ExecutedVersion: '$LATEST',
          Payload: [7],
          SdkHttpMetadata: { HttpStatusCode: 200, HttpHeaders: { 'Content-Length': '3' } },
          SdkResponseMetadata: { RequestId: expect.any(String) as unknown },
          StatusCode: 200,
        },
      },
    ));

  test('counts the bytes of a payload, not its letters', () =>
    check(
      { ...project, states: invoke({ FunctionName, Payload: { a: 'é' } }), handlers: { 'charge-card': echo } },
      { output: { SdkHttpMetadata: { HttpHeaders: { 'Content-Length': '10' } } } },
    ));

  test('does not wait for an Event', () =>
    check(
      { ...project, states: invoke({ FunctionName, InvocationType: 'Event' }), handlers: { 'charge-card': declined } },
      { status: 'SUCCEEDED', output: { StatusCode: 202, Payload: '' }, invoked: ['charge-card {}'] },
    ));

  test("fails with the handler's error, its cause printed without spaces", () =>
    check(
      { ...project, states: invoke({ FunctionName }), handlers: { 'charge-card': declined } },
      { error: 'Declined', cause: '{"errorMessage":"no","errorType":"Declined"}' },
    ));

  test('refuses a text that is no JSON', () =>
    check(
      { ...project, states: invoke({ FunctionName, Payload: 'hello' }) },
      { error: 'Lambda.InvalidRequestContentException' },
    ));
});

// Source: Lambda API Reference, "Invoke": response elements, FunctionError.
describe('aws-sdk:lambda:invoke', () => {
  const invoke = (parameters: object): { [name: string]: object } => ({
    Invoke: task('arn:aws:states:::aws-sdk:lambda:invoke', {
      Parameters: { FunctionName: '${ChargeArn}', ...parameters },
    }),
  });
  const failed = { FunctionError: 'Unhandled', Payload: '{"errorMessage": "no", "errorType": "Declined"}' };

  test.each<[string, object, Handler, object]>([
    ['as text', { Payload: { a: 1 } }, echo, { ExecutedVersion: '$LATEST', Payload: '{"a":1}', StatusCode: 200 }],
    ['of an error, too', {}, declined, { ExecutedVersion: '$LATEST', ...failed, StatusCode: 200 }],
    ['not, where nobody waits', { InvocationType: 'Event' }, declined, { Payload: '', StatusCode: 202 }],
  ])('gives what the function of the project answers: %s', async (_what, parameters, handler, expected) => {
    const states = invoke(parameters);
    const { output } = await check({ ...project, states, handlers: { 'charge-card': handler } }, {});
    expect(output).toEqual(expected);
  });

  test('says which function it did not find', () =>
    check(
      { ...project, states: invoke({ FunctionName: 'charge-crad' }) },
      { error: 'States.Runtime', unanswered: [{ missing: { name: 'charge-crad' } }] },
    ));

  test('takes nothing that is missing for a failure of AWS', () =>
    check(
      {
        ...project,
        states: {
          Invoke: {
            ...invoke({ FunctionName: 'nobody' }).Invoke,
            Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 3 }],
            Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }],
          },
          Caught: { Type: 'Succeed' },
        },
      },
      { status: 'FAILED', error: 'States.Runtime', unanswered: [{ missing: { name: 'nobody', settings: undefined } }] },
    ));
});

describe('mocks', () => {
  const states = {
    Get: task('arn:aws:states:::dynamodb:getItem', { Parameters: { TableName: '${Table}', Key: { id: { S: '1' } } } }),
  };

  test.each([['orders'], ['Machine'], ['machine']])('are found under the machine name %s', (name) =>
    checkOnly(
      { ...project, states, settings: { mocks: { [name]: { Get: { return: { Item: {} } } } } } },
      { status: 'SUCCEEDED', output: { Item: {} } },
    ),
  );

  test('stand before real functions', () =>
    check(
      {
        ...project,
        states: { Charge: task('${ChargeArn}') },
        settings: { mocks: { orders: { Charge: { return: 1 } } } },
      },
      { output: 1, invoked: [] },
    ));

  test('answer attempt by attempt, the last one stays', async () => {
    const { events } = await check(
      {
        ...project,
        states: {
          Get: task('arn:aws:states:::sqs:sendMessage', { Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 5 }] }),
        },
        settings: {
          mocks: { orders: { Get: [{ error: 'Busy', cause: 'c' }, { error: 'Busy' }, { return: 'done' }] } },
        },
      },
      { output: 'done' },
    );
    expect(events.filter(({ type }) => type === 'TaskFailed')).toHaveLength(2);
  });

  test('of the run stand before those of the project', () =>
    check(
      {
        ...project,
        states,
        settings: { mocks: { orders: { Get: { return: 'project' } } } },
        options: { mocks: { orders: { Get: { return: 'run' } } } },
      },
      { output: 'run' },
    ));

  test('complete callbacks and jobs', async () => {
    const { events } = await check(
      {
        ...project,
        states: {
          Ask: task('arn:aws:states:::sqs:sendMessage.waitForTaskToken', {
            Parameters: { QueueUrl: 'q', MessageBody: { 'token.$': '$$.Task.Token' } },
          }),
        },
        settings: { mocks: { orders: { Ask: { return: { approved: true } } } } },
      },
      { output: { approved: true } },
    );
    const submitted = events.find(({ type }) => type === 'TaskSubmitted');
    expect(submitted?.taskSubmittedEventDetails?.output).toContain('MessageId');
  });
});

describe('a service nothing answers for', () => {
  const states = {
    Get: task('arn:aws:states:::dynamodb:getItem', {
      Parameters: { TableName: '${Table}', Key: { id: { S: '1' } } },
      Retry: [{ ErrorEquals: ['States.ALL'] }],
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'After' }],
    }),
    After: { Type: 'Pass', End: true },
  };

  test('ends the run past Retry and Catch, and says what to paste', () =>
    check(
      { ...project, states },
      {
        status: 'FAILED',
        error: 'States.Runtime',
        unanswered: [
          {
            machine: 'orders',
            state: 'Get',
            resource: 'arn:aws:states:::dynamodb:getItem',
            input: { TableName: 'cards', Key: { id: { S: '1' } } },
            suggestion: expect.stringContaining('"Item"') as unknown,
            snippet: expect.stringMatching(/"mocks"[^]*"orders"[^]*"Get"[^]*"return"/) as unknown,
          },
        ],
      },
    ));

  test('is asked about where somebody is there', () =>
    check(
      { ...project, states, options: { ask: () => Promise.resolve({ type: 'success', output: 'answered' }) } },
      { status: 'SUCCEEDED', output: 'answered', unanswered: [] },
    ));

  test('stays unanswered where the person declines', () =>
    check({ ...project, states, options: { ask: () => Promise.resolve(undefined) } }, { status: 'FAILED' }));
});

describe('substitutions', () => {
  test('reach texts, bare placeholders and parameters', async () => {
    const text = `{ "StartAt": "Wait", "States": {
      "Wait": { "Type": "Wait", "Seconds": \${Seconds}, "Next": "Done" },
      "Done": { "Type": "Pass", "Result": "\${Table} \${Unknown}", "End": true } } }`;
    const { events } = await check(
      { ...project, files: { ...project.files, 'machine.asl.json': text } },
      { output: 'cards ${Unknown}' },
    );
    const [entered, exited] = ['WaitStateEntered', 'WaitStateExited'].map((type) =>
      Date.parse(events.find((event) => event.type === type)!.timestamp),
    );
    expect(exited! - entered!).toBe(30_000);
  });

  test.each([
    ['!GetAtt', 'Definition', 'Resource: !GetAtt Charge.Arn'],
    ['Fn::GetAtt', 'Definition', 'Resource: { "Fn::GetAtt": [Charge, Arn] }'],
    ['!Sub', 'Definition', 'Resource: !Sub "${Charge.Arn}"'],
    ['DefinitionSubstitutions', 'Definition', 'Resource: "${ChargeArn}"'],
  ])('reach an inline definition through %s', (_form, property, resource) =>
    checkOnly(
      {
        template: `Resources:
  Charge: { Type: AWS::Serverless::Function, Properties: { Handler: app.handler } }
  Machine:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionSubstitutions: { ChargeArn: !GetAtt Charge.Arn }
      ${property}:
        StartAt: Charge
        States: { Charge: { Type: Task, ${resource}, End: true } }
`,
        files: project.files,
        handlers: { Charge: () => ({ returns: 'charged' }) },
      },
      { output: 'charged' },
    ),
  );

  test('reach a DefinitionString', () =>
    check(
      {
        template: `Resources:
  Charge: { Type: AWS::Lambda::Function, Properties: { Handler: app.handler } }
  Machine:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      DefinitionString: !Sub |
        { "StartAt": "Charge",
          "States": { "Charge": { "Type": "Task", "Resource": "\${Charge.Arn}", "End": true } } }
`,
        files: project.files,
        handlers: { Charge: () => ({ returns: 'charged' }) },
      },
      { output: 'charged' },
    ));
});

describe('executions started by executions', () => {
  const nested = `${template}  Child:
    Type: AWS::Serverless::StateMachine
    Properties: { DefinitionUri: child.asl.json }
`;
  const child = (state: object): { [file: string]: string } => ({
    'app.js': '',
    'child.asl.json': JSON.stringify({ StartAt: 'C', States: { C: state } }),
  });
  const start = (suffix: string): { [name: string]: object } => ({
    Start: task(`arn:aws:states:::states:startExecution${suffix}`, {
      Parameters: { StateMachineArn: '${Child}', Input: { a: 1 }, Name: 'one' },
    }),
  });
  const pass = { Type: 'Pass', End: true };

  test.each([
    ['.sync', { Status: 'SUCCEEDED', Input: '{"a":1}', Output: '{"a":1}', Name: 'one' }],
    ['.sync:2', { Status: 'SUCCEEDED', Input: { a: 1 }, Output: { a: 1 } }],
    ['', { ExecutionArn: 'arn:aws:states:us-east-1:123456789012:execution:Child:one' }],
  ])('startExecution%s', (suffix, output) =>
    checkOnly({ template: nested, files: child(pass), states: start(suffix) }, { status: 'SUCCEEDED', output }),
  );

  test('a failure of the child is States.TaskFailed, its cause the description', async () => {
    const { cause } = await check(
      { template: nested, files: child({ Type: 'Fail', Error: 'E', Cause: 'c' }), states: start('.sync:2') },
      { status: 'FAILED', error: 'States.TaskFailed' },
    );
    expect(JSON.parse(cause!)).toMatchObject({ Status: 'FAILED', Error: 'E', Cause: 'c' });
  });

  test("the child's waits pass in the parent's virtual time", async () => {
    const { events } = await check(
      { template: nested, files: child({ Type: 'Wait', Seconds: 3600, End: true }), states: start('.sync') },
      { status: 'SUCCEEDED' },
    );
    expect(Date.parse(events.at(-1)!.timestamp) - Date.parse(events[0]!.timestamp)).toBe(3_600_000);
  });

  test('machines that start themselves come to an end', () =>
    check(
      { template: nested, files: child(start('.sync').Start!), states: start('.sync') },
      { status: 'FAILED', error: 'States.TaskFailed' },
    ));

  test('an input of null counts as none', async () => {
    const states = {
      Start: task('arn:aws:states:::states:startExecution.sync:2', {
        Parameters: { StateMachineArn: '${Child}', Input: null },
      }),
    };
    await check({ template: nested, files: child(pass), states }, { output: { Input: {}, Output: {} } });
  });

  test('machines that start themselves under a name of their own come to an end too', () => {
    const starts = task('arn:aws:states:::states:startExecution.sync', { Parameters: { StateMachineArn: '${Child}' } });
    return checkOnly(
      { template: nested, files: child(starts), states: { Start: starts } },
      {
        status: 'FAILED',
        error: 'States.TaskFailed',
        cause: expect.stringContaining('more than 10 levels deep') as unknown,
      },
    );
  });

  const twice = (second: object): { [name: string]: object } => ({
    Start: task('arn:aws:states:::states:startExecution', {
      Parameters: { StateMachineArn: '${Child}', Input: { a: 1 }, Name: 'one' },
      End: undefined,
      Next: 'Again',
    }),
    Again: task('arn:aws:states:::states:startExecution.sync', {
      Parameters: { StateMachineArn: '${Child}', Name: 'one', ...second },
    }),
  });
  const slow = { Type: 'Wait', Seconds: 60, End: true };

  test('a name and input given twice are the same execution while it runs', () =>
    check(
      { template: nested, files: child(slow), states: twice({ Input: { a: 1 } }) },
      { status: 'SUCCEEDED', output: { Name: 'one', Output: '{"a":1}' } },
    ));

  test('a name given twice with another input is taken', () =>
    check(
      { template: nested, files: child(slow), states: twice({ Input: { a: 2 } }) },
      {
        error: 'StepFunctions.ExecutionAlreadyExistsException',
        cause: expect.stringMatching(
          /^Execution Already Exists: '.*:execution:Child:one' \(Service: AWSStepFunctions; Status Code: 400; Error Code: ExecutionAlreadyExists; Request ID: /,
        ) as unknown,
      },
    ));

  test('an express machine is waited for by .sync', () =>
    check(
      {
        template: nested.replace('DefinitionUri: child', 'Type: EXPRESS, DefinitionUri: child'),
        files: child(pass),
        states: start('.sync'),
      },
      { status: 'SUCCEEDED', output: { Status: 'SUCCEEDED', Output: expect.any(String) as unknown } },
    ));

  test('a machine that is not there', () =>
    check(
      { ...project, states: start('.sync') },
      { error: 'StepFunctions.StateMachineDoesNotExistException', cause: expect.stringContaining('orders') as unknown },
    ));
});

describe('the S3 of a Distributed Map', () => {
  const map = (reader: object, more: object = {}): { [name: string]: object } => ({
    Map: {
      Type: 'Map',
      ItemReader: reader,
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'Item',
        States: { Item: { Type: 'Pass', End: true } },
      },
      End: true,
      ...more,
    },
  });
  const getObject = {
    Resource: 'arn:aws:states:::s3:getObject',
    ReaderConfig: { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' },
    Parameters: { Bucket: 'b', Key: 'in/a.csv' },
  };
  const csv = 'id,name\n1,Ada\n2,Bob\n';
  const rows = [
    { id: '1', name: 'Ada' },
    { id: '2', name: 'Bob' },
  ];

  test('is a folder of the project', () =>
    check({ states: map(getObject), files: { '.stepwise/s3/b/in/a.csv': csv } }, { output: rows }));

  test('is mocked by its state', () =>
    check({ states: map(getObject), settings: { mocks: { machine: { Map: { return: csv } } } } }, { output: rows }));

  test('lists its objects', () =>
    check(
      {
        states: map({ Resource: 'arn:aws:states:::s3:listObjectsV2', Parameters: { Bucket: 'b', Prefix: 'in/' } }),
        files: { '.stepwise/s3/b/in/a.csv': csv, '.stepwise/s3/b/out/b.csv': csv },
      },
      { output: [{ Key: 'in/a.csv', Size: csv.length }] },
    ));

  test('takes what a ResultWriter writes', () =>
    check(
      {
        states: map(getObject, {
          ResultWriter: { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'results', Prefix: 'p' } },
        }),
        files: { '.stepwise/s3/b/in/a.csv': csv },
      },
      { status: 'SUCCEEDED', output: { ResultWriterDetails: { Bucket: 'results' } } },
    ));

  test.each([
    ['is not there', 'in/a.csv'],
    ['leads out of the bucket', '../../../machine.asl.json'],
  ])('says where it looked for an object that %s', (_what, key) =>
    checkOnly(
      { states: map({ ...getObject, Parameters: { Bucket: 'b', Key: key } }) },
      {
        error: 'States.ItemReaderFailed',
        cause: expect.stringContaining('State "Map" reads its items from') as unknown,
      },
    ),
  );
});

test('the same seed gives the same history', async () => {
  const states = {
    Try: task('arn:aws:states:::sqs:sendMessage', {
      Retry: [{ ErrorEquals: ['Busy'], JitterStrategy: 'FULL', IntervalSeconds: 100 }],
    }),
  };
  const settings = { mocks: { machine: { Try: [{ error: 'Busy' }, { return: 1 }] } } };
  const [first, second, other] = [1, 1, 2].map((seed) => check({ states, settings, options: { seed } }, { output: 1 }));
  expect((await first)?.events).toEqual((await second)?.events);
  expect((await first)?.events).not.toEqual((await other)?.events);
});

test('an abort ends the run at once', async () => {
  const abort = new AbortController();
  const hang: Handler = () => {
    abort.abort();
    return { returns: 1 };
  };
  await check(
    {
      ...project,
      states: {
        Charge: task('${ChargeArn}', { Next: 'Wait', End: undefined }),
        Wait: { Type: 'Wait', Seconds: 9, End: true },
      },
      handlers: { 'charge-card': hang },
      options: { signal: abort.signal, clock: 'real' },
    },
    { status: 'ABORTED' },
  );
});
