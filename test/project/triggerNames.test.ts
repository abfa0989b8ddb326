/** What a person calls the triggers of a function, for each kind of project. */
import { expect, test } from 'vitest';
import { filesOnDisk, inventoryOf, readProject } from '../../project';
import { temporaryFolder } from '../harness/temporaryFolder';

const CODE = { 'app.py': 'def handler(event, context):\n    return event\n' };

test.each<[kind: string, files: { readonly [file: string]: string }, names: readonly string[]]>([
  [
    'SAM',
    {
      'template.yaml': `Resources:
  Parcel:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.12
      CodeUri: .
      Events:
        Inbox: { Type: SQS, Properties: { Queue: arn:aws:sqs:eu-west-1:999900000000:parcels } }
        Nightly: { Type: Schedule, Properties: { Schedule: rate(1 day) } }
`,
    },
    ['Inbox', 'Nightly'],
  ],
  [
    'Serverless',
    {
      'serverless.yml': `service: post
provider: { name: aws, runtime: python3.12 }
functions:
  parcel:
    handler: app.handler
    events:
      - http: { path: 'parcels/{id}', method: get }
      - httpApi: 'GET /parcels'
      - schedule: { name: nightly, rate: rate(1 day) }
      - alexaSkill
`,
    },
    ['http GET parcels/{id}', 'httpApi GET /parcels', 'nightly', 'alexaSkill'],
  ],
  [
    'Terraform',
    {
      'main.tf': `resource "aws_lambda_function" "parcel" {
  function_name = "parcel"
  filename      = "f.zip"
  handler       = "app.handler"
  runtime       = "python3.12"
}
resource "aws_lambda_event_source_mapping" "inbox" {
  function_name    = aws_lambda_function.parcel.arn
  event_source_arn = "arn:aws:sqs:eu-west-1:999900000000:parcels"
}
`,
    },
    ['aws_lambda_event_source_mapping.inbox'],
  ],
])('%s', (_kind, files, names) => {
  const { functions } = inventoryOf(readProject(temporaryFolder({ ...files, ...CODE })), {
    files: filesOnDisk(),
    load: () => ({ problem: 'There are no machines.' }),
  });
  expect(functions.flatMap(({ events }) => events.map(({ name }) => name))).toEqual(names);
});
