/** What is valid, however odd it looks: a false alarm costs more than a miss. Hints may be given. */
import { expect, test } from 'vitest';
import { validateFully } from '../../core/rules/validateDocument';
import { parseDocument } from '../../core/syntax/parse';
import { loadCatalogue } from '../../services/loadTables';

const services = loadCatalogue();

/** A state by its members as JSON text; a machine around it. */
const state = (members: string, machine = ''): string =>
  `{${machine}"StartAt": "Only", "States": {"Only": {${members}, "End": true}}}`;
const pass = (members: string): string => state(`"Type": "Pass", ${members}`);
const jsonata = (members: string): string => state(members, '"QueryLanguage": "JSONata", ');
const task = (resource: string, members = ''): string => state(`"Type": "Task", "Resource": "${resource}"${members}`);
const choice = (rule: string): string =>
  `{"StartAt": "Which", "States": {"Which": {"Type": "Choice", "Choices": [{${rule}, "Next": "Done"}], "Default": "Done"}, "Done": {"Type": "Succeed"}}}`;
const each = (members: string, type = 'STANDARD'): string =>
  state(
    `"Type": "Map", "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "${type}"}, "StartAt": "One", "States": {"One": {"Type": "Pass", "End": true}}}, ${members}`,
  );
const reader = (config: string): string =>
  `"ItemReader": {"Resource": "arn:aws:states:::s3:getObject", "Parameters": {"Bucket": "rows", "Key": "all"}, "ReaderConfig": {${config}}}`;
const writer = (members: string): string => each(`"ResultWriter": {${members}}`);
const TO_BUCKET = '"Resource": "arn:aws:states:::s3:putObject", "Parameters": {"Bucket": "out", "Prefix": "p"}';
const named = (name: string): string => `{"StartAt": "${name}", "States": {"${name}": {"Type": "Succeed"}}}`;

const JSON_TEXTS: readonly [what: string, text: string][] = [
  ['an intrinsic function without arguments', pass('"Parameters": {"none.$": "States.Array()"}')],
  ['half a percent of failures', each('"ToleratedFailurePercentage": 0.5')],
  ['PARQUET', each(reader('"InputType": "PARQUET"'))],
  ['an empty comment', pass('"Comment": ""')],
  ['an empty cause', '{"StartAt": "No", "States": {"No": {"Type": "Fail", "Error": "Closed", "Cause": ""}}}'],
  ['a WriterConfig without OutputType', writer(`${TO_BUCKET}, "WriterConfig": {"Transformation": "COMPACT"}`)],
  [
    'a ResultWriter with a WriterConfig only',
    writer('"WriterConfig": {"Transformation": "NONE", "OutputType": "JSON"}'),
  ],
  ['a placeholder for a number', state('"Type": "Wait", "Seconds": ${PauseSeconds}')],
  ['a placeholder for an ARN', task('${ShipFunctionArn}')],
  [
    'a placeholder within an ARN',
    task('arn:${AWSPartition}:states:::sqs:sendMessage', ', "Parameters": {"QueueUrl": "${Url}", "MessageBody": "x"}'),
  ],
  ['an expression over lines', jsonata('"Type": "Pass", "Output": "{% $states.input\\n  .rows\\n%}"')],
  ['an expression without blanks', jsonata('"Type": "Pass", "Output": "{%$states.input%}"')],
  ['Output: 1', jsonata('"Type": "Pass", "Output": 1')],
  ['Output: null', jsonata('"Type": "Pass", "Output": null')],
  ['Output: a text', jsonata('"Type": "Pass", "Output": "so"')],
  ['Output: a list', jsonata('"Type": "Pass", "Output": [1, "{% $states.input %}"]')],
  ['Condition: true', `{"QueryLanguage": "JSONata", ${choice('"Condition": true').slice(1)}`],
  [
    'empty texts in a payload',
    task('arn:aws:states:::sqs:sendMessage', ', "Parameters": {"QueueUrl": "", "MessageBody": ""}'),
  ],
  ['$.[0]', pass('"InputPath": "$.[0]"')],
  ['two names in brackets', pass(`"InputPath": "$['a','b']"`)],
  ['a filter of nested members', pass(`"InputPath": "$.rows[?(@.of.name == 'x')]"`)],
  ['a filter that compares texts', pass(`"InputPath": "$.rows[?(@.name > 'm')]"`)],
  ['an index from the end', pass('"InputPath": "$.rows[-1]"')],
  ['a slice', pass('"InputPath": "$.rows[1:3]"')],
  ['a filter in an intrinsic function', pass('"Parameters": {"old.$": "States.JsonToString($.[?(@.year <= 1998)])"}')],
  [
    'a variable that a rule compares',
    '{"StartAt": "Set", "States": {"Set": {"Type": "Pass", "Assign": {"left": 3}, "Next": "Which"}, "Which": {"Type": "Choice", "Choices": [{"Variable": "$left", "NumericEquals": 3, "Next": "Done"}], "Default": "Done"}, "Done": {"Type": "Succeed"}}}',
  ],
  ...['Next', 'Default', 'States', 'Branches', 'Iterator', 'Choices', 'End'].flatMap((key): [string, string][] => [
    [`${key} in a Result`, pass(`"Result": {"${key}": {"a": "b"}}`)],
    [`${key} in Parameters`, pass(`"Parameters": {"in": {"${key}": "nowhere"}}`)],
    [`${key} in Arguments`, jsonata(`"Type": "Pass", "Output": {"${key}": "nowhere"}`)],
  ]),
  ...['Next', 'States', 'toString', '__proto__', 'constructor'].map((name): [string, string] => [
    `a state called ${name}`,
    named(name),
  ]),
  [
    'comments in retriers and catchers',
    '{"StartAt": "Call", "States": {"Call": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f:live", "Retry": [{"Comment": "r", "ErrorEquals": ["Busy"]}], "Catch": [{"Comment": "c", "ErrorEquals": ["States.ALL"], "Next": "Done"}], "Next": "Done"}, "Done": {"Type": "Succeed"}}}',
  ],
  ['$ in a step of a path', jsonata('"Type": "Pass", "Output": "{% $states.input.rows.($.n + 1) %}"')],
  ['$ in a predicate', jsonata('"Type": "Pass", "Output": "{% $states.input.rows[$ > 2] %}"')],
  ['$ in a function', jsonata('"Type": "Pass", "Output": "{% $states.input.rows.$string($) %}"')],
  ['$ in an order', jsonata('"Type": "Pass", "Output": "{% $states.input.rows^(>$) %}"')],
  [
    'the whole context as carrier of the token',
    task(
      'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
      ', "Parameters": {"QueueUrl": "q", "MessageBody.$": "$$"}',
    ),
  ],
  [
    'the whole context of JSONata as carrier of the token',
    jsonata(
      '"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken", "Arguments": {"QueueUrl": "q", "MessageBody": "{% $states.context %}"}',
    ),
  ],
  [
    'an error called States.… that a Fail raises',
    '{"StartAt": "Both", "States": {"Both": {"Type": "Parallel", "Branches": [{"StartAt": "No", "States": {"No": {"Type": "Fail", "Error": "States.Closed"}}}], "Catch": [{"ErrorEquals": ["States.Closed"], "Next": "Done"}], "Next": "Done"}, "Done": {"Type": "Succeed"}}}',
  ],
  ['{% %} in a JSONPath state', pass('"Result": "{% so %}"')],
  ['China', task('arn:aws-cn:states:::sns:publish', ', "Parameters": {"TopicArn": "t", "Message": "m"}')],
  ['GovCloud', task('arn:aws-us-gov:lambda:us-gov-west-1:123456789012:function:f')],
  ['an isolated partition', task('arn:aws-iso:lambda:us-iso-east-1:123456789012:function:f')],
  ['a version of a function', task('arn:aws:lambda:us-east-1:123456789012:function:f:7')],
  ['an activity', task('arn:aws:states:us-east-1:123456789012:activity:count')],
];

const YAML_TEXTS: readonly [what: string, text: string][] = [
  [
    'an expression in a block',
    'QueryLanguage: JSONata\nStartAt: Sum\nStates:\n  Sum:\n    Type: Pass\n    Output: |-\n      {% $sum(\n        $states.input.rows\n      ) %}\n    End: true\n',
  ],
  [
    'an expression in a folded block',
    'QueryLanguage: JSONata\nStartAt: Sum\nStates:\n  Sum:\n    Type: Pass\n    Output: >-\n      {% $count(\n      $states.input.rows) %}\n    End: true\n',
  ],
  [
    'functions of a template',
    'Resources:\n  Flow:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n      Definition:\n        StartAt: Send\n        States:\n          Send:\n            Type: Task\n            Resource: !GetAtt Ship.Arn\n            Next: Tell\n          Tell:\n            Type: Task\n            Resource: !Sub arn:${AWS::Partition}:states:::sns:publish\n            Parameters: { TopicArn: !Ref Topic, Message: m }\n            End: true\n',
  ],
];

test.each([
  ...JSON_TEXTS.map(([what, text]) => [what, 'json', text] as const),
  ...YAML_TEXTS.map(([what, text]) => [what, 'yaml', text] as const),
])('%s (%s)', async (what, language, text) => {
  const file = what.includes('template') ? 'template.yaml' : `m.asl.${language}`;
  const found = await findingsIn(file, text, language);
  expect(found.filter(({ severity }) => severity === 'error' || severity === 'warning').map(told)).toEqual([]);
});

const findingsIn = (file: string, text: string, language: 'json' | 'yaml') =>
  validateFully(parseDocument(file, text, language), () => Promise.resolve(), { services });

const told = ({ code, message }: { readonly code: string; readonly message: string }): string => `${code}: ${message}`;

/** After a placeholder without quotes the rest is read, and checked. */
test('a placeholder hides nothing behind it', async () => {
  const text =
    '{"StartAt": "Wait", "States": {"Wait": {"Type": "Wait", "Seconds": ${Pause}, "Next": "Gone"}, "Done": {"Type": "Succeed"}}}';
  const found = await findingsIn('m.asl.json', text, 'json');
  expect(found.map(({ code }) => code)).toContain('unknown-state');
});

test('the machine of a template is looked at', async () => {
  const [, template] = YAML_TEXTS.at(-1)!;
  const found = await findingsIn('template.yaml', template.replace('Next: Tell', 'Next: Gone'), 'yaml');
  expect(found.map(({ code }) => code)).toContain('unknown-state');
});
