/** Two stacks of one project that use the same names: what a machine calls is its own stack's. */
import path from 'node:path';
import { expect, test } from 'vitest';
import type { InvokeOutcome, LambdaHost } from '../../lambda/lambda';
import { readProject } from '../../project';
import { loadMachine, startRun, StepFunctionsService } from '../../run';
import { reachedBy } from '../../run/launch/unsetValues';
import { temporaryFolder } from '../harness/temporaryFolder';

const template = (stack: string): string => `
Resources:
  Work:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src
      Handler: app.handler
      Runtime: nodejs20.x
      Environment: { Variables: { TABLE: !ImportValue table-of-${stack} } }
  Child:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: Where
        States:
          Where: { Type: Pass, Parameters: { child: ${stack}, queue: !ImportValue queue-of-${stack} }, Next: If }
          If:
            Type: Choice
            Choices: [{ Variable: $.queue, StringEquals: !ImportValue limit-of-${stack}, Next: Call }]
            Default: Call
          Call: { Type: Task, Resource: !GetAtt Work.Arn, ResultPath: $.calls, End: true }
  Quick:
    Type: AWS::Serverless::StateMachine
    Properties:
      Type: EXPRESS
      Definition: { StartAt: Q, States: { Q: { Type: Pass, Result: quick of ${stack}, End: true } } }
  Flow:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: ByArn
        States:
          ByArn: { Type: Task, Resource: !GetAtt Work.Arn, ResultPath: $.byArn, Next: ByName }
          ByName:
            Type: Task
            Resource: arn:aws:states:::lambda:invoke
            Parameters: { FunctionName: !Ref Work }
            ResultSelector: { of.$: $.Payload }
            ResultPath: $.byName
            Next: ByLikeness
          ByLikeness:
            Type: Task
            Resource: arn:aws:states:::aws-sdk:lambda:invoke
            Parameters: { FunctionName: work-fn }
            ResultSelector: { of.$: $.Payload }
            ResultPath: $.byLikeness
            Next: Starts
          Starts:
            Type: Task
            Resource: arn:aws:states:::states:startExecution.sync:2
            Parameters: { StateMachineArn: !Ref Child }
            ResultSelector: { of.$: $.Output }
            ResultPath: $.starts
            Next: Asks
          Asks:
            Type: Task
            Resource: arn:aws:states:::aws-sdk:sfn:startSyncExecution
            Parameters: { StateMachineArn: !Ref Quick }
            ResultSelector: { of.$: $.Output }
            ResultPath: $.asks
            End: true
`;

const FILES = Object.fromEntries(
  ['one', 'two'].flatMap((stack) => [
    [`${stack}/template.yaml`, template(stack)],
    [`${stack}/src/app.js`, 'exports.handler = async () => 1;'],
  ]),
);

const values = (stack: string): { readonly [key: string]: string } =>
  Object.fromEntries(['table', 'queue', 'limit'].map((what) => [`import:${what}-of-${stack}`, '1']));

test.each(['one', 'two'])('the machine of stack %s', async (stack) => {
  const root = temporaryFolder(FILES);
  const other = stack === 'one' ? 'two' : 'one';
  const project = readProject(root, { values: values(stack) });
  const loaded = loadMachine(path.join(root, stack, 'template.yaml'), { project, name: 'Flow' });
  if ('problem' in loaded) throw new Error(loaded.problem);
  expect(reachedBy(loaded, project).unset).toEqual([]);

  const stepFunctions = new StepFunctionsService();
  const placed = { ...loaded, substitutions: undefined };
  const run = startRun({ ...placed, project, input: '{}', lambda: telling(root), clock: 'skip', emit, stepFunctions });
  const { output, error, cause } = await run.result;
  expect([error, cause]).toEqual([undefined, undefined]);
  // What a handler of the run starts is of its own stack too; it knows nothing but an ARN.
  const started = await stepFunctions.call(
    'StartSyncExecution',
    { stateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:Quick' },
    new AbortController().signal,
  );
  await stepFunctions.close();
  expect(JSON.parse(output ?? 'null')).toEqual({
    byArn: { code: `${stack}/src` },
    byName: { of: { code: `${stack}/src` } },
    byLikeness: { of: JSON.stringify({ code: `${stack}/src` }) },
    starts: { of: { child: stack, queue: '1', calls: { code: `${stack}/src` } } },
    asks: { of: JSON.stringify(`quick of ${stack}`) },
  });
  expect(started).toMatchObject({ output: JSON.stringify(`quick of ${stack}`) });

  const unknown = readProject(root, { values: values(other) });
  const reached = loadMachine(path.join(root, stack, 'template.yaml'), { project: unknown, name: 'Flow' });
  if ('problem' in reached) throw new Error(reached.problem);
  expect(reachedBy(reached, unknown).unset.map(({ key }) => key)).toEqual(Object.keys(values(stack)));
});

function emit(): void {
  // Nobody watches.
}

/** Says where the code that it runs is. */
function telling(root: string): LambdaHost {
  return {
    invoke: ({ codeDir }): Promise<InvokeOutcome> =>
      Promise.resolve({
        type: 'success',
        payload: JSON.stringify({ code: path.relative(root, codeDir) }),
        durationMs: 1,
      }),
    dispose: () => Promise.resolve(),
  };
}
