import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import { describe, expect, test } from 'vitest';
import { checkMockConfig, findMockConfigs, isMockConfigFile, parseMockConfig } from '../../project';
import type { MockableMachine } from '../../project';
import { temporaryFolder } from '../harness/temporaryFolder';

const schema = JSON.parse(
  readFileSync(path.join(__dirname, '../../schemas/mockConfigFile.schema.json'), 'utf8'),
) as object;
// VS Code's own word for suggestions.
const validate = new Ajv({ keywords: ['defaultSnippets'] }).compile(schema);

const cases = (states: object): object => ({ Orders: { TestCases: { Happy: states } } });
const config = (attempts: object, states: object = { Charge: 'Answer' }): object => ({
  StateMachines: cases(states),
  MockedResponses: { Answer: attempts },
});

const ORDERS: MockableMachine = {
  names: ['Orders', 'orders'],
  states: [
    { name: 'Charge', type: 'Task', resource: 'arn:aws:states:::lambda:invoke' },
    { name: 'Approve', type: 'Task', resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken' },
    { name: 'Store', type: 'Task', resource: 'arn:aws:states:::aws-sdk:s3:putObject' },
    { name: 'Done', type: 'Succeed' },
  ],
};

/** The text under each finding, its severity, and its message. */
function check(written: object | string, machines: readonly MockableMachine[] = [ORDERS]): string[] {
  const text = typeof written === 'string' ? written : JSON.stringify(written);
  const { config: parsed, problems } = parseMockConfig('MockConfigFile.json', text);
  return [...problems, ...checkMockConfig(parsed, machines)].map(
    ({ message, span, severity }) => `${severity} ${text.slice(span.start, span.end).slice(0, 30)} ${message}`,
  );
}

describe('the form of a mock configuration', () => {
  test.each<[string, object, string[]]>([
    ['every form', config({ 0: { Return: 1 }, '1-2': { Throw: { Error: 'E', Cause: 'c' } }, 3: { Return: null } }), []],
    ['a comment beside the fields', { Comment: 'mine', StateMachines: {}, MockedResponses: {} }, []],
    ['an error without a cause', config({ 0: { Throw: { Error: 'E' } } }), []],
    [
      'no machines',
      { MockedResponses: {} },
      ['The file needs "StateMachines", which says what is mocked in each state machine.'],
    ],
    [
      'an unknown field',
      { StateMachines: {}, MockedResponse: {} },
      ['The file has no field "MockedResponse". It can have StateMachines and MockedResponses.'],
    ],
    ['no cases', { StateMachines: { Orders: {} } }, ['The state machine "Orders" needs "TestCases".']],
    ['a list of machines', { StateMachines: [] }, ['"StateMachines" must be an object.']],
    [
      'a response in place of its name',
      config({ 0: { Return: 1 } }, { Charge: { Return: 1 } }),
      ['"Charge" must be the name of a response in "MockedResponses".'],
    ],
    ['an attempt without an answer', config({ 0: {} }), ['Attempt "0" must have either "Return" or "Throw".']],
    [
      'an attempt with two',
      config({ 0: { Return: 1, Throw: { Error: 'E' } } }),
      ['Attempt "0" must have either "Return" or "Throw".'],
    ],
    [
      'an error without a name',
      config({ 0: { Throw: { Cause: 'c' } } }),
      ['"Throw" must have an "Error", a string with the name of the error.'],
    ],
    [
      'a text in place of all',
      'text' as unknown as object,
      [
        'The file must be an object.',
        'The file needs "StateMachines", which says what is mocked in each state machine.',
      ],
    ],
    [
      'a list of cases',
      { StateMachines: { Orders: { TestCases: [] } } },
      ['"TestCases" of "Orders" must be an object.'],
    ],
    ['a machine that is a text', { StateMachines: { Orders: 'x' } }, ['"Orders" must be an object.']],
    [
      'an unknown field of a machine',
      { StateMachines: { Orders: { TestCases: {}, States: {} } } },
      ['"Orders" has no field "States". It can have TestCases.'],
    ],
    [
      'a case that is a list',
      { StateMachines: { Orders: { TestCases: { Happy: [] } } } },
      ['The test case "Happy" must be an object.'],
    ],
    ['a list of responses', { StateMachines: {}, MockedResponses: [] }, ['"MockedResponses" must be an object.']],
    [
      'a response that is a text',
      { StateMachines: {}, MockedResponses: { Answer: 'x' } },
      ['The response "Answer" must be an object.'],
    ],
    ['an attempt that is a number', config({ 0: 7 }), ['Attempt "0" must be an object.']],
    [
      'an attempt with an unknown field',
      config({ 0: { Return: 1, After: 2 } }),
      ['Attempt "0" has no field "After". It can have Return and Throw.'],
    ],
    [
      'an error that is a text',
      config({ 0: { Throw: 'E' } }),
      ['"Throw" must be an object.', '"Throw" must have an "Error", a string with the name of the error.'],
    ],
    [
      'an error whose name is a number',
      config({ 0: { Throw: { Error: 7 } } }),
      ['"Throw" must have an "Error", a string with the name of the error.'],
    ],
    [
      'an error with an unknown field',
      config({ 0: { Throw: { Error: 'E', Why: 'x' } } }),
      ['"Throw" has no field "Why". It can have Error and Cause.'],
    ],
    ['a cause that is a number', config({ 0: { Throw: { Error: 'E', Cause: 7 } } }), ['"Cause" must be a string.']],
  ])('%s', (_what, value, messages) => {
    const { problems } = parseMockConfig('MockConfigFile.json', JSON.stringify(value));
    expect(problems.map(({ message }) => message)).toEqual(messages);
    // The editor's schema and the reader are of one mind.
    expect(validate(value)).toBe(messages.length === 0);
  });

  test.each(['1-0', 'x', '-1', '1.5', '', '0-'])('"%s" is no attempt', (range) => {
    const problems = check(config({ [range]: { Return: { Payload: 1 } } }));
    expect(problems[0]).toContain(`"${range}" is not an attempt: count attempts from 0, and write "0" or "1-3".`);
  });

  test('broken JSON is one sentence, and what can be read counts', () => {
    const { config: parsed, problems } = parseMockConfig('M.json', '{"StateMachines": {"Orders": {"TestCases": {');
    expect(parsed.machines.map(({ name }) => name)).toEqual(['Orders']);
    expect(problems[0]?.message).toMatch(/^M\.json is not valid JSON\. /);
  });

  test('what is read is told with its places, and a false attempt is left out', () => {
    const text =
      '{"StateMachines":{"Orders":{"TestCases":{"Happy":{"Charge":"Answer"}}}},' +
      '"MockedResponses":{"Answer":{"0":{"Return":null},"1-3":{"Throw":{"Error":"E","Cause":"c"}},"4":{"Throw":{}},"x":{"Return":1}}}}';
    const { config: parsed } = parseMockConfig('a/M.json', text);
    const under = ({ start, end }: { start: number; end: number }): string => text.slice(start, end);
    const [machine] = parsed.machines;
    const [happy] = machine!.cases;
    const [state] = happy!.states;
    expect([machine!.span, happy!.span, state!.span, state!.responseSpan].map(under)).toEqual([
      '"Orders"',
      '"Happy"',
      '"Charge"',
      '"Answer"',
    ]);
    const [response] = parsed.responses;
    expect(
      response!.attempts.map(({ from, to, span, answer, answerSpan }) => [
        from,
        to,
        under(span),
        answer,
        under(answerSpan),
      ]),
    ).toEqual([
      [0, 0, '"0"', { return: null }, '{"Return":null}'],
      [1, 3, '"1-3"', { error: 'E', cause: 'c' }, '{"Throw":{"Error":"E","Cause":"c"}}'],
    ]);
    expect([parsed.file, response!.name, under(response!.span)]).toEqual(['a/M.json', 'Answer', '"Answer"']);
  });

  test('__proto__ is a name like any other', () => {
    const { config: parsed } = parseMockConfig('M.json', '{"StateMachines": {"__proto__": {"TestCases": {}}}}');
    expect(parsed.machines.map(({ name }) => name)).toEqual(['__proto__']);
  });
});

describe('what a mock configuration means', () => {
  const payload = { Return: { StatusCode: 200, Payload: {} } };
  test.each<[string, object, string[]]>([
    ['all is well', config({ 0: payload, '1-2': { Throw: { Error: 'E' } }, 3: payload }), []],
    [
      'an unknown response',
      config({ 0: payload }, { Charge: 'Anser' }),
      ['error "Anser" "MockedResponses" has no response "Anser". Did you mean "Answer"?'],
    ],
    [
      'an unknown state',
      config({ 0: payload }, { Chrage: 'Answer' }),
      ['error "Chrage" "Orders" has no state "Chrage". Did you mean "Charge"?'],
    ],
    [
      'a state that calls nothing',
      config({ 0: payload }, { Done: 'Answer' }),
      ['warning "Done" "Done" is a Succeed state, which calls nothing that a mock could answer.'],
    ],
    [
      'ranges that overlap',
      config({ '0-2': payload, 2: payload }),
      ['error "2" Attempt 2 is answered twice: the ranges of "Answer" overlap.'],
    ],
    [
      'attempts that nothing answers',
      config({ 1: payload, '4-5': payload }),
      [
        'warning "1" Nothing answers attempt 0 of "Answer": a run that gets there ends.',
        'warning "4-5" Nothing answers attempts 2 to 3 of "Answer": a run that gets there ends.',
      ],
    ],
    [
      'no attempt at all',
      config({}),
      ['warning "Answer" The response "Answer" answers no attempt: it needs at least "0".'],
    ],
    [
      'an answer that is not the service’s',
      config({ 0: { Return: { orderId: 1 } } }),
      [
        'warning {"Return":{"orderId":1}} lambda:invoke returns ExecutedVersion, Payload, StatusCode, and this has none of them.',
      ],
    ],
    [
      'an answer of another type',
      config({ 0: { Return: 'done' } }),
      ['warning {"Return":"done"} lambda:invoke returns an object, not a string.'],
    ],
    [
      'a field of another type',
      config({ 0: { Return: { StatusCode: '200', Payload: 1 } } }),
      ['warning {"Return":{"StatusCode":"200", lambda:invoke returns a number as StatusCode, not a string.'],
    ],
    ['what a callback is answered with is free', config({ 0: { Return: 'yes' } }, { Approve: 'Answer' }), []],
    ['an empty answer', config({ 0: { Return: {} } }, { Store: 'Answer' }), []],
  ])('%s', (_what, value, findings) => expect(check(value)).toEqual(findings));

  const shop: MockableMachine = { names: ['Shop'], states: [] };

  test('the only machine of a file is the only one of its project', () => {
    expect(check({ StateMachines: { Registered: { TestCases: {} } }, MockedResponses: {} }, [shop])).toEqual([]);
  });

  test('a machine that is nowhere in the project', () => {
    const two = { Shop: { TestCases: {} }, Shpo: { TestCases: {} } };
    expect(check({ StateMachines: two, MockedResponses: {} }, [shop])).toEqual([
      'information "Shpo" This project has no state machine "Shpo". Did you mean "Shop"?',
    ]);
  });
});

test('mock configurations are found by name, at any depth', () => {
  const text = JSON.stringify(config({ 0: { Return: 1 } }));
  const folder = temporaryFolder({
    'MockConfigFile.json': text,
    'test/orders.MockConfigFile.json': text,
    'node_modules/x/MockConfigFile.json': text,
    'package.json': '{}',
  });
  const found = findMockConfigs(folder).map(({ file }) => path.relative(folder, file).replaceAll(path.sep, '/'));
  expect(found).toEqual(['MockConfigFile.json', 'test/orders.MockConfigFile.json']);
  expect(isMockConfigFile('mock-config.json')).toBe(true);
});
