/** What the triggers of machines hand over: a table of triggers with what comes of their sample events. */
import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../core/json';
import { jsonValue } from '../../core/jsonText';
import type { TriggerFact } from '../../core/triggers/handOver';
import { EVENT_SOURCES, passedOn, startsOf, type Handed } from '../../events';

function handed(trigger: TriggerFact, given: { readonly [name: string]: string } = {}): Handed {
  const [start] = startsOf([trigger]);
  return passedOn(start!, EVENT_SOURCES, given, { seed: 1 });
}

const rule = (EventPattern: JsonObject, target: JsonObject): TriggerFact => ({
  name: 'R',
  type: 'Events.Rule',
  properties: { Name: 'shelf', EventPattern },
  target,
});
const PLACED = {
  source: ['shop'],
  'detail-type': ['Placed'],
  detail: { kind: ['book'], count: [{ numeric: ['>', 4] }] },
};
const transformed = (InputTemplate: string): TriggerFact =>
  rule(PLACED, {
    InputTransformer: {
      InputPathsMap: { kind: '$.detail.kind', count: '$.detail.count', none: '$.detail.none', detail: '$.detail' },
      InputTemplate,
    },
  });
const method = (template: string, route = '/shelves/{shelf}'): TriggerFact => ({
  type: 'ApiGateway.Method',
  properties: { HttpMethod: 'POST', Integration: { RequestTemplates: { 'application/json': template } } },
  target: { ResourcePath: route },
});
const asInput = (vtl: string): string =>
  `{"input": "$util.escapeJavaScript(${vtl}).replaceAll("\\\\'", "'")", "stateMachineArn": "a"}`;

const TABLE: readonly (readonly [
  what: string,
  trigger: TriggerFact,
  input: Json,
  given?: { [name: string]: string },
])[] = [
  ['a constant', { type: 'Schedule', properties: { Schedule: 'rate(1 day)', Input: '{"a": 1}' } }, { a: 1 }],
  ['a constant of Serverless', { type: 'schedule', properties: { rate: 'rate(1 day)', input: { a: 1 } } }, { a: 1 }],
  ['a part', rule(PLACED, { InputPath: '$.detail' }), { orderId: '1042', kind: 'book', count: 5 }],
  ['a part of one value', rule(PLACED, { InputPath: '$.detail.kind' }), 'book'],
  ['values as JSON', transformed('{"k": <kind>, "n": <count>}'), { k: 'book', n: 5 }],
  ['values as text', transformed('{"k": "<kind>s", "n": "<count>"}'), { k: 'books', n: '5' }],
  ['an object', transformed('{"d": <detail>}'), { d: { orderId: '1042', kind: 'book', count: 5 } }],
  ['a text with quotes', transformed('"\\"<kind>\\" is in"'), '"book" is in'],
  ['what is not there', transformed('{"k": <none>, "t": "-<none>-"}'), { k: '', t: '--' }],
  ['reserved names', transformed('{"r": <aws.events.rule-name>}'), { r: 'shelf' }],
  ['what a person sets', rule(PLACED, { InputPath: '$.detail.count' }), 9, { detail: '{"kind":"book","count":9}' }],
  [
    'a schedule with its attributes',
    { type: 'ScheduleV2', properties: { Name: 'n', Input: '{"n": "<aws.scheduler.attempt-number>"}' } },
    { n: '1' },
  ],
  [
    'a schedule with all its attributes, and what is none',
    {
      type: 'ScheduleV2',
      properties: {
        Name: 'n',
        Input:
          '["<aws.scheduler.schedule-arn>", "<aws.scheduler.scheduled-time>", "<aws.scheduler.execution-id>", "<aws.scheduler.other>"]',
      },
    },
    [
      expect.stringMatching(/^arn:aws:scheduler:[\w-]+:9999\d{8}:schedule\/default\/n$/),
      expect.stringMatching(/^2026-.*Z$/),
      expect.stringMatching(/^[0-9a-f]{16}$/),
      '<aws.scheduler.other>',
    ],
  ],
  [
    'a rule without attributes',
    rule(PLACED, { Input: '"<aws.scheduler.attempt-number>"' }),
    '<aws.scheduler.attempt-number>',
  ],
  [
    'all reserved names',
    transformed(
      '{"arn": "<aws.events.rule-arn>", "at": <aws.events.event.ingestion-time>, "all": <aws.events.event.json>}',
    ),
    {
      arn: expect.stringMatching(/^arn:aws:events:[\w-]+:9999\d{8}:rule\/shelf$/),
      at: expect.stringMatching(/^2026-.*Z$/),
      all: { source: 'shop', detail: { kind: 'book' } },
    },
  ],
  [
    'the reserved names of a rule that nothing names',
    {
      type: 'EventBridgeRule',
      properties: {
        Pattern: { source: ['shop'] },
        InputTransformer: { InputTemplate: '["<aws.events.rule-arn>", <aws.events.rule-name>]' },
      },
    },
    [expect.stringMatching(/:rule\/rule$/), 'rule'],
  ],
  ['the body', { type: 'Api', properties: { Path: '/a', Method: 'post' } }, { q: 'a"b' }, { body: '{"q":"a\\"b"}' }],
  [
    'an apostrophe',
    { type: 'http', properties: { path: 'a', method: 'post' } },
    { q: "it's" },
    { body: '{"q":"it\'s"}' },
  ],
  [
    'the body of an HTTP API',
    { type: 'ApiGatewayV2.Integration', properties: { RequestParameters: { Input: '$request.body.q' } } },
    7,
    { body: '{"q":7}' },
  ],
  [
    'a parameter of the path',
    method(asInput('\'{"s":"\' + $input.params("shelf") + \'"}\'')),
    { s: '12' },
    { path: '/shelves/12' },
  ],
  [
    'a loop over headers',
    method(
      `#define($all){#foreach($k in $input.params().querystring.keySet())"$k": "$input.params($k)"#if($foreach.hasNext), #end#end}#end${asInput('"$all"')}`,
    ),
    { a: '1', b: '2' },
    { query: 'a=1&b=2' },
  ],
  [
    'a choice',
    method(
      `#set($n = $input.path('$.n'))#if($n > 3 && !$n.equals("5"))#set($s = "many")#elseif($n == 5)#set($s = "five")#else#set($s = "few")#end${asInput('\'{"s":"\' + $s + \'"}\'')}`,
    ),
    { s: 'five' },
    { body: '{"n":5}' },
  ],
  ['the method', method(asInput('\'{"m":"\' + $context.httpMethod + \'"}\'')), { m: 'POST' }],
  [
    'numbers of many digits',
    { type: 'schedule', properties: { rate: 'rate(1 day)', input: { a: jsonValue('12345678901234567890') } } },
    { a: jsonValue('12345678901234567890') },
  ],
  ['no input', method('{"stateMachineArn": "a"}'), {}],
  [
    'messages',
    {
      type: 'Pipes.Pipe',
      properties: { Source: 'arn:aws:sqs:eu-west-1:999900000000:q' },
      target: { InputTemplate: '{"o": <$.body.o>, "t": "n<$.body.o>"}' },
    },
    [{ o: 3, t: 'n3' }],
    { body: '{"o":3}' },
  ],
  [
    'records of a stream',
    {
      type: 'Pipes.Pipe',
      properties: { Source: 'arn:aws:kinesis:eu-west-1:999900000000:stream/s' },
      target: { InputTemplate: '<$.data.o>' },
    },
    [4],
    { data: '{"o":4}' },
  ],
  [
    'messages that the filter of a pipe takes',
    {
      type: 'Pipes.Pipe',
      properties: {
        Source: 'arn:aws:sqs:eu-west-1:999900000000:q',
        SourceParameters: { FilterCriteria: { Filters: [{ Pattern: '{"body": {"kind": ["crate"]}}' }] } },
      },
      target: { InputTemplate: '<$.body.kind>' },
    },
    ['crate'],
  ],
  [
    'changes that the filter of a pipe takes',
    {
      type: 'Pipes.Pipe',
      properties: {
        Source: 'arn:aws:dynamodb:eu-west-1:999900000000:table/t/stream/s',
        SourceParameters: { FilterCriteria: { Filters: [{ Pattern: '{"eventName": ["REMOVE"]}' }] } },
      },
      target: { InputTemplate: '<$.eventName>' },
    },
    ['REMOVE'],
  ],
];

test('the event that a template holds is without its detail', () => {
  expect(handed(transformed('<aws.events.event>'))).toMatchObject({ input: { source: 'shop' } });
  expect(handed(transformed('<aws.events.event>'))).not.toHaveProperty('input.detail');
});

test.each(TABLE.map(([what, trigger, input, given]) => ({ what, trigger, input, given })))(
  '$what',
  ({ trigger, input, given }) => {
    expect(handed(trigger, given)).toMatchObject({ input });
  },
);

const REFUSED: readonly (readonly [
  what: string,
  trigger: TriggerFact,
  problem: string,
  given?: { [name: string]: string },
])[] = [
  ['an unknown name', transformed('{"a": <b>}'), 'The template uses <b>, which InputPathsMap does not have.'],
  ['a path to nothing', rule(PLACED, { InputPath: '$.x' }), 'The event has nothing at the InputPath $.x.'],
  ['a filter in a path', rule(PLACED, { InputPath: '$.detail[?(@.a)]' }), 'uses more than names, indexes and *'],
  [
    'a constant that is no JSON',
    { type: 'Schedule', properties: { Input: '{a' } },
    'The Input of the trigger must be JSON.',
  ],
  [
    'an apostrophe where nothing takes it out',
    { type: 'Api', properties: { Path: '/a', Method: 'post' } },
    'escapeJavaScript writes',
    { body: '{"q":"it\'s"}' },
  ],
  ['a body that is not base64', method('$util.base64Decode($input.body)'), 'It decodes a text that is not base64.'],
  ['a macro', method('#macro(x)#end'), 'It uses #macro, which is not known here.'],
  ['an unknown tool', method('$util.qr("a")'), 'It uses $util.qr, which is not known here.'],
  ['an unknown method', method('$input.body.getClass()'), 'It calls .getClass(), which is not known here.'],
  ['the inside of Java', method("$input.body.constructor('a')"), 'It calls .constructor(), which is not known here.'],
  ['a body without an end', method('#if(true)a'), 'A directive of it has no #end.'],
  ['an endless loop of itself', method('#define($a)$a#end$a'), 'It contains itself.'],
  ['a costly pattern', method('$input.body.replaceAll("(a+)+b", "")'), 'has more than one repetition'],
  ['an input that is an object', method('{"input": {"a": 1}}'), 'StartExecution needs the input as a JSON text'],
];

test.each(REFUSED.map(([what, trigger, problem, given]) => ({ what, trigger, problem, given })))(
  '$what is said',
  ({ trigger, problem, given }) => {
    const made = handed(trigger, given);
    expect('problem' in made ? made.problem : made).toContain(problem);
  },
);

test('what the pattern does not take is said', () => {
  expect(handed(rule(PLACED, {}), { detail: '{"kind":"book","count":2}' })).toMatchObject({
    notes: ['The pattern of the rule does not take this event because of detail.count.'],
  });
});

const MATCHERS: readonly (readonly [matcher: Json, value: Json | undefined])[] = [
  ['a', 'a'],
  [4, 4],
  [{ prefix: 'no-' }, 'no-1'],
  [{ suffix: '.png' }, '1.png'],
  [{ wildcard: 'a*c' }, 'a1c'],
  [{ 'anything-but': ['other'] }, 0],
  [{ numeric: ['>=', 2, '<', 3] }, 2],
  [{ numeric: ['>', 2, '<', 3] }, 2.5],
  [{ 'equals-ignore-case': 'Ab' }, 'Ab'],
  [{ exists: true }, 'value'],
  [{ exists: false }, undefined],
  [{ cidr: '10.0.0.0/8' }, '10.0.0.0'],
  [{ cidr: '2001:db8::/32' }, '2001:db8::'],
];

test.each(MATCHERS)('a rule for %j is met', (matcher, value) => {
  const made = handed(rule({ detail: { x: [matcher] } }, { InputPath: '$.detail' }));
  expect(made).toEqual({ input: { orderId: '1042', ...(value !== undefined && { x: value }) }, notes: [] });
});

const TAKEN: readonly (readonly [matcher: Json, value: Json, isTaken: boolean])[] = [
  ['5', 5, false],
  [5, 5, true],
  [{ prefix: 'no-' }, 'No-1', false],
  [{ suffix: '.png' }, 'a.PNG', false],
  [{ 'equals-ignore-case': 'Ab' }, 'aB', true],
  [{ prefix: { 'equals-ignore-case': 'NO-' } }, 'no-1', true],
  [{ suffix: { 'equals-ignore-case': '.png' } }, 'a.PNG', true],
  [{ cidr: '172.16.0.0/12' }, '172.31.255.255', true],
  [{ cidr: '172.16.0.0/12' }, '172.32.0.0', false],
  [{ cidr: '172.16.9.9/12' }, '172.20.1.1', true],
  [{ cidr: '0.0.0.0/0' }, '9.9.9.9', true],
  [{ cidr: '0.0.0.0/0' }, '::1', false],
  [{ cidr: '10.0.0.1/32' }, '10.0.0.2', false],
  [{ cidr: '10.0.0.0/8' }, '10.0.0.256', false],
  [{ cidr: '10.0.0.0/8' }, '10.0.0.1/32', false],
  [{ cidr: '10.0.0.0/33' }, '10.0.0.0', false],
  [{ cidr: '2001:db8::/33' }, '2001:0DB8:7fff:0:0:0:0:1', true],
  [{ cidr: '2001:db8::/33' }, '2001:db8:8000::', false],
  [{ cidr: '::ffff:10.0.0.0/104' }, '::ffff:a01:203', true],
  [{ cidr: '2001:db8::/32' }, '2001:db8::1::2', false],
];

test.each(TAKEN)('whether a rule for %j takes %j: %s', (matcher, value, isTaken) => {
  const made = handed(rule({ detail: { x: [matcher] } }, {}), { detail: JSON.stringify({ x: value }) });
  expect('notes' in made && made.notes.length === 0).toBe(isTaken);
});

test('two triggers without a name have two names', () => {
  const schedule = { type: 'Schedule', properties: {} };
  expect(startsOf([schedule, { type: 'Weather', properties: {} }, schedule]).map(({ name }) => name)).toEqual([
    'Schedule',
    'Schedule 2',
  ]);
});
