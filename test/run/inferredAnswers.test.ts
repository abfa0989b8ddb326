/** Answers that are inferred from what a machine reads: in turn, by what is known, and what is said of them. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { buildMachine } from '../../core/model';
import { parseDocument } from '../../core/syntax';
import { InferredAnswers } from '../../run/mocks/inferredAnswers';
import { inferredWords } from '../../run/mocks/inferredWords';
import { mocksOf, mocksOfRun, withoutRepetition } from '../../run/mocks/usedMocks';
import { sfnSdkRunner } from '../../run/runners/sfnSdk';
import { ApiError } from '../../run/stepFunctions/apiError';
import { writeInferred } from '../../run/mocks/inferredFiles';
import { temporaryFolder } from '../harness/temporaryFolder';

const TASK = { Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:dynamodb:getItem', Parameters: {} };
const DEFINITION = {
  StartAt: 'Get',
  States: {
    Get: { ...TASK, Next: 'Is' },
    Is: {
      Type: 'Choice',
      Choices: [{ Variable: '$.Item.status.S', StringEquals: 'PAID', Next: 'Ship' }],
      Default: 'Lost',
    },
    Ship: { ...TASK, Resource: 'arn:aws:states:::aws-sdk:sqs:sendMessage', Next: 'Call' },
    Call: { ...TASK, Resource: 'arn:aws:lambda:eu-west-1:111122223333:function:Call', End: true },
    Lost: { Type: 'Fail', Error: 'Lost' },
  },
};
const machine = buildMachine(parseDocument('order.asl.json', JSON.stringify(DEFINITION), 'json'))!;

const inferred = (project: object = {}, more: object = {}): InferredAnswers =>
  new InferredAnswers({
    machine,
    name: 'Order',
    project: { root: '/shop', functions: [], machines: [], ...project } as never,
    input: '{}',
    ...more,
  });
const question = (state: string, name = 'Order') => ({ machine: name, state }) as never;
const event = (type: string, state?: string, details: object = {}) =>
  ({
    kind: 'history',
    envelope: { strand: '', iterations: [], statePath: state },
    event: { type, ...details },
  }) as never;

describe('a call', () => {
  it('is answered so that the run comes to its end, and what was used is kept', async () => {
    const answers = inferred();
    const output = { Item: { id: { S: '42' }, status: { S: 'PAID' } } };
    const paid = { type: 'success', output, inferred: true };
    expect([await answers.ask(question('Get')), await answers.ask(question('Get'))]).toEqual([paid, paid]);
    expect([...answers.used.values()]).toEqual([{ machine: 'Order', state: 'Get', answers: [output, output] }]);
    expect(mocksOf(answers.used.values())).toEqual({ mocks: { Order: { Get: { return: output } } } });
  });

  it.each([
    ['a state that is not there', question('None')],
    ['a machine that is not there', question('Get', 'Other')],
  ])('of %s has no answer', async (_, asked) => {
    expect([await inferred().ask(asked), await inferred().still(asked)]).toEqual([undefined, []]);
  });
});

describe('a call of Step Functions about something that is not here', () => {
  const outcomeFor = (ExecutionArn: string, error: ApiError) => {
    const call = { service: 'aws-sdk:sfn', action: 'stopExecution', input: { ExecutionArn }, state: { name: 'Stop' } };
    const stepFunctions = { call: () => Promise.resolve(error) };
    const inferAnswer = () => Promise.resolve({ type: 'success', output: {}, inferred: true });
    return sfnSdkRunner.run(call as never, { stepFunctions, inferAnswer, uuid: () => 'id' } as never);
  };
  const noArn = new ApiError('InvalidArn', 'Invalid Arn');
  const none = new ApiError('ExecutionDoesNotExist', 'Execution Does Not Exist');

  it('is answered where its name was inferred', async () => {
    expect(await outcomeFor('inferred-executionArn', noArn)).toMatchObject({ inferred: true });
    expect(await outcomeFor('inferred-executionArn', none)).toMatchObject({ inferred: true });
  });

  it('fails where the name is real, or for another reason', async () => {
    expect(await outcomeFor('arn:aws:states', noArn)).toMatchObject({ error: 'Sfn.InvalidArnException' });
    const limit = new ApiError('ExecutionLimitExceeded', 'Too many');
    expect(await outcomeFor('inferred-executionArn', limit)).toMatchObject({ type: 'failure' });
  });
});

describe('what would be asked next', () => {
  const still = async (answers: InferredAnswers, state = 'Get'): Promise<string[]> =>
    (await answers.still(question(state))).map((each) => each.state);

  it('is told with the first, that first', async () => {
    expect(await still(inferred())).toEqual(['Get', 'Ship', 'Call']);
    expect(await still(inferred(), 'Ship')).toEqual(['Ship', 'Get', 'Call']);
  });

  it('is not what is answered here', async () => {
    const asked: object[] = [];
    const left = await inferred().still(question('Get'), {
      isAnswered: (call) => {
        asked.push(call);
        return Promise.resolve(call.service === 'sqs');
      },
      goesOut: () => false,
    });
    expect(left.map((each) => each.state)).toEqual(['Get', 'Call']);
    expect(asked).toEqual([{ service: 'sqs', action: 'SendMessage', input: {} }]);
  });

  it('is not what an endpoint or AWS answers', async () => {
    const answers = { isAnswered: () => Promise.resolve(false), goesOut: (service: string) => service === 'sqs' };
    const left = await inferred().still(question('Get'), answers);
    expect(left.map((each) => each.state)).toEqual(['Get', 'Call']);
  });

  it.each<[string, object, object, string[]]>([
    ['a mock answers', {}, { mocks: { Order: { Ship: { return: {} } } } }, ['Get', 'Call']],
    [
      'a function of the project answers',
      {
        functions: [
          { name: 'Call', names: ['Call'], runtime: 'nodejs20.x', file: '/shop/a.js', exportName: 'handler' },
        ],
      },
      {},
      ['Get', 'Ship'],
    ],
  ])('is not what %s', async (_, project, more, left) => expect(await still(inferred(project, more))).toEqual(left));

  it('is not what has been answered already', async () => {
    const answers = inferred();
    answers.add(event('TaskSucceeded', 'Ship', { taskSucceededEventDetails: { output: '{}' } }));
    expect(await still(answers)).toEqual(['Get', 'Call']);
    const lambda = inferred();
    lambda.add(event('LambdaFunctionSucceeded', 'Call', { lambdaFunctionSucceededEventDetails: { output: '{' } }));
    expect(await still(lambda)).toEqual(['Get', 'Ship']);
    const activity = inferred();
    activity.add(event('ActivitySucceeded', 'Call', { activitySucceededEventDetails: { output: '1' } }));
    activity.add(event('TaskSucceeded', undefined, { taskSucceededEventDetails: { output: '1' } }));
    expect(await still(activity)).toEqual(['Get', 'Ship']);
  });
});

describe('what a run will need from its beginning', () => {
  const START = { Type: 'Task', Resource: 'arn:aws:states:::states:startExecution' };
  const own = { 'StateMachineArn.$': '$$.StateMachine.Id' };
  const needed = async (states: { [name: string]: object }): Promise<string[]> => {
    const names = Object.keys(states);
    const States = Object.fromEntries(
      Object.entries(states).map(([name, state], at) => [
        name,
        { ...state, ...(at + 1 < names.length ? { Next: names[at + 1] } : { End: true }) },
      ]),
    );
    const text = JSON.stringify({ StartAt: names[0], States });
    const one = buildMachine(parseDocument('one.asl.json', text, 'json'))!;
    const { states: found, calls } = await inferred({}, { machine: one }).ahead();
    return [...found.map((each) => each.state), ...calls.map((each) => each.action)];
  };

  it.each<[string, { [name: string]: object }, string[]]>([
    ['tasks of services', { A: TASK, B: { Type: 'Pass' }, C: TASK }, ['A', 'C']],
    [
      'activities that no function of the project works on',
      { A: { Type: 'Task', Resource: 'arn:aws:states:eu-west-1:111122223333:activity:Sign' } },
      ['A'],
    ],
    ['not an execution of the machine itself', { A: { ...START, Parameters: own } }, []],
    ['but one of any other', { A: { ...START, Parameters: { 'StateMachineArn.$': '$.next' } } }, ['A']],
  ])('are %s', async (_, states, expected) => expect(await needed(states)).toEqual(expected));
});

describe('words', () => {
  it.each<[string[], boolean]>([
    [[], false],
    [['ExecutionStarted'], false],
    [['ExecutionStarted', 'ExecutionSucceeded'], false],
    [['ExecutionStarted', 'ExecutionFailed'], true],
    [['ExecutionTimedOut', 'TaskScheduled'], true],
  ])('after %j it has failed: %s', (types, hasFailed) => {
    const answers = inferred();
    for (const type of types) answers.add(event(type));
    answers.add({ kind: 'note', note: { type: 'ExecutionFailed' } } as never);
    expect(answers.hasFailed).toBe(hasFailed);
  });

  it('say what was inferred, and what that means', async () => {
    const answers = inferred();
    expect(inferredWords({ inferred: answers })).toEqual([]);
    expect(inferredWords({})).toEqual([]);
    const shows = 'This shows that the end can be reached, not what the services would answer.';
    expect(inferredWords({ inferredInput: '{}' })).toEqual(['The input was inferred: {}', shows]);
    await answers.ask(question('Get'));
    await answers.ask(question('Ship'));
    const both = 'The answers of "Get", "Ship" were inferred from what the machine reads.';
    expect(inferredWords({ inferred: answers })).toEqual([both, shows]);
    answers.add(event('ExecutionFailed'));
    expect(inferredWords({ inferred: answers })).toEqual([both, 'With real data it may end otherwise.']);
  });

  it.each<[unknown[], unknown[]]>([
    [[], []],
    [[1], [1]],
    [[1, 1, 1], [1]],
    [
      [1, 2, 2],
      [1, 2],
    ],
    [
      [2, 2, 1],
      [2, 2, 1],
    ],
    [[{ a: 1 }, { a: 1 }], [{ a: 1 }]],
  ])('%j without repetition', (answers, left) => expect(withoutRepetition(answers as never)).toEqual(left));

  it('mocks are one answer, or a list', () =>
    expect(
      mocksOf([
        { machine: 'A', state: 'X', answers: [1, 2, 2] },
        { machine: 'A', state: 'Y', answers: [] },
        { machine: 'B', state: 'X', answers: [3] },
      ]),
    ).toEqual({ mocks: { A: { X: [{ return: 1 }, { return: 2 }] }, B: { X: { return: 3 } } } }));
});

describe('a call of a handler', () => {
  const CODE = `
exports.handler = async (event) => {
  const { Item, Attributes } = await db.send(read);
  const price = Item.price.N * event.order.count;
  const plain = unmarshall(Item).owner.name;
  const rows = result.Items.map(({ id }) => id.S);
  const secret = JSON.parse(answer.SecretString);
  return [price, plain, rows, secret.user.name, answer.Parameter.Value];
};`;
  const functions = [
    {
      name: 'Call',
      names: ['Call'],
      runtime: 'nodejs20.x',
      inline: { file: '/shop/t.yaml', code: { text: CODE } },
    },
  ];
  const answerTo = async (action: string, suggestion: object, input = {}): Promise<unknown> => {
    const asked = { machine: 'Order', state: 'Call', action, suggestion: JSON.stringify(suggestion), input };
    return ((await inferred({ functions }).ask(asked as never)) as { output: unknown }).output;
  };

  it.each<[string, object, object, unknown]>([
    [
      'dynamodb:GetItem',
      { Item: { a: { S: 'text' } } },
      { Key: { id: { S: '7' } } },
      { Item: { price: { N: '1' }, owner: { M: { name: { S: 'inferred-name' } } }, id: { S: '7' } } },
    ],
    ['dynamodb:Scan', { Count: 1 }, {}, { Count: 1, Items: [{ id: { S: 'inferred-id' } }] }],
    [
      'secretsmanager:GetSecretValue',
      { Name: 'text' },
      { SecretId: 's' },
      { Name: 'text', SecretString: '{"user":{"name":"inferred-name"}}' },
    ],
    ['nothing:Known', { a: 1 }, {}, { a: 1 }],
  ])('to %s has what its code reads, beside what the model says', async (action, sample, input, expected) =>
    expect(await answerTo(action, sample, input)).toEqual(expected),
  );

  it('of which the code reads a parameter keeps what the model says of the rest', async () =>
    expect(await answerTo('ssm:GetParameter', {})).toMatchObject({
      Parameter: { Value: 'inferred-Value', Name: 'text' },
    }));

  it('is one whose event has what its code reads', async () => {
    const { infer } = await import('../../core/infer');
    const { HandlerReads } = await import('../../run/mocks/handlerReads');
    const reads = new HandlerReads({ root: '/shop', functions, machines: [] } as never, undefined);
    const alone = { StartAt: 'Call', States: { Call: { ...DEFINITION.States.Call, Parameters: undefined } } };
    const one = buildMachine(parseDocument('one.asl.json', JSON.stringify(alone), 'json'))!;
    expect((await infer(one, { codeOf: (state) => reads.ofEvent(state) })).input).toEqual({ order: { count: 1 } });
  });
});

test.each([
  ['Order', '{"a":1}', 'Order'],
  ['../Order v2', undefined, 'Order-v2'],
  ['…', '[]', 'machine'],
])('the answers of %j, with the input %s, are left for review', (name, inferredInput, fileName) => {
  const root = temporaryFolder({});
  const answers = {
    used: new Map([['x', { machine: 'Order', state: 'A', answers: [1, 2, 2] }]]),
    usedCalls: new Map(),
  };
  const files = writeInferred({ name, project: { root } as never, inferred: answers as never, inferredInput });
  const at = (ending: string): string => path.join(root, '.stepwise', 'inferred', fileName + ending);
  expect(files).toEqual({ mocks: at('.json'), ...(inferredInput !== undefined && { input: at('.input.json') }) });
  expect(JSON.parse(readFileSync(at('.json'), 'utf8'))).toEqual({
    mocks: { Order: { A: [{ return: 1 }, { return: 2 }] } },
  });
  expect(readFileSync(at('.json'), 'utf8')).toMatch(/\}\n$/);
  expect(existsSync(at('.input.json'))).toBe(inferredInput !== undefined);
  if (inferredInput !== undefined)
    expect(JSON.parse(readFileSync(at('.input.json'), 'utf8'))).toEqual(JSON.parse(inferredInput));
});

test('where they cannot be left, that is said', () => {
  const root = temporaryFolder({ '.stepwise': 'a file' });
  const answers = { used: new Map(), usedCalls: new Map([['s3:GetObject', [{}]]]) } as never;
  const files = writeInferred({ name: 'Order', project: { root } as never, inferred: answers });
  expect(files).toEqual({ problem: expect.stringMatching(/^They could not be written to .*inferred: ./) as unknown });
  expect(mocksOfRun(answers)).toEqual({ mocks: {}, calls: { 's3:GetObject': [{ return: {} }] } });
});

describe('items of a Distributed Map', () => {
  const items = (readerConfig: object, ItemReader: object = {}): Promise<unknown> => {
    const States = {
      Each: {
        Type: 'Map',
        ItemReader: { Resource: 'arn:aws:states:::s3:getObject', ...ItemReader },
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          StartAt: 'Price',
          States: { Price: { Type: 'Pass', Output: '{% $number($states.input.price) * 2 %}', End: true } },
        },
        End: true,
      },
    };
    const text = JSON.stringify({ QueryLanguage: 'JSONata', StartAt: 'Each', States });
    const answers = inferred({}, { machine: buildMachine(parseDocument('each.asl.json', text, 'json'))! });
    return answers.itemsOf({ state: { name: 'Each' }, readerConfig } as never, 'Order');
  };

  it('have what the map reads of them; of CSV they are texts', async () => {
    expect(await items({ InputType: 'JSON' })).toEqual([{ price: 1 }]);
    expect(await items({ InputType: 'CSV' })).toEqual([{ price: '1' }]);
  });

  it('of a manifest and of files that are listed are not known', async () => {
    expect(await items({ InputType: 'MANIFEST' })).toBeUndefined();
    expect(await items({ Transformation: 'LOAD_AND_FLATTEN' })).toBeUndefined();
  });
});
