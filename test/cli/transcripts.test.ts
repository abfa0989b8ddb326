/**
 * Command lines and all that they print, in `transcripts/NAME.txt`. `UPDATE=1` rewrites them; read the difference as code.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { COMMANDS } from '../../cli/commands';
import { check, type CliCase } from './check';

/** Words as a shell would split them, and what is particular to the case. */
type Line = readonly [line: string, more?: CliCase];

const state = (type: string, more = ''): string =>
  `{ "StartAt": "A", "States": { "A": { "Type": "${type}"${more}, "End": true } } }`;
const FILES = {
  'good.asl.json': state('Pass'),
  'bad dir/bad%.asl.json':
    '{\n  "StartAt": "A",\n  "States": {\n    "A": { "Type": "Pass", "Next": "Gone" },\n    "A": { "Type": "Pass", "End": true }\n  }\n}\n',
  'flow.asl.yaml': 'StartAt: A\nStates:\n  A: { Type: Pass, Next: B }\n',
  plain: '# YAML\nStartAt: A\nStates: { A: { Type: Succeed } }\n',
  text: `  ${state('Pass')}`,
  'waits.asl.json': state('Wait', ', "Seconds": 86400'),
  'template.yaml':
    'Resources:\n  Pack:\n    Type: AWS::Serverless::Function\n    Properties: { CodeUri: ., Handler: app.pack, Runtime: nodejs20.x }\n',
  'fails.asl.json': '{ "StartAt": "A", "States": { "A": { "Type": "Fail", "Error": "E", "Cause": "one\\ntwo" } } }',
  'calls.asl.json':
    '{ "StartAt": "Both", "States": { "Both": { "Type": "Parallel", "End": true, "Branches": [ { "StartAt": "L", "States": { "L": { "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": { "QueueUrl": "q", "MessageBody": "m" }, "Retry": [ { "ErrorEquals": [ "States.ALL" ], "MaxAttempts": 1 } ], "End": true } } } ] } } }',
  'app.js':
    'exports.pack = async (event) => { console.log("packs"); return { packed: event }; };\nexports.fails = async () => { throw new TypeError("no"); };\n',
  'one.py': 'def handler(event, context):\n    return 1\n',
  'one.js': 'exports.handler = async () => 1;\n',
  'reads.js': 'exports.handler = async ({ crate }) => crate.depth * 2;\n',
  'order.asl.json':
    '{ "StartAt": "Charge", "States": { "Charge": { "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": { "QueueUrl": "q", "MessageBody": { "id.$": "$.id" } }, "Retry": [ { "ErrorEquals": [ "Busy" ], "IntervalSeconds": 3, "MaxAttempts": 2 } ], "Catch": [ { "ErrorEquals": [ "States.ALL" ], "Next": "Done" } ], "Next": "Done" }, "Done": { "Type": "Succeed" } } }',
  // The way with more states is not the way that the handler's own answer leads to.
  'led.asl.json': JSON.stringify({
    StartAt: 'Pack',
    States: {
      Pack: { Type: 'Task', Resource: '${Pack.Arn}', ResultPath: '$.a', Next: 'Send' },
      Send: { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage', ResultPath: '$.b', Next: 'Seven?' },
      'Seven?': {
        Type: 'Choice',
        Choices: [{ Variable: '$.a.packed.id', NumericEquals: 7, Next: 'Short' }],
        Default: 'Long',
      },
      Short: { Type: 'Pass', Parameters: { 'read.$': '$.b.MD5OfMessageBody' }, End: true },
      Long: { Type: 'Pass', Parameters: { 'read.$': '$.b.SequenceNumber' }, Next: 'Longer' },
      Longer: { Type: 'Pass', End: true },
    },
  }),
  // Its bucket has nothing.
  'rows.asl.json': JSON.stringify({
    StartAt: 'Each',
    States: {
      Each: {
        Type: 'Map',
        ItemReader: {
          Resource: 'arn:aws:states:::s3:getObject',
          ReaderConfig: { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' },
          Parameters: { Bucket: 'parcels', 'Key.$': '$.day' },
        },
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' },
          StartAt: 'Note',
          States: { Note: { Type: 'Pass', Parameters: { 'weight.$': '$.weight' }, End: true } },
        },
        End: true,
      },
    },
  }),
  // Its handler leaves the token to somebody who is not there.
  'token.asl.json': JSON.stringify({
    StartAt: 'Ask',
    States: {
      Ask: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
        Parameters: { FunctionName: 'Pack', Payload: { 'token.$': '$$.Task.Token' } },
        Next: 'Note',
      },
      Note: { Type: 'Pass', Parameters: { 'by.$': '$.approvedBy' }, End: true },
    },
  }),
  'event.json': '{"id":7}',
  '.git/HEAD': '',
};

/** What the user has allowed to a folder. */
const KEPT = [
  { kind: 'http', origin: 'https://api.example.com', writes: true },
  { kind: 'http', origin: 'http://minio.lan:9000', writes: false },
  { kind: 'secret', name: 'KEY', origin: 'https://api.example.com' },
];

/** Two tasks of a function in a language that no machine of ours runs. */
const NOT_RUN_HERE: CliCase = {
  files: {
    'template.yaml': `Parameters:
  Secret: { Type: String }
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties: { CodeUri: ., Handler: a.B, Runtime: java21, Environment: { Variables: { SECRET: !Ref Secret } } }
  M:
    Type: AWS::Serverless::StateMachine
    Properties: { DefinitionUri: m.asl.json, DefinitionSubstitutions: { F: !GetAtt F.Arn } }
`,
    'm.asl.json':
      '{ "StartAt": "A", "States": { "A": { "Type": "Task", "Resource": "${F}", "Next": "B" }, "B": { "Type": "Task", "Resource": "${F}", "End": true } } }',
    '.git/HEAD': '',
  },
};

const UNSYNTHESIZED = {
  'cdk.json': '{ "app": "npx ts-node bin/app.ts" }',
  'lib/shop.ts':
    "import * as sfn from 'aws-cdk-lib/aws-stepfunctions';\nexport class Shop extends Stack {\n  constructor(scope, id) {\n    super(scope, id);\n    new sfn.StateMachine(this, 'Checkout', { definitionBody: sfn.DefinitionBody.fromChainable(await loadSteps(this)) });\n  }\n}\n",
};

/** Of two machines one is given a text for each placeholder; what is included is filled in by whatever includes it. */
const FILLED_IN: CliCase = {
  files: {
    'template.yaml': `Resources:
  Day:
    Type: AWS::Serverless::StateMachine
    Properties: { DefinitionUri: deep/flow.asl.json, DefinitionSubstitutions: { F: f, G: g } }
  Night:
    Type: AWS::Serverless::StateMachine
    Properties: { DefinitionUri: deep/flow.asl.json, DefinitionSubstitutions: { F: f } }
  Other:
    Type: AWS::Serverless::StateMachine
    Properties: { Definition: { Fn::Transform: { Name: AWS::Include, Parameters: { Location: deep/other.asl.json } } } }
`,
    'deep/flow.asl.json':
      '{ "StartAt": "A", "States": { "A": { "Type": "Pass", "Result": ["${F}", "${G}"], "End": true } } }',
    'deep/other.asl.json': '{ "StartAt": "A", "States": { "A": { "Type": "Pass", "Result": "${H}", "End": true } } }',
    '.git/HEAD': '',
  },
};

/** What the first `Resources` holds counts no more. */
const DOUBLED = {
  'twice.yaml':
    'Resources:\n  Lost: { Type: AWS::SQS::Queue }\nResources:\n  Flow:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n      Definition: { StartAt: A, States: { A: { Type: Succeed } } }\n',
};

/** A machine that decides and asks by values that only a deployment knows. */
const GUESS: CliCase = {
  files: {
    'template.yaml':
      'Parameters: { Stage: { Type: String }, Queue: { Type: String }, Note: { Type: String } }\nResources:\n  M:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n      DefinitionUri: m.asl.json\n      DefinitionSubstitutions: { stage: !Ref Stage, queue: !Ref Queue, note: !Ref Note }\n',
    'values.json': '{ "Stage": "dev", "Queue": "q" }',
    'list.json': '[1]',
    'm.asl.json':
      '{ "StartAt": "P", "States": { "P": { "Type": "Pass", "Parameters": { "stage": "${stage}", "q": "${queue}", "note": "${note}" }, "Next": "C" }, "C": { "Type": "Choice", "Choices": [ { "Variable": "$.stage", "StringEquals": "prod", "Next": "X" } ], "Default": "S" }, "X": { "Type": "Fail" }, "S": { "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": { "QueueUrl.$": "$.q", "MessageBody": "x" }, "End": true } } }',
  },
};

/** A project with something of each kind that an inventory tells of. */
const PROJECT: CliCase = {
  files: {
    'template.yaml': [
      'Resources:',
      '  Charge:',
      '    Type: AWS::Serverless::Function',
      '    Properties:',
      '      CodeUri: src',
      '      Handler: charge.handler',
      '      Runtime: nodejs20.x',
      '      FunctionName: charge-card',
      '      Environment: { Variables: { TABLE: orders } }',
      '  Report: { Type: AWS::Serverless::Function, Properties: { CodeUri: jar, Handler: a.B, Runtime: java25 } }',
      '  Order:',
      '    Type: AWS::Serverless::StateMachine',
      '    Properties:',
      '      DefinitionUri: order.asl.json',
      '      DefinitionSubstitutions: { ChargeArn: !GetAtt Charge.Arn, Word: plain }',
      '',
    ].join('\n'),
    'src/text.js': 'module.exports = 1;\n',
    'src/charge.js': '// charges\nexports.handler = async () => 1;\n',
    'order.asl.json': `{
  "StartAt": "Pay",
  "States": {
    "Pay": { "Type": "Task", "Resource": "\${ChargeArn}", "Next": "Tell" },
    "Tell": { "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": { "QueueUrl": "\${QueueUrl}", "MessageBody": "told", "Delay": 1 }, "Next": "Like" },
    "Like": { "Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:charge_card", "Next": "Gone" },
    "Gone": { "Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:chargeback", "End": true }
  }
}`,
    '.git/HEAD': '',
  },
};

const flow = (name: string): string =>
  `  ${name}: { Type: AWS::Serverless::StateMachine, Properties: { Definition: ${state('Pass')} } }\n`;

/** Stacks with machines of one name, one that holds none, and one of a name that a shell would split. */
const TWICE: CliCase = {
  files: {
    'one.yaml': `Resources:\n${flow('Flow')}${flow('More')}`,
    'two.yaml': `Resources:\n${flow('Flow')}`,
    'functions.yaml':
      'Resources:\n  Pack: { Type: AWS::Serverless::Function, Properties: { CodeUri: ., Handler: app.pack, Runtime: nodejs20.x } }\n',
    'flow of three.yaml': `Resources:\n${flow('Flow')}${flow('Third')}`,
    'app.js': 'exports.pack = async () => 1;\n',
    '.git/HEAD': '',
  },
};

const message = {
  messageId: '5b1cf2c7-0d5e-4c0c-9d43-1f7f6b0e6a11',
  receiptHandle: 'AQEB',
  body: 'hello',
  attributes: {
    ApproximateReceiveCount: '1',
    SentTimestamp: '1790000000000',
    SenderId: 'AIDA',
    ApproximateFirstReceiveTimestamp: '1790000000001',
  },
  messageAttributes: {},
  md5OfBody: '5d41402abc4b2a76b9719d911017c592',
  eventSource: 'aws:sqs',
  eventSourceARN: 'arn:aws:sqs:eu-west-1:999900000000:parcels',
  awsRegion: 'eu-west-1',
};
const messages = (more: object): string => JSON.stringify({ Records: [{ ...message, ...more }] }, null, 2);

/** A function with triggers, and events as people keep them. */
const POST: CliCase = {
  files: {
    'template.yaml': `Resources:
  Parcels: { Type: AWS::SQS::Queue, Properties: { QueueName: parcels } }
  Parcel:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: .
      Handler: app.pack
      Runtime: nodejs20.x
      Events:
        Inbox: { Type: SQS, Properties: { Queue: !GetAtt Parcels.Arn } }
        Nightly: { Type: Schedule, Properties: { Schedule: rate(1 day), Input: '{"job":"sweep"}' } }
        Voice: { Type: Pigeon }
  Lonely: { Type: AWS::Serverless::Function, Properties: { CodeUri: ., Handler: app.pack, Runtime: nodejs20.x } }
  Rest:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: .
      Handler: app.pack
      Runtime: nodejs20.x
      Events: { Every: { Type: ScheduleV2, Properties: { Name: every-hour, ScheduleExpression: rate(1 hour) } } }
`,
    'main.tf': `resource "aws_lambda_function" "sorter" {
  function_name = "sorter"
  runtime       = "nodejs20.x"
  handler       = "app.pack"
  filename      = "app.js"
}
resource "aws_sqs_queue" "bags" { name = "bags" }
resource "aws_lambda_event_source_mapping" "bags" {
  event_source_arn = aws_sqs_queue.bags.arn
  function_name    = aws_lambda_function.sorter.arn
}
resource "aws_sfn_state_machine" "rounds" {
  name       = "rounds"
  role_arn   = "arn:aws:iam::999900000000:role/rounds"
  definition = jsonencode({ StartAt = "Go", States = { Go = { Type = "Succeed" } } })
}
resource "aws_cloudwatch_event_rule" "morning" { schedule_expression = "rate(1 day)" }
resource "aws_cloudwatch_event_target" "morning" {
  rule  = aws_cloudwatch_event_rule.morning.name
  arn   = aws_sfn_state_machine.rounds.arn
  input = jsonencode({ round = "morning" })
}
`,
    'app.js': 'exports.pack = async () => 1;\n',
    'events/whole.json': messages({}),
    'events/windows.json': `\uFEFF${messages({}).replaceAll('\n', '\r\n')}`,
    'events/object.json': messages({ body: { orderId: 7 } }),
    'events/without.json': messages({ eventSourceARN: undefined, eventSourceArn: message.eventSourceARN }),
    'events/odd.json': messages({ messageAttributes: { 'a-b': 1, größe: 1 } }),
    'events/half.json': '{ "Records": [{ "body": "hello" }] }',
    'events/own.json': '{ "parcel": 7 }',
    'events/broken.json': '{ "Records": [ }',
    'events/sqs.json': messages({ body: 'hello' }),
    'test/fixtures/inbox.json': messages({}),
    'test/fixtures/answer.json': '{ "parcel": 7 }',
    '.git/HEAD': '',
  },
};

const TALKS: { readonly [name: string]: readonly Line[] } = {
  events: [
    ['events', POST],
    ['events list --format json', POST],
    ['events list more'],
    ['events lsit'],
    ['events show'],
    ['events show sqs sns'],
    ['events show sqz'],
    ['events show sqs --set body'],
    ['events show sqs --set text=hello'],
    ['events show sqs --seed x'],
    ['events show sqs --set count=1e9'],
    ['events show s3 --set size=-1'],
    ['events show scheduler --seed 7'],
    ['events show scheduler --seed 7 --set schedule=sweep', { terminal: true }],
    ['events show --from template.yaml#Parcel/Inbox --seed 7 --set body=hello', POST],
    ['events show --from template.yaml#Parcel/Nightly', POST],
    ['events show template.yaml#Parcel/Nightly', POST],
    ['events show main.tf#sorter/bags --seed 7', POST],
    ['events show main.tf#sorter/bag', POST],
    ['events show main.tf#rounds', POST],
    ['events show main.tf#', POST],
    ['invoke Parcel --event template.yaml#Parcel/Nightly', POST],
    ['invoke Parcel --event template.yaml#Parcel/Inbx', POST],
    ['events show --from template.yaml#Parcel/Nightly --set rule=r', POST],
    ['events show --from template.yaml#Parcel/Voice', POST],
    ['events show --from template.yaml#Parcel/Inbx', POST],
    ['events show --from template.yaml#Parcel/Gone', POST],
    ['events show --from template.yaml#Parcel', POST],
    ['events show --from template.yaml#Rest --seed 7', POST],
    ['events show --from template.yaml#Lonely', POST],
    ['events show --from template.yaml#Parcl/Inbox', POST],
    ['events show --from template.yaml', POST],
    ['events show --from .#Rest/Every --seed 7', POST],
    ['events show --from none.yaml#Parcel', POST],
    ['events show sqs --from template.yaml#Parcel/Inbox', POST],
    ['events check', POST],
    ['events check events/whole.json events/windows.json', POST],
    ['events check events/object.json events/without.json', POST],
    ['events check events/without.json --format json', POST],
    ['events check events/odd.json', POST],
    ['events check events/half.json', POST],
    ['events check events/half.json --source sqs', POST],
    ['events check events/half.json --source sqz', POST],
    ['events check events/own.json events/whole.json', POST],
    ['events check events/own.json --source step-functions-task', POST],
    ['events check events/broken.json', POST],
    ['events check events/none.json', POST],
    ['events check -', { input: '{"Records":[]}' }],
    [
      'events import -',
      { input: '2026-01-01T00:00:00Z a1 INFO event {"parcel":{"weight":10.0},"from":"mira@posthaus.org"}\n' },
    ],
    ['events import - --mask', { input: "got {'from': 'mira@posthaus.org', 'heavy': True}" }],
    ['events import -', { input: 'nothing here' }],
    ['events import'],
    ['events import events/none.json', POST],
  ],
  check: [
    ['check app.js'],
    ['check .git'],
    ['check broken.yaml', { files: { 'broken.yaml': 'Resources:\n  A: [\n  B: {\n    c: "\n' } }],
    ['check .', PROJECT],
    ['check'],
    ['check good.asl.json'],
    ['check good'],
    ['check goood'],
    ['check .', { files: UNSYNTHESIZED }],
    ['check Checkout', { files: UNSYNTHESIZED }],
    ['check twice.yaml', { files: DOUBLED }],
    ['check deep', FILLED_IN],
    ['check good.asl.json bad%20dir/bad%.asl.json flow.asl.yaml good.asl.json'],
    ['check --format json good.asl.json flow.asl.yaml'],
    ['check --format sarif bad%20dir/bad%.asl.json flow.asl.yaml'],
    ['check --format json none.json'],
    ['check none.json good.asl.json'],
    ['check plain text'],
    ['check --language asl plain'],
    ['check --language asl-yaml text'],
    ['check -', { input: '[' }],
    ['check --format sarif -', { input: 'StartAt: A' }],
    ['check -', { input: '' }],
    ['check --format xml good.asl.json'],
    ['check --formt json good.asl.json'],
  ],
  mocks: [
    ['mocks'],
    ['mocks order.asl.json more'],
    ['mocks order.asl.json'],
    ['mocks order.asl.json --branches'],
    ['mocks order.asl.json --branches --out mocks'],
    ['mocks fails.asl.json'],
    ['mocks none.asl.json'],
    ['mocks template.yaml'],
  ],
  run: [
    ['run'],
    ['run good.asl.json more'],
    ['run good.asl.json --input event.json --clock skip'],
    ['run good.asl.json --input event.json --resume h.json'],
    ['run good.asl.json --input none.json'],
    ['run none.asl.json'],
    ['run fails.asl.json --clock skip'],
    ['run waits.asl.json --clock skip'],
    ['run calls.asl.json --clock skip'],
    ['run good.asl.json --history none/h.json'],
    ['run fails.asl.json --clock quick'],
    ['run good.asl.json --input'],
    ['run --help=1 good.asl.json'],
    ['run - --input -', { input: state('Pass') }],
    ['run -', { input: state('Pass') }],
    ['run - --mocks -', { input: state('Pass') }],
    ['run good.asl.json --mask password'],
    ['run good.asl.json --mask $[ --history h.json'],
    ['run good.asl.json --seed x'],
    ['run good.asl.json --type fast'],
    ['run good.asl.json --allow-env A'],
    ['run good.asl.json --endpoint x'],
    ['run good.asl.json --project none'],
    ['run good.asl.json --machine other'],
    ['run good.asl.json --nod x'],
    ['run good.asl.json --resume event.json'],
    ['run good.asl.json --history -'],
    ['run good.asl.json --history . --clock skip'],
    ['run waits.asl.json', { interrupt: true }],
    ['run waits.asl.json --history -', { interrupt: true }],
    ['run calls.asl.json --clock skip', { terminal: true }],
    ['run good.asl.json --input plain'],
    ['run order.asl.json --mocks auto --clock skip'],
    ['run rows.asl.json'],
    ['run token.asl.json --mocks auto --input event.json'],
    ['run rows.asl.json --input {"day":"today.csv"}'],
    ['run led.asl.json --mocks auto --clock skip --input event.json'],
    ['run order.asl.json --mocks auto --clock skip', { env: { CI: 'true' } }],
    ['run order.asl.json --mocks auto --allow-inferred --input event.json --clock skip', { env: { CI: 'true' } }],
    ['run fails.asl.json --mocks auto --clock skip'],
    ['run m.asl.json --clock skip', NOT_RUN_HERE],
    ['run m.asl.json --mocks auto --clock skip', GUESS],
    ['run m.asl.json --mocks auto --clock skip --value Stage=dev', { ...GUESS, env: { CI: 'true' } }],
    ['run m.asl.json', GUESS],
    ['run m.asl.json --fill --mocks auto --clock skip', { ...GUESS, env: { CI: 'true' } }],
    ['run m.asl.json --fill --mocks auto --clock skip --allow-inferred', { ...GUESS, env: { CI: 'true' } }],
    ['run m.asl.json --values values.json --value Note=n --mocks auto --clock skip', GUESS],
    ['run m.asl.json --values values.json --value Stage=test --fill --mocks auto --clock skip', GUESS],
    ['run m.asl.json --values none.json', GUESS],
    ['run m.asl.json --values list.json', GUESS],
    ['run m.asl.json --value Stage', GUESS],
    [
      'run m.asl.json --value Stge=dev --value Stage=dev --value Note=n --value Queue=q --mocks auto --clock skip',
      GUESS,
    ],
    ['run twice.yaml', { files: DOUBLED }],
    ['run m.asl.json --value =dev', GUESS],
    ['run good.asl.json --case happy'],
    ['run good.asl.json --allow-host not%20a%20host'],
    ['run plain'],
    ['run template.yaml'],
    ['run bad%20dir/bad%.asl.json'],
    ['run app.js'],
    ['run Order --fill --clock skip', PROJECT],
    ['run ordr', PROJECT],
    ['run charge-card', PROJECT],
    ['run readme', PROJECT],
    ['run Flow', TWICE],
    ['run two.yaml#Flow --clock skip', TWICE],
    ['run one.yaml#Fow', TWICE],
    ['run three.yaml#Flow', TWICE],
    ['run one.yaml --machine none', TWICE],
    ['run functions.yaml', TWICE],
  ],
  invoke: [
    ['invoke'],
    ['invoke Pack more'],
    ['invoke Pack --event event.json'],
    ['invoke app.js#pack --event -', { input: '{"id":8}' }],
    ['invoke app.js#fails'],
    ['invoke app.js'],
    ['invoke one.js'],
    ['invoke none.js'],
    ['invoke dir/none'],
    ['invoke Pakc'],
    ['invoke Pack --event plain'],
    ['invoke Pack --event none.json'],
    ['invoke Pack --event state:Order/Charge --seed x'],
    // Nothing calls it.
    ['invoke one.py --event'],
    ['invoke reads.js --event'],
    ['invoke Pack --project none'],
    ['invoke app.js#none'],
    ['invoke none#handler'],
    ['invoke one.js --node none'],
    ['invoke one.py --python none'],
    ['invoke one.js --values none.json'],
    ['invoke Order', PROJECT],
    ['invoke template.yaml#Charge', PROJECT],
    ['invoke template.yaml#Chrge', PROJECT],
    ['invoke Pack --event event.json', { interrupt: true }],
    ['invoke Pack --event event.json', { terminal: true }],
  ],
  help: [
    ['help'],
    ['--help'],
    ['-h'],
    ['--version'],
    ['version'],
    ['chekc'],
    ['toString'],
    ['something'],
    ...Object.keys(COMMANDS).map((name): Line => [`${name} --help`]),
  ],
  callback: [
    ['callback'],
    ['callback sucess --token t'],
    ['callback success failure --token t'],
    ['callback toString --token t'],
    ['callback success'],
    ['callback success --token t --error E'],
    ['callback failure --token t --output {}'],
    ['callback heartbeat --token t --cause c'],
    ['callback success --token t --output {} --output-file event.json'],
    ['callback success --token - --output-file -'],
    ['callback success --token t --output {'],
    ['callback success --token t --output-file plain'],
    ['callback success --token t --output-file none.json'],
    ['callback success --token t --endpoint none'],
    ['callback success --token t --endpoint http://127.0.0.1:1'],
    ['callback heartbeat --tokn t'],
  ],
  consents: [
    ['consents'],
    ['consents show'],
    ['consents allow'],
    ['consents allow --host'],
    ['consents allow --host not%20a%20host'],
    ['consents allow --env A'],
    ['consents allow --region eu-west-1'],
    ['consents allow --host api.example.com --env TOKEN --connection orders'],
    ['consents allow --aws dev'],
    ['consents allow --aws dev --project none'],
    ['consents revoke'],
    ['consents withdraw'],
    ['consents withdraw --host a'],
    ['consents withdraw ffffffff more'],
    ['consents --format json'],
    ['consents', { consents: (folder) => ({ [folder]: KEPT }) }],
    ['consents --format json', { consents: (folder) => ({ [folder]: KEPT }) }],
  ],
  project: [
    ['project', PROJECT],
    ['project --format json', PROJECT],
    ['functions', PROJECT],
    ['machines', PROJECT],
    ['project --value QueueUrl=https://q', PROJECT],
    ['project --explain Charge', PROJECT],
    ['project --explain Order', PROJECT],
    ['project --explain src/charge.js', PROJECT],
    ['project --explain src/charge.js#handler', PROJECT],
    ['project --explain template.yaml', PROJECT],
    ['project --explain src/text.js', PROJECT],
    ['project --explain order.asl.json --format json', PROJECT],
    ['project --explain placeholder:QueueUrl', PROJECT],
    ['project --explain charge_card', PROJECT],
    ['project --explain chargeback', PROJECT],
    ['project --explain chargeback --format json', PROJECT],
    ['project --explain nothing', PROJECT],
    ['project', { files: { 'a.txt': '', '.git/HEAD': '' } }],
    ['functions --format json', { files: { 'a.txt': '', '.git/HEAD': '' } }],
    ['project DIR', PROJECT],
    ['project --project none', PROJECT],
    ['project --project template.yaml', PROJECT],
    ['project --value x', PROJECT],
    ['machines --formt json', PROJECT],
    ['doctor --project none', PROJECT],
    ['doctor more', PROJECT],
  ],
  completion: [
    ['completion'],
    ['completion bash zsh'],
    ['completion tcsh'],
    ['completion bash'],
    ['completion zsh'],
    ['completion fish'],
    ['completion words -- '],
    ['completion words -- m'],
    ['completion words -- none '],
    ['completion words -- check a.json '],
    ['completion words -- check --fo'],
    ['completion words -- check --format '],
    ['completion words -- check --format = s'],
    ['completion words -- run ', PROJECT],
    ['completion words -- run Flow ', TWICE],
    ['completion words -- run --clock skip F', TWICE],
    ['completion words -- run --project none '],
    ['completion words -- run Flow --machine ', TWICE],
    ['completion words -- run Flow --mocks '],
    ['completion words -- run Flow --seed '],
    ['completion words -- run -- -'],
    ['completion words -- redrive Flow h', TWICE],
    ['completion words -- invoke ', PROJECT],
    ['completion words -- project --explain ', PROJECT],
    ['completion words -- callback '],
    ['completion words -- consents allow --host a --h'],
    ['completion words -- consents --format text --f'],
    ['completion words -- lsp -'],
    ['completion words -- events '],
    ['completion words -- events show sqs'],
    ['completion words -- events show sqs --set '],
    ['completion words -- events show none --set '],
    ['completion words -- events check --source sn'],
    ['completion words -- events check '],
    ['completion words -- events show sqs --seed '],
    ['completion words -- invoke Pack --event sqs'],
    ['completion words -- invoke Pack --event sns --set '],
    ['completion words -- completion '],
  ],
  servers: [
    ['lsp'],
    ['dap'],
    ['lsp --stdio more'],
    ['dap --node-ipc'],
    ['serve more'],
    ['serve --port none'],
    ['serve --project none'],
    ['serve', { interrupt: true }],
  ],
  redrive: [
    ['redrive'],
    ['redrive good.asl.json'],
    ['redrive good.asl.json none.json'],
    ['redrive good.asl.json event.json'],
    ['redrive good.asl.json a b'],
    ['redrive - -'],
    ['redrive good.asl.json h.json --input event.json'],
  ],
  'test-state': [
    ['test-state'],
    ['test-state order.asl.json'],
    ['test-state order.asl.json Charge more'],
    ['test-state order.asl.json Chrge'],
    ['test-state none.json Charge'],
    ['test-state order.asl.json Charge --input {"id":7}'],
    ['test-state order.asl.json Charge --input {"id":7} --mock-result {"MessageId":"1","MD5OfMessageBody":"2"}'],
    ['test-state order.asl.json Charge --input {"id":7} --mock-result {"Message":"1"}'],
    ['test-state order.asl.json Charge --input {"id":7} --mock-result {"Message":"1"} --field-validation NONE'],
    ['test-state order.asl.json Charge --input {"id":7} --mock-result {"Message":"1"} --field-validation SOME'],
    ['test-state order.asl.json Charge --field-validation NONE'],
    ['test-state order.asl.json Charge --input event.json --mock-error Busy:later'],
    ['test-state order.asl.json Charge --input event.json --mock-error {"error":"Busy","cause":"c"}'],
    ['test-state order.asl.json Charge --input event.json --mock-error {"error":1}'],
    ['test-state order.asl.json Charge --input event.json --mock-error Other --mock-result {}'],
    ['test-state order.asl.json Charge --input event.json --mock-error Other'],
    [
      'test-state order.asl.json Charge --input event.json --mock-error Busy --state-configuration {"retrierRetryCount":2}',
    ],
    ['test-state order.asl.json Charge --state-configuration []'],
    ['test-state order.asl.json Charge --state-configuration {"retrierRetryCount":"2"}'],
    ['test-state order.asl.json Charge --state-configuration {"retrierRetryCount":-1}'],
    ['test-state order.asl.json Charge --state-configuration {"retrierRetryCount":1.5}'],
    ['test-state order.asl.json Charge --state-configuration {"errorCausedByState":1}'],
    ['test-state order.asl.json Charge --state-configuration {"retrierRetryCont":1}'],
    ['test-state order.asl.json Charge --state-configuration {"something":1}'],
    ['test-state order.asl.json Charge --state-configuration {"toString":1}'],
    ['test-state order.asl.json Charge --input {"id"'],
    ['test-state order.asl.json Charge --input none.json'],
    ['test-state order.asl.json Charge --input plain'],
    ['test-state order.asl.json Charge --input - --context -'],
    ['test-state - Charge --input -', { input: '{}' }],
    ['test-state order.asl.json Charge --input - --mock-error E', { input: '{"id":7}' }],
    ['test-state order.asl.json Done --input event.json --inspect DEBUG'],
    ['test-state order.asl.json Done --inspect SOME'],
    ['test-state order.asl.json Done --variables [1]'],
    ['test-state order.asl.json Done --context 1'],
    ['test-state order.asl.json Done --request -', { input: '{"input":"{\\"a\\":1}"}' }],
    ['test-state order.asl.json Done --request -', { input: '{"input":{}}' }],
    ['test-state order.asl.json Done --request -', { input: '{"input":"x"}' }],
    ['test-state order.asl.json Done --request -', { input: '{"inputs":"1"}' }],
    ['test-state order.asl.json Done --request -', { input: '[]' }],
    ['test-state order.asl.json Done --request -', { input: '{' }],
    ['test-state order.asl.json Done --request none.json'],
    ['test-state order.asl.json Done --input 1 --request -', { input: '{"input":"1"}' }],
    ['test-state order.asl.json Charge --request -', { input: '{"input":"{\\"id\\":7}","mock-error":"E:c"}' }],
    ['test-state order.asl.json Done --machine x'],
    ['test-state - --input 1', { input: '{"Type":"Succeed"}' }],
    ['test-state - --input 1', { input: '{"Type":"Odd"}' }],
    ['test-state - --input 1', { input: '1' }],
    ['test-state order.asl.json Done', { terminal: true }],
    ['test-state order.asl.json Done', { interrupt: true }],
  ],
};

test.each(Object.entries(TALKS))('%s', async (name, talk) => {
  const told: string[] = [];
  for (const [line, more = {}] of talk) {
    const { folder, code, out, error } = await run(line, more);
    const shown = (text: string): string =>
      text
        .replaceAll(folder, 'FOLDER')
        .replaceAll(/\d{4}-\d\d-\d\dT[\d:.-]+Z/g, 'TIME')
        .replaceAll(/127\.0\.0\.1:\d{2,}\/[0-9a-f]{32}/g, '127.0.0.1:PORT/SECRET')
        // How long a state took, where that was anything.
        .replaceAll(/ {2}\d+(\.\d+)? m?s$/gm, '')
        .replaceAll(/\b[0-9a-f]{8}(?="|  )/g, 'ID')
        .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'UUID')
        .replaceAll(/\d+(\.\d+)? m?s\b/g, 'N s')
        // What fails at once took no time that is told, where the machine is not busy.
        .replaceAll(/ after N s(?=: )/g, '')
        .replace(/^ +(at |node:).*\n/gm, '');
    told.push(`$ stepwise ${line}`);
    for (const [mark, text] of [
      ['  ', out],
      ['! ', error],
    ] as const) {
      if (text !== '')
        told.push(
          ...shown(text)
            .replace(/\n$/, '')
            .split('\n')
            .map((each) => `${mark}${each}`.trimEnd()),
        );
    }
    told.push(`  exit code ${code}`);
  }
  const text = [...told, ''].join('\n');
  const expected = path.join(__dirname, 'transcripts', `${name}.txt`);
  if (process.env['UPDATE']) {
    mkdirSync(path.dirname(expected), { recursive: true });
    writeFileSync(expected, text);
  }
  expect(existsSync(expected), `${expected} is missing: run with UPDATE=1 and read it`).toBe(true);
  expect(text).toBe(readFileSync(expected, 'utf8').replace(/\r\n/g, '\n'));
});

function run(line: string, more: CliCase): ReturnType<typeof check> {
  const args = line.split(' ').map((word) => word.replaceAll('%20', ' '));
  return check(args, { files: FILES, ...more }, {});
}
