/** What a run notes for its person as it goes: calls that nothing answers, each action of a handler's once. */
import { expect, test } from 'vitest';
import { readProject } from '../../project';
import { hostExecutions, StepFunctionsService } from '../../run';
import type { MockQuestion } from '../../run';
import { declaredBuckets } from '../../run/calls/declaredBuckets';
import { refusalSentence, shownCall } from '../../run/gateway/refusal';
import { temporaryFolder } from '../harness/temporaryFolder';

const asked = (state: string, action?: string): MockQuestion => ({ state, action }) as unknown as MockQuestion;
const hundred = Array.from({ length: 100 }, (_, number) => asked('F', `sqs:A${number}`));

test.each<[what: string, told: readonly MockQuestion[], noted: readonly MockQuestion[]]>([
  ['in the order in which they came', [asked('B', 'b:X'), asked('A')], [asked('B', 'b:X'), asked('A')]],
  ['of one action the first', [asked('B', 'b:X'), asked('A', 'b:X')], [asked('B', 'b:X')]],
  ['of states each', [asked('B'), asked('B')], [asked('B'), asked('B')]],
  ['a hundred', [...hundred, asked('G', 'sqs:More')], hundred],
])('%s', async (_what, told, noted) => {
  const service = new StepFunctionsService();
  const lambda = { invoke: () => Promise.reject(new Error('none')), dispose: () => Promise.resolve() };
  let tell = (_question: MockQuestion): void => undefined;
  const hosted = hostExecutions(
    {
      project: readProject(temporaryFolder({})),
      lambda,
      clock: 'skip',
      emit: () => undefined,
      signal: new AbortController().signal,
      serveHandlers: ({ unanswered }) => void (tell = unanswered),
    },
    service,
  );
  for (const question of told) tell(question);
  expect(hosted.unanswered).toEqual(noted);
  await service.close();
});

/** Signing names, which say little to a person, and what a sentence calls their services. */
test.each([
  ['dynamodb', 'DynamoDB'],
  ['s3', 'S3'],
  ['sqs', 'SQS'],
  ['sns', 'SNS'],
  ['ses', 'SES'],
  ['email', 'SES'],
  ['lambda', 'Lambda'],
  ['states', 'Step Functions'],
  ['events', 'EventBridge'],
  ['secretsmanager', 'Secrets Manager'],
  ['ssm', 'Systems Manager'],
  ['sts', 'STS'],
  ['kms', 'KMS'],
  ['kinesis', 'Kinesis'],
  ['firehose', 'Firehose'],
  ['bedrock', 'Bedrock'],
  ['monitoring', 'CloudWatch'],
  ['logs', 'CloudWatch Logs'],
  ['execute-api', 'API Gateway'],
  ['lambda-url', 'Function URL'],
  ['appsync-api', 'AppSync'],
  ['es', 'OpenSearch'],
  ['athena', 'athena'],
])('a call signed for %s is one of %s', (service, name) => {
  expect(shownCall({ service, action: 'DoIt' })).toBe(`${name} DoIt`);
  expect(refusalSentence({ service, action: 'DoIt' })).toMatch(new RegExp(`^${name} DoIt is not sent to AWS.*\\.$`));
});

test('a call that is not signed is told of by its method and path', () =>
  expect(shownCall({ service: '', action: 'GET /a' })).toBe('GET /a'));

const bucket = (properties: string): string => `{ Type: AWS::S3::Bucket, Properties: { ${properties} } }`;
test.each<[resources: string, names: readonly string[]]>([
  [`A: ${bucket('BucketName: orders')}`, ['orders']],
  [`A: ${bucket('')}`, ['A']],
  ['A: { Type: AWS::S3::Bucket }', ['A']],
  [`A: ${bucket('BucketName: !Sub "${Stage}-orders"')}`, ['dev-orders']],
  [`A: ${bucket('BucketName: { "Fn::Sub": "${Stage}-orders" }')}`, ['dev-orders']],
  [`A: ${bucket('BucketName: !Ref Stage')}`, ['dev']],
  [`A: ${bucket('BucketName: orders')}\n  B: ${bucket('')}`, ['orders', 'B']],
  ['A: { Type: AWS::SQS::Queue, Properties: { BucketName: orders } }', []],
  ['A: { Properties: { BucketName: orders } }', []],
])('the buckets of %s', (resources, names) => {
  const root = temporaryFolder({
    'template.yaml': `Parameters: { Stage: { Default: dev } }\nResources:\n  ${resources}\n`,
    'broken.yaml': 'Resources: 1',
  });
  const stacks = ['template.yaml', 'broken.yaml', 'missing.yaml'].map((file) => ({ files: [`${root}/${file}`] }));
  expect([...declaredBuckets({ stacks: [...stacks, { files: [] }] as never })]).toEqual(names);
});
