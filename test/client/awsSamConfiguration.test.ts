/** Launch configurations of the AWS Toolkit, and what they become. */
import { describe, expect, it } from 'vitest';
import { fromAwsSam, isAwsSam } from '../../client/awsSamConfiguration';

const FILES = new Set([
  '${workspaceFolder}/services/orders/src/app.ts',
  '${workspaceFolder}/services/orders/src/app.js',
  '${workspaceFolder}/jobs/nightly/__init__.py',
]);
const read = (more: object): Promise<object> =>
  fromAwsSam({ type: 'aws-sam', request: 'direct-invoke', name: 'shop', ...more }, (file) =>
    Promise.resolve(FILES.has(file)),
  );
const OURS = { type: 'stepwise', request: 'launch', name: 'shop', target: 'function' };
const TEMPLATE = { target: 'template', templatePath: '${workspaceFolder}/template.yaml', logicalId: 'Checkout' };
const OF_TEMPLATE = { ...OURS, program: '${workspaceFolder}/template.yaml', function: 'Checkout' };

describe('a configuration of the AWS Toolkit', () => {
  it.each<[string, object, object]>([
    ['of a template', { invokeTarget: TEMPLATE }, OF_TEMPLATE],
    [
      'whose paths are relative to the folder',
      { invokeTarget: { ...TEMPLATE, templatePath: 'infra/t.yaml' }, lambda: { payload: { path: 'events/a.json' } } },
      {
        ...OF_TEMPLATE,
        program: '${workspaceFolder}/infra/t.yaml',
        inputFile: '${workspaceFolder}/events/a.json',
      },
    ],
    [
      'with all that it may say of the function',
      {
        invokeTarget: TEMPLATE,
        lambda: {
          payload: { json: { id: 7 }, path: '' },
          runtime: 'nodejs22.x',
          memoryMb: 256,
          timeoutSec: 9,
          environmentVariables: { STAGE: 'dev' },
          pathMappings: [],
        },
        sam: { containerBuild: true, template: { parameters: { Stage: 'dev' } } },
        aws: { region: 'eu-west-1' },
      },
      {
        ...OF_TEMPLATE,
        input: { id: 7 },
        values: { 'param:Stage': 'dev' },
        lambda: { runtime: 'nodejs22.x', memoryMb: 256, timeoutSec: 9, environmentVariables: { STAGE: 'dev' } },
      },
    ],
    [
      'of code, in the file that is written by hand',
      {
        invokeTarget: { target: 'code', projectRoot: 'services/orders/', lambdaHandler: 'src/app.handler' },
        lambda: { runtime: 'nodejs20.x' },
      },
      {
        ...OURS,
        program: '${workspaceFolder}/services/orders/src/app.ts',
        function: 'handler',
        lambda: { runtime: 'nodejs20.x' },
      },
    ],
    [
      'of a package of Python',
      {
        invokeTarget: { target: 'code', projectRoot: '${workspaceFolder}/jobs', lambdaHandler: 'nightly.run' },
        lambda: { runtime: 'python3.13' },
      },
      {
        ...OURS,
        program: '${workspaceFolder}/jobs/nightly/__init__.py',
        function: 'run',
        lambda: { runtime: 'python3.13' },
      },
    ],
    [
      'of an API that says its event',
      {
        invokeTarget: { ...TEMPLATE, target: 'api' },
        lambda: { payload: { json: { path: '/' } } },
        api: { path: '/' },
      },
      { ...OF_TEMPLATE, input: { path: '/' } },
    ],
  ])('%s is one of ours', async (_, given, ours) => expect(await read(given)).toEqual(ours));

  it.each<[string, object, RegExp]>([
    ['without a target', {}, /"invokeTarget" must have "target"/],
    ['of a template without a name', { invokeTarget: { ...TEMPLATE, logicalId: 1 } }, /"templatePath" and "logicalId"/],
    [
      'of code that is not there',
      { invokeTarget: { target: 'code', projectRoot: 'none', lambdaHandler: 'a.b' } },
      /no file in "none" holds the handler "a\.b"/,
    ],
    ['of an API alone', { invokeTarget: { ...TEMPLATE, target: 'api' }, api: { path: '/' } }, /"payload"/],
  ])('%s is refused with the reason', async (_, given, words) =>
    expect(await read(given)).toEqual({ problem: expect.stringMatching(words) as string }),
  );

  it('is known by type and request', () => {
    expect(isAwsSam({ type: 'aws-sam', request: 'direct-invoke' })).toBe(true);
    expect(isAwsSam({ type: 'aws-sam', request: 'launch' })).toBe(false);
    expect(isAwsSam({ type: 'stepwise', request: 'direct-invoke' })).toBe(false);
  });
});
