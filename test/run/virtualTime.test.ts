/** Virtual time stands still while something really takes time: each kind of it outlasts a timeout of one second here. */
import { onTestFinished, test } from 'vitest';
import { HeldTime } from '../../run/heldTime';
import { AwsServices, Consents, StepFunctionsService } from '../../run';
import { fakeHttp } from '../harness/fakeHttp';
import { checkOnly, type RunCase } from './check';

/** More turns of the event loop than a clock that is not held needs to reach the timeout. */
async function work(): Promise<void> {
  for (let turn = 0; turn < 100; turn++) await new Promise(setImmediate);
}

const project = {
  template: `Resources:
  F: { Type: AWS::Serverless::Function, Properties: { FunctionName: f, Handler: app.handler } }
  Machine: { Type: AWS::Serverless::StateMachine, Properties: { DefinitionUri: machine.asl.json } }
`,
  files: { 'app.js': 'exports.handler = 1;' },
};
const task = (Resource: string, more: object = {}): { S: object } => ({
  S: { Type: 'Task', Resource, TimeoutSeconds: 1, End: true, ...more },
});

test.each<[string, () => RunCase | Promise<RunCase>]>([
  [
    'a handler runs',
    () => ({
      states: task('arn:aws:lambda:us-east-1:123456789012:function:f'),
      options: {
        lambda: {
          invoke: () => work().then(() => ({ type: 'success', payload: '"done"', durationMs: 1 })),
          dispose: () => Promise.resolve(),
        },
      },
    }),
  ],
  [
    'a person thinks about an answer',
    () => ({
      states: task('arn:aws:states:::sqs:sendMessage'),
      options: { ask: () => work().then(() => ({ type: 'success', output: 'done' })) },
    }),
  ],
  [
    'a person looks at a stop',
    () => {
      const time = new HeldTime();
      return {
        definition: { TimeoutSeconds: 1, StartAt: 'S', States: { S: { Type: 'Pass', Result: 'done', End: true } } },
        options: { time, pause: () => time.during(work()) },
      };
    },
  ],
  [
    'a person is asked to answer a token',
    () => {
      const stepFunctions = new StepFunctionsService();
      return {
        states: task('arn:aws:states:::lambda:invoke.waitForTaskToken', {
          Parameters: { FunctionName: 'f', Payload: { 'token.$': '$$.Task.Token' } },
        }),
        handlers: { f: () => ({ returns: null }) },
        options: {
          stepFunctions,
          waits: ({ token }) => work().then(() => void stepFunctions.tasks.succeed(token, '"done"')),
        },
      };
    },
  ],
  [
    'a service answers',
    async () => {
      const { url } = await fakeHttp(() => ({
        headers: { 'content-type': 'application/x-amz-json-1.0' },
        body: { TableNames: ['done'] },
      }));
      const target = { kind: 'endpoint', url } as const;
      const aws = new AwsServices({ target, region: 'us-east-1', folders: [`${__dirname}/../..`] });
      onTestFinished(() => aws.dispose());
      return {
        states: task('arn:aws:states:::aws-sdk:dynamodb:listTables', { OutputPath: '$.TableNames[0]' }),
        options: { aws, consents: new Consents({ folder: '/', ask: () => Promise.resolve('once') }) },
      };
    },
  ],
])('%s', async (_what, given) =>
  checkOnly({ ...project, ...(await given()) }, { status: 'SUCCEEDED', output: 'done' }),
);
