/** Virtual time stands still while something really takes time: each kind of it outlasts a timeout of one second here. */
import { test } from 'vitest';
import { HeldTime } from '../../run/heldTime';
import { StepFunctionsService } from '../../run';
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

test.each<[string, () => RunCase]>([
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
])('%s', (_what, given) => checkOnly({ ...project, ...given() }, { status: 'SUCCEEDED', output: 'done' }));
