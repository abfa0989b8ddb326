import { describe, expect, it } from 'vitest';
import { fillSnippet } from '../../core/catalog/snippet';
import { complete } from '../../core/features/completion';
import type { ProjectNames } from '../../core/features/languageText';
import { loadCatalogue } from '../../services/loadTables';
import { applyEdits, marked } from './cursor';

interface Expectation {
  /** Labels that are offered … */
  readonly has?: readonly string[];
  /** … all of them, in this order … */
  readonly exactly?: readonly string[];
  /** … and not. */
  readonly lacks?: readonly string[];
  /** Text after this label was taken, tab stops filled with their defaults. */
  readonly take?: readonly [label: string, result: string];
}

const NAMES: ProjectNames = {
  functions: ['ChargeCard'],
  placeholders: ['ChargeCardArn'],
  raisedBy: ({ definition }) =>
    definition.Resource === '${ChargeCardArn}'
      ? { function: 'ChargeCard', names: ['CardDeclined', 'Mine'], misnamed: [] }
      : undefined,
};

const charge = (errors: string): string =>
  states(`"Type": "Task", "Resource": "\${ChargeCardArn}", "Catch": [{ "ErrorEquals": [${errors}], "Next": "B" }]`);

function check(textWithCursor: string, { has = [], exactly, lacks = [], take }: Expectation): void {
  const { text, source, offset } = marked(textWithCursor);
  const entries = complete(text, offset, NAMES, loadCatalogue());
  const labels = entries.map(({ label }) => label);
  if (exactly) expect(labels).toEqual(exactly);
  expect(labels).toEqual(expect.arrayContaining([...has]));
  for (const label of lacks) expect(labels).not.toContain(label);
  for (const { edit, filterText, label } of entries) {
    expect(edit.span.start).toBeLessThanOrEqual(offset);
    expect(edit.span.end).toBeGreaterThanOrEqual(offset);
    // An editor drops an entry whose text does not begin with what is typed already.
    const typed = source.slice(edit.span.start, offset);
    if (/^["']$/.test(typed)) expect((filterText ?? label).toLowerCase()).toContain(typed.toLowerCase());
  }
  if (!take) return;
  const entry = entries.find(({ label }) => label === take[0]);
  expect(entry, take[0]).toBeDefined();
  const edit = { ...entry!.edit, text: entry!.isSnippet ? fillSnippet(entry!.edit.text) : entry!.edit.text };
  expect(applyEdits(source, [edit, ...(entry!.additional ?? [])])).toBe(take[1]);
}

const states = (body: string): string =>
  `{ "StartAt": "A", "States": { "A": { ${body} }, "B": { "Type": "Succeed" }, "C d": { "Type": "Fail", "Error": "Mine" } } }`;

const task = (action: string, parameters: string): string =>
  states(`"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:${action}", "Parameters": { ${parameters} }`);

const CASES_OF_ERRORS: Record<string, [string, Expectation]> = {
  'errors that the function raises': [charge('"<|>"'), { has: ['CardDeclined', 'Mine', 'States.ALL'] }],
  'but none that is listed': [charge('"CardDeclined", "<|>"'), { has: ['Mine'], lacks: ['CardDeclined'] }],
  'errors that functions within raise': [
    `{ "StartAt": "P", "States": { "P": { "Type": "Parallel", "Catch": [{ "ErrorEquals": ["<|>"] }], "Branches": [
      { "StartAt": "A", "States": { "A": { "Type": "Task", "Resource": "\${ChargeCardArn}", "End": true } } }] } } }`,
    { has: ['CardDeclined'] },
  ],
  'nothing of a function that is not known': [
    states('"Type": "Task", "Resource": "${Other}", "Catch": [{ "ErrorEquals": ["<|>"], "Next": "B" }]'),
    { has: ['Mine'], lacks: ['CardDeclined'] },
  ],
};

const CASES: Record<string, [string, Expectation]> = {
  'states in Next': [states('"Type": "Pass", "Next": "<|>"'), { exactly: ['B', 'C d', 'A'] }],
  'a state replaces the string': [
    '{"StartAt":"<|>Old","States":{"New":{}}}',
    { take: ['New', '{"StartAt":"New","States":{"New":{}}}'] },
  ],
  'a state where no value stands': [
    '{"StartAt": <|>, "States":{"New":{}}}',
    { take: ['New', '{"StartAt": "New", "States":{"New":{}}}'] },
  ],
  'a state in an unclosed string': [
    '{"States":{"New":{}},\n"StartAt": "N<|>\n}',
    { take: ['New', '{"States":{"New":{}},\n"StartAt": "New"\n}'] },
  ],
  'states of a Default': [states('"Type": "Choice", "Default": "<|>"'), { has: ['B', 'C d'] }],
  'states of a catcher': [states('"Type": "Task", "Catch": [{ "Next": "<|>" }]'), { has: ['B', 'C d'] }],
  'states of the scope alone': [
    '{"States":{"Out":{"Type":"Map","ItemProcessor":{"StartAt":"<|>","States":{"In":{"Type":"Pass"}}}}}}',
    { exactly: ['In'] },
  ],
  'fields of a type': [
    states('"Type": "Wait", <|>'),
    { has: ['Seconds', 'Timestamp', 'Next', 'End'], lacks: ['Type', 'Resource', 'Output'] },
  ],
  'no field that excludes one there': [
    states('"Type": "Wait", "Seconds": 1, "End": true, <|>'),
    { lacks: ['SecondsPath', 'Timestamp', 'Next'] },
  ],
  'fields of JSONata': [
    states('"Type": "Task", "QueryLanguage": "JSONata", <|>'),
    { has: ['Arguments', 'Output'], lacks: ['Parameters', 'ResultPath'] },
  ],
  'fields of a state without a Type': [states('<|>'), { exactly: ['Type', 'Next', 'End', 'Comment', 'QueryLanguage'] }],
  'what a machine lacks before what it may have': [
    '{<|>}',
    { exactly: ['StartAt', 'States', 'TimeoutSeconds', 'Comment', 'QueryLanguage', 'Version'] },
  ],
  'paths, and no calls, where AWS takes paths alone': [
    states('"Type": "Pass", "InputPath": "<|>"'),
    { exactly: ['$.', '$$.'] },
  ],
  'calls where AWS evaluates them': [states('"Type": "Fail", "ErrorPath": "<|>"'), { has: ['$.', 'States.Format'] }],
  'a list where none stands yet': [
    '{"States":{"A":{"Type":"Map","ItemSelector": <|>}}}',
    { take: ['{ … }', '{"States":{"A":{"Type":"Map","ItemSelector": {\n\t\n}}}}'] },
  ],
  'nothing more in a list that stands there': ['{"States":{"A":{"Type":"Task","Retry": [<|>]}}}', { exactly: [] }],
  'a field with its value': [
    '{"States":{"A":{"Type":"Wait" <|>}}}',
    { take: ['Seconds', '{"States":{"A":{"Type":"Wait", "Seconds": 60}}}'] },
  ],
  'a field before another': [
    '{"States":{"A":{"Ty<|>\n"End":true}}}',
    { take: ['Type', '{"States":{"A":{"Type": "Pass",\n"End":true}}}'] },
  ],
  'only the key where its value stands': [
    '{"States":{"A":{"Sec<|>onds": 5,"Type":"Wait"}}}',
    { take: ['Comment', '{"States":{"A":{"Comment": 5,"Type":"Wait"}}}'] },
  ],
  'fields of a retrier': [
    states('"Type": "Task", "Retry": [{ <|> }]'),
    { has: ['ErrorEquals', 'MaxAttempts'], lacks: ['Next'] },
  ],
  'fields of a choice rule': [
    states('"Type": "Choice", "Choices": [{ <|> }]'),
    { has: ['Variable', 'Next', 'And'], lacks: ['Condition'] },
  ],
  'fields of a nested rule': [
    states('"Type": "Choice", "Choices": [{ "And": [{ <|> }] }]'),
    { has: ['Variable', 'StringEquals'], lacks: ['Next'] },
  ],
  'distributed fields only there': [
    states('"Type": "Map", "ItemProcessor": {}, <|>'),
    { lacks: ['ItemReader', 'Label'] },
  ],
  'distributed fields while it is open what the Map will be': [
    states('"Type": "Map", <|>'),
    { has: ['ItemReader', 'ItemBatcher', 'ResultWriter', 'Label', 'ToleratedFailureCount', 'ItemProcessor'] },
  ],
  'state types': [
    states('"Type": "<|>"'),
    { exactly: ['Pass', 'Task', 'Choice', 'Wait', 'Succeed', 'Fail', 'Parallel', 'Map'] },
  ],
  booleans: [states('"Type": "Pass", "End": <|>'), { exactly: ['true', 'false'] }],
  'enumerated values': [
    states('"Type": "Task", "Retry": [{ "JitterStrategy": "<|>" }]'),
    { exactly: ['FULL', 'NONE'] },
  ],
  'error names': [
    states('"Type": "Task", "Catch": [{ "ErrorEquals": ["States.Timeout", "<|>"] }]'),
    { has: ['States.ALL', 'Lambda.Unknown', 'Mine'], lacks: ['States.Timeout'] },
  ],
  resources: [
    states('"Type": "Task", "Resource": "<|>"'),
    {
      has: ['arn:aws:states:::lambda:invoke', 'arn:aws:states:::sqs:sendMessage.waitForTaskToken', '${ChargeCardArn}'],
    },
  ],
  'function names': [
    states('"Type": "Task", "Parameters": { "FunctionName": "<|>" }'),
    { exactly: ['${ChargeCardArn}', 'ChargeCard'] },
  ],
  'arguments of an integration': [
    '{"States":{"A":{"Type":"Task","Resource":"arn:aws:states:::sqs:sendMessage","Parameters":{"MessageBody.$":"$", <|>}}}}',
    {
      has: ['QueueUrl', 'DelaySeconds'],
      lacks: ['MessageBody'],
      take: [
        'QueueUrl',
        '{"States":{"A":{"Type":"Task","Resource":"arn:aws:states:::sqs:sendMessage","Parameters":{"MessageBody.$":"$", "QueueUrl": "https://sqs.us-east-1.amazonaws.com/123456789012/orders"}}}}',
      ],
    },
  ],
  'YAML: arguments of an integration': [
    'States:\n  A:\n    Type: Task\n    Resource: arn:aws:states:::lambda:invoke\n    Parameters:\n      Payload.$: $\n      <|>\n',
    { has: ['FunctionName', 'InvocationType'], lacks: ['Payload'] },
  ],
  'services of the AWS SDK': [
    states('"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:<|>"'),
    { has: ['arn:aws:states:::aws-sdk:sfn:', 'arn:aws:states:::aws-sdk:s3:'], lacks: ['arn:aws:states:::sns:publish'] },
  ],
  'actions of a service': [
    states('"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:sts:<|>"'),
    { has: ['arn:aws:states:::aws-sdk:sts:getCallerIdentity'], lacks: ['arn:aws:states:::aws-sdk:s3:getObject'] },
  ],
  'YAML: services in another partition': [
    'States:\n  A:\n    Type: Task\n    Resource: arn:${AWS::Partition}:states:::aws-sdk:<|>\n',
    { has: ['arn:${AWS::Partition}:states:::aws-sdk:sfn:'] },
  ],
  'arguments of an action, those first that must be there': [
    task('sqs:changeMessageVisibility', '<|>'),
    { exactly: ['QueueUrl', 'ReceiptHandle', 'VisibilityTimeout'] },
  ],
  'arguments that are no text': [
    task('dynamodb:query', '"TableName.$": "$.t", <|>'),
    {
      lacks: ['TableName'],
      take: ['KeyConditions', task('dynamodb:query', '"TableName.$": "$.t", "KeyConditions": {\n\t\n}')],
    },
  ],
  'arguments inside arguments': [
    task('ecs:runTask', '"NetworkConfiguration": { "AwsvpcConfiguration": { <|> } }'),
    { exactly: ['Subnets', 'SecurityGroups', 'AssignPublicIp'] },
  ],
  'arguments of an item': [
    task(
      'dynamodb:batchWriteItem',
      '"RequestItems": { "Orders": [{ "PutRequest": { "Item": { "id": { "<|>" } } } }] }',
    ),
    { has: ['S', 'N', 'Bool', 'Nul'] },
  ],
  'no arguments in JSON of the user': [task('lambda:invoke', '"Payload": { <|> }'), { exactly: [] }],
  'no arguments in text that may be JSON': [
    '{"States":{"A":{"Type":"Task","Resource":"arn:aws:states:::events:putEvents","Parameters":{"Entries":[{"Detail":{<|>}}]}}}}',
    { exactly: [] },
  ],
  'the name of an argument alone where it has a value': [
    task('sqs:deleteMessage', '"Queue<|>": "$.url"'),
    { take: ['QueueUrl', task('sqs:deleteMessage', '"QueueUrl": "$.url"')] },
  ],
  'values of an argument': [
    task('dynamodb:query', '"Select": "<|>"'),
    {
      exactly: ['ALL_ATTRIBUTES', 'ALL_PROJECTED_ATTRIBUTES', 'SPECIFIC_ATTRIBUTES', 'COUNT'],
      take: ['COUNT', task('dynamodb:query', '"Select": "COUNT"')],
    },
  ],
  'values where none stands yet': [
    task('dynamodb:query', '"Select": <|>'),
    { take: ['COUNT', task('dynamodb:query', '"Select": "COUNT"')] },
  ],
  'true and false of an argument': [task('dynamodb:query', '"ConsistentRead": <|>'), { exactly: ['true', 'false'] }],
  'values in a list': [task('sqs:receiveMessage', '"AttributeNames": ["<|>"]'), { has: ['All', 'Policy'] }],
  'YAML: values of an argument': [
    'States:\n  A:\n    Type: Task\n    Resource: arn:aws:states:::aws-sdk:dynamodb:query\n    Parameters:\n      Select: <|>\n',
    { has: ['COUNT'] },
  ],
  'YAML: arguments inside arguments': [
    'QueryLanguage: JSONata\nStates:\n  A:\n    Type: Task\n    Resource: arn:aws:states:::ecs:runTask.sync\n    Arguments:\n      NetworkConfiguration:\n        AwsvpcConfiguration:\n          <|>\n',
    { exactly: ['Subnets', 'SecurityGroups', 'AssignPublicIp'] },
  ],
  'members of a result': [
    states(
      '"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:dynamodb:query", "ResultSelector": { "x.$": "$.<|>" }',
    ),
    { exactly: ['Items', 'Count', 'ScannedCount', 'LastEvaluatedKey', 'ConsumedCapacity'] },
  ],
  'members of an item of a result': [
    states(
      '"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:ec2:describeInstances", "ResultSelector": { "x.$": "$.Reservations[0].Instances[*].State.<|>" }',
    ),
    { exactly: ['Code', 'Name'] },
  ],
  'no members of an input': [
    states('"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:dynamodb:query", "Parameters": { "x.$": "$.<|>" }'),
    { exactly: [] },
  ],
  'members of a result in JSONata': [
    states(
      '"Type": "Task", "QueryLanguage": "JSONata", "Resource": "arn:aws:states:::aws-sdk:ec2:describeInstances", "Output": "{% $states.result.Reservations.Instances[0].St<|> %}"',
    ),
    { has: ['State', 'StateReason', 'SubnetId'] },
  ],
  'no members of a result that a job ends with': [
    states(
      '"Type": "Task", "QueryLanguage": "JSONata", "Resource": "arn:aws:states:::ecs:runTask.sync", "Output": "{% $states.result.<|> %}"',
    ),
    { exactly: [] },
  ],
  'names of a map that the model lists': [
    task('sqs:createQueue', '"Attributes": {"FifoQueue": "true", "<|>"}'),
    {
      has: ['VisibilityTimeout'],
      lacks: ['FifoQueue'],
      take: [
        'VisibilityTimeout',
        task('sqs:createQueue', '"Attributes": {"FifoQueue": "true", "VisibilityTimeout": ""}'),
      ],
    },
  ],
  'names of a map of the user’s own': [task('sqs:sendMessage', '"MessageAttributes": {"<|>"}'), { exactly: [] }],
  'members of an answer that is the output': [
    states('"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:dynamodb:query", "OutputPath": "$.<|>"'),
    { has: ['Items', 'Count'] },
  ],
  'members of an answer that lies elsewhere in the output': [
    states(
      '"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:dynamodb:query", "ResultPath": "$.r", "OutputPath": "$.<|>"',
    ),
    { lacks: ['Items'] },
  ],
  'errors of a call': [
    states(
      '"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:dynamodb:putItem", "Catch": [{ "ErrorEquals": ["<|>"] }]',
    ),
    { has: ['DynamoDb.ConditionalCheckFailedException', 'States.ALL'] },
  ],
  'errors of an integration': [
    states('"Type": "Task", "Resource": "arn:aws:states:::dynamodb:putItem", "Retry": [{ "ErrorEquals": ["<|>"] }]'),
    { has: ['DynamoDB.ConditionalCheckFailedException', 'States.ALL'] },
  ],
  'whole states': ['{"States":{<|>}}', { has: ['Task state', 'Map state'] }],
  'a whole state where the line stands in': [
    '{"States":{\n    <|>\n}}',
    {
      take: ['Succeed state', '{"States":{\n    "Done": {\n\t"Type": "Succeed"\n}\n}}'],
    },
  ],
  'a whole state under a typed name': [
    '{"States":{"Done<|>"}}',
    { take: ['Succeed state', '{"States":{"Done": {\n\t"Type": "Succeed"\n}}}'] },
  ],
  'nothing inside a literal': [states('"Type": "Pass", "Result": { "Next": "<|>" }'), { exactly: [] }],
  'context members': [
    states('"Type": "Pass", "Parameters": { "id.$": "$$.Execution.<|>" }'),
    { has: ['Id', 'StartTime'], lacks: ['Execution', 'Value'] },
  ],
  'starts of a path': [states('"Type": "Pass", "InputPath": "<|>"'), { has: ['$.', '$$.'] }],
  'intrinsic functions': [
    states('"Type": "Pass", "Parameters": { "id.$": "States.<|>" }'),
    { has: ['States.Format', 'States.UUID'] },
  ],
  'intrinsics inside intrinsics': [
    states('"Type": "Pass", "Parameters": { "id.$": "States.Format(\'{}\', S<|>)" }'),
    { has: ['States.MathAdd'] },
  ],
  'members of $states': [
    states('"Type": "Task", "QueryLanguage": "JSONata", "Output": "{% $states.<|> %}"'),
    { exactly: ['input', 'context', 'result'] },
  ],
  'no result in Arguments': [
    states('"Type": "Task", "QueryLanguage": "JSONata", "Arguments": "{% $states.<|> %}"'),
    { exactly: ['input', 'context'] },
  ],
  'functions and variables of JSONata': [
    '{"QueryLanguage":"JSONata","States":{"A":{"Type":"Pass","Assign":{"total":1},"Output":"{% $<|> %}"}}}',
    { has: ['$states', '$total', '$sum', '$uuid', '$partition'] },
  ],
  'no JSONata outside the braces': [
    '{"QueryLanguage":"JSONata","States":{"A":{"Type":"Pass","Output":"$<|>"}}}',
    { exactly: [] },
  ],
  'YAML: states in Next': [
    'StartAt: A\nStates:\n  A:\n    Type: Pass\n    Next: <|>\n  B:\n    Type: Succeed\n',
    {
      exactly: ['B', 'A'],
      take: ['B', 'StartAt: A\nStates:\n  A:\n    Type: Pass\n    Next: B\n  B:\n    Type: Succeed\n'],
    },
  ],
  'YAML: half a name': [
    'StartAt: B<|>\nStates:\n  Bx y:\n    Type: Succeed\n',
    { take: ['Bx y', 'StartAt: Bx y\nStates:\n  Bx y:\n    Type: Succeed\n'] },
  ],
  'YAML: keeps the quotes': [
    "StartAt: 'B<|>'\nStates:\n  Bx:\n    Type: Succeed\n",
    { take: ['Bx', "StartAt: 'Bx'\nStates:\n  Bx:\n    Type: Succeed\n"] },
  ],
  'YAML: a field on an empty line': [
    'StartAt: A\nStates:\n  A:\n    Type: Task\n    <|>\n  B:\n    Type: Succeed\n',
    {
      has: ['Resource', 'Retry'],
      lacks: ['Type'],
      take: [
        'TimeoutSeconds',
        'StartAt: A\nStates:\n  A:\n    Type: Task\n    TimeoutSeconds: 30\n  B:\n    Type: Succeed\n',
      ],
    },
  ],
  'YAML: half a field': [
    'States:\n  A:\n    Type: Task\n    Res<|>\n',
    { take: ['ResultPath', 'States:\n  A:\n    Type: Task\n    ResultPath: $.\n'] },
  ],
  'YAML: by indentation': ['States:\n  A:\n    Type: Task\n  <|>\n', { has: ['Pass state'], lacks: ['Resource'] }],
  'YAML: fields of a list item': [
    'States:\n  A:\n    Type: Task\n    Retry:\n      - <|>\n',
    { has: ['ErrorEquals', 'MaxAttempts'] },
  ],
  'YAML: error names of a list': [
    'States:\n  A:\n    Type: Task\n    Retry:\n      - ErrorEquals:\n          - <|>\n',
    { has: ['States.ALL', 'States.Timeout'] },
  ],
  'YAML: JSONata': [
    "QueryLanguage: JSONata\nStates:\n  A:\n    Type: Pass\n    Output: '{% $states.<|> %}'\n",
    { exactly: ['input', 'context'] },
  ],
  'YAML: inside a template': [
    'Resources:\n  M:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n      Definition:\n        States:\n          A:\n            Type: Pass\n            <|>\n',
    { has: ['Next', 'End', 'Result'] },
  ],
  'YAML: nothing of ours elsewhere in a template': [
    'Resources:\n  M:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n      <|>\n      Definition:\n        StartAt: A\n',
    { exactly: [] },
  ],
};

describe('completion', () => {
  it.each(Object.entries({ ...CASES, ...CASES_OF_ERRORS }))('%s', (_, [text, expectation]) => check(text, expectation));
});
