/** The words in a graph: the second line of a node, the label of a rule, a text that is cut. */
import { expect, test } from 'vitest';
import { buildGraph } from '../../core/graph/buildGraph';
import { mapRunText } from '../../core/graph/mapRunText';
import { shorten, textWidth } from '../../core/graph/textWidth';
import type { MapRunDescription } from '../../core/interpreter/historyEvent';
import { buildMachine } from '../../core/model';
import { parseDocument } from '../../core/syntax';

const drawn = (state: object) => {
  const text = JSON.stringify({ StartAt: 'S', States: { S: state, E: { Type: 'Succeed' } } });
  return buildGraph(buildMachine(parseDocument('machine.asl.json', text, 'json'))!);
};
const detailOf = (state: object): string | undefined => drawn(state).nodes.find(({ id }) => id === 'S')?.detail;
const task = (Resource: unknown, more: object = {}): object => ({ Type: 'Task', Resource, End: true, ...more });
const call = (action: string, more?: object): object => task(`arn:aws:states:::${action}`, more);
const map = (more: object): object => ({ Type: 'Map', End: true, ...more });
const wait = (more: object): object => ({ Type: 'Wait', End: true, ...more });

test.each<[object, string | undefined]>([
  [task('arn:aws:lambda:us-east-1:123456789012:function:charge-card'), 'Lambda · charge-card'],
  [task('arn:aws:lambda:us-east-1:123456789012:function:charge-card:live'), 'Lambda · charge-card'],
  [task('arn:aws:lambda:us-east-1:123456789012:function:${Name}'), 'Lambda · Name'],
  [task('function:charge'), 'Lambda · charge'],
  [task('${ChargeCardFunctionArn}'), 'Lambda · ChargeCard'],
  [task('${ChargeCardFunctionName}'), 'Lambda · ChargeCard'],
  [task('${ChargeCardFunction}'), 'Lambda · ChargeCardFunction'],
  [task('${ChargeCard.Arn}'), 'Lambda · ChargeCard'],
  [task('${ChargeCardArn}'), 'Lambda · ChargeCard'],
  [task('${FunctionArn}'), 'Lambda · FunctionArn'],
  [task('arn:aws:states:us-east-1:123456789012:activity:pack'), 'Activity · pack'],
  [task('arn:aws-cn:states:::sqs:sendMessage'), 'SQS · sendMessage'],
  [task(''), undefined],
  [task(undefined), undefined],
  [call('lambda:invoke'), 'Lambda · invoke'],
  [call('lambda:invoke', { Parameters: { FunctionName: '${PackFunctionArn}' } }), 'Lambda · Pack'],
  [call('lambda:invoke', { Parameters: { 'FunctionName.$': '$.name' } }), 'Lambda · $.name'],
  [call('lambda:invoke', { Arguments: { FunctionName: '{% $which %}' } }), 'Lambda · $which'],
  [call('lambda:invoke.waitForTaskToken', { Parameters: { FunctionName: 'ask' } }), 'Lambda · ask · callback'],
  [call('aws-sdk:lambda:invoke', { Parameters: { FunctionName: 'ask' } }), 'Lambda · ask'],
  [call('aws-sdk:lambda:getFunction', { Parameters: { FunctionName: 'ask' } }), 'Lambda · getFunction'],
  [call('sqs:sendMessage', { Parameters: { FunctionName: 'ask' } }), 'SQS · sendMessage'],
  [call('states:startExecution.sync:2'), 'Step Functions · startExecution · sync'],
  [call('batch:submitJob.sync'), 'Batch · submitJob · sync'],
  [call('aws-sdk:dynamodb:putItem'), 'DynamoDB · putItem'],
  [call('aws-sdk:sfn:startExecution'), 'Step Functions · startExecution'],
  [call('aws-sdk:eventbridge:putEvents'), 'EventBridge · putEvents'],
  [call('aws-sdk:bedrockruntime:invokeModel'), 'Bedrock · invokeModel'],
  [call('aws-sdk:sesv2:sendEmail'), 'SES · sendEmail'],
  [call('aws-sdk:unknownservice:doIt'), 'unknownservice · doIt'],
  [call('http:invoke'), 'HTTP · invoke'],
  [map({}), undefined],
  [map({ MaxConcurrency: 0 }), undefined],
  [map({ MaxConcurrency: 5 }), '5 at once'],
  [map({ MaxConcurrency: '{% $most %}' }), '$most at once'],
  [map({ MaxConcurrencyPath: '$.most' }), '$.most at once'],
  [map({ ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED' } } }), 'distributed'],
  [map({ ItemProcessor: { ProcessorConfig: { Mode: 'INLINE' } } }), undefined],
  [map({ MaxConcurrency: 9, ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED' } } }), 'distributed · 9 at once'],
  [wait({ Seconds: 30 }), '30 s'],
  [wait({ Seconds: '30' }), '30 s'],
  [wait({ Seconds: '{% $delay %}' }), '$delay'],
  [wait({ SecondsPath: '$.delay' }), '$.delay s'],
  [wait({ Timestamp: '2030-01-01T00:00:00Z' }), 'until 2030-01-01T00:00:00Z'],
  [wait({ TimestampPath: '$.at' }), 'until $.at'],
  [wait({}), undefined],
  [{ Type: 'Choice', Choices: [{}] }, '1 rule'],
  [{ Type: 'Choice', Choices: [{}, {}] }, '2 rules'],
  [{ Type: 'Choice', Choices: {} }, undefined],
  [{ Type: 'Parallel', Branches: [{}] }, '1 branch'],
  [{ Type: 'Parallel', Branches: [{}, {}, {}] }, '3 branches'],
  [{ Type: 'Fail', Error: 'OutOfStock' }, 'OutOfStock'],
  [{ Type: 'Fail', ErrorPath: '$.error' }, '$.error'],
  [{ Type: 'Pass', Result: 1 }, undefined],
  [{ Type: 'Succeed' }, undefined],
])('%j says %j', (state, detail) => expect(detailOf(state)).toBe(detail));

test.each<[object, string]>([
  [{ Variable: '$.a', NumericLessThanEquals: 3 }, '$.a ≤ 3'],
  [{ Variable: '$.a', NumericGreaterThanEquals: 3 }, '$.a ≥ 3'],
  [{ Variable: '$.a', NumericLessThan: 3 }, '$.a < 3'],
  [{ Variable: '$.a', TimestampGreaterThanPath: '$.b' }, '$.a > $.b'],
  [{ Variable: '$.a', StringEquals: 'x' }, '$.a = "x"'],
  [{ Variable: '$.a', StringMatches: 'x*' }, '$.a matches "x*"'],
  [{ Variable: '$.a', IsPresent: true }, '$.a is present'],
  [{ Variable: '$.a', IsPresent: false }, '$.a is not present'],
  [{ Variable: '$.a', IsNull: true }, '$.a is null'],
  [{ Variable: '$.a', IsNumeric: true }, '$.a is a number'],
  [{ Variable: '$.a', IsString: false }, '$.a is not a string'],
  [{ Variable: '$.a', IsBoolean: true }, '$.a is a boolean'],
  [{ Variable: '$.a', IsTimestamp: true }, '$.a is a timestamp'],
  [{ Variable: '$.a' }, '$.a'],
  [{ IsNull: true }, '? is null'],
  [{}, 'Rule 1'],
  [{ Not: { Variable: '$.a', IsNull: true } }, 'not $.a is null'],
  [{ Not: {} }, 'not ?'],
  [{ And: [{ Variable: '$.a' }, { Variable: '$.b' }] }, '$.a and $.b'],
  [{ Or: [{ Variable: '$.a' }, { And: [{ Variable: '$.b' }, 1] }] }, '$.a or ($.b and ?)'],
  [{ Or: [{ Variable: '$.a' }, { And: [{ Variable: '$.b' }] }] }, '$.a or $.b'],
  [{ Condition: ' {% $a  >\n $b %} ' }, '$a > $b'],
  [{ Condition: true }, 'true'],
])('the rule %j is labelled %j', (rule, label) => {
  const { edges } = drawn({ Type: 'Choice', Choices: [{ ...rule, Next: 'E' }] });
  expect(edges.find(({ kind }) => kind === 'choice')).toMatchObject({ label });
});

test.each<[unknown, string]>([
  [['States.ALL'], 'any error'],
  [['Busy', 'States.Timeout'], 'Busy, States.Timeout'],
  [['Busy', 7], 'Busy'],
  [[], 'error'],
  ['Busy', 'error'],
])('a catcher of %j is labelled %j', (ErrorEquals, label) => {
  const { edges } = drawn(task('f', { Catch: [{ ErrorEquals, Next: 'E' }] }));
  expect(edges.find(({ kind }) => kind === 'catch')).toMatchObject({ label });
});

test('a label that is cut keeps the whole as its title', () => {
  const long = `$.${'order'.repeat(10)}`;
  const { edges } = drawn({ Type: 'Choice', Choices: [{ Variable: long, IsNull: true, Next: 'E' }], Default: 'E' });
  const [rule, other] = edges.filter(({ from }) => from === 'S');
  expect(rule).toMatchObject({ title: `${long} is null`, label: expect.stringMatching(/^\$\.order.*…$/) as string });
  expect(other).toMatchObject({ label: 'Default' });
  expect(other).not.toHaveProperty('title');
});

test('retriers say how often they retry, three times where they say nothing', () => {
  const Retry = [{ ErrorEquals: ['A'], MaxAttempts: 7 }, { ErrorEquals: ['B'] }, { MaxAttempts: 'x' }, 1];
  const { nodes } = drawn(task('f', { Retry }));
  expect(nodes.find(({ id }) => id === 'S')?.maxAttempts).toEqual([7, 3, 3, 3]);
});

test.each<[string, number, string]>([
  ['short', 5, 'short'],
  ['longer', 5, 'long…'],
  ['cut here now', 10, 'cut here…'],
  ['  two \n lines ', 20, 'two lines'],
])('%j in %d characters is %j', (text, characters, expected) => expect(shorten(text, characters)).toBe(expected));

test.each<[string, number]>([
  ['', 0],
  ['i', 0.29],
  [' ', 0.38],
  ['W', 0.88],
  ['A', 0.64],
  ['漢', 1.05],
  ['a', 0.57],
  ['ab', 1.14],
])('%j is %d of its font size wide, in bold a little more', (text, share) => {
  expect(textWidth(text, 100)).toBe(Math.ceil(share * 100));
  expect(textWidth(text, 100, true)).toBe(Math.ceil(share * 114));
});

const counts = (more: object) => ({
  total: 0,
  pending: 0,
  running: 0,
  succeeded: 0,
  failed: 0,
  timedOut: 0,
  aborted: 0,
  ...more,
});
test.each<[object, object, string]>([
  [{ total: 1 }, { total: 1 }, '1 item'],
  [{ total: 3 }, { total: 3, succeeded: 2, failed: 1 }, '3 items: 2 succeeded, 1 failed'],
  [{ total: 9 }, { total: 1, running: 1 }, '9 items in 1 execution: 1 running'],
  [
    { total: 9 },
    { total: 4, timedOut: 1, aborted: 2, pending: 1 },
    '9 items in 4 executions: 1 timed out, 2 aborted, 1 not started',
  ],
])('%j in %j reads %j', (items, executions, words) => {
  const description = { itemCounts: counts(items), executionCounts: counts(executions) };
  expect(mapRunText(description as unknown as MapRunDescription)).toBe(words);
});
