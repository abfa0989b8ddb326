/** When configurations of the AWS Toolkit are ours to start, and where they are offered. */
import { beforeEach, describe, expect, it } from 'vitest';
import type * as vscode from 'vscode';
import { registerAwsSamConfigurations } from '../../client/awsSamConfigurations';
import { clientContext } from './editor/context';
import { editor } from './editor/editor';
import { Uri } from './editor/vscode';

const FOLDER = { name: 'shop', index: 0, uri: Uri.file('/shop') } as unknown as vscode.WorkspaceFolder;
const THEIRS = {
  type: 'aws-sam',
  request: 'direct-invoke',
  name: 'Checkout',
  invokeTarget: { target: 'template', templatePath: 'template.yaml', logicalId: 'Checkout' },
};
const OURS = {
  type: 'stepwise',
  request: 'launch',
  name: 'Checkout',
  target: 'function',
  program: '${workspaceFolder}/template.yaml',
  function: 'Checkout',
};
const TOOLKIT = [{ packageJSON: { contributes: { debuggers: [{ type: 'aws-sam' }] } } }] as never;

beforeEach(() => {
  editor.reset();
  editor.folders = [FOLDER];
  registerAwsSamConfigurations(clientContext());
});

const offered = (): vscode.DebugConfigurationProvider | undefined =>
  editor.registered.get('configuration stepwise') as vscode.DebugConfigurationProvider | undefined;
const started = (configuration: object): Promise<unknown> => {
  const provider = editor.registered.get('configuration *') as vscode.DebugConfigurationProvider;
  return Promise.resolve(provider.resolveDebugConfiguration?.(FOLDER, configuration as vscode.DebugConfiguration));
};

describe('a configuration of the AWS Toolkit that is started', () => {
  it('is run here where the Toolkit is missing', async () => expect(await started(THEIRS)).toEqual(OURS));

  it('is left to the Toolkit', async () => {
    editor.extensions = TOOLKIT;
    expect(await started(THEIRS)).toBe(THEIRS);
  });

  it('of others is none of ours', async () => {
    const others = { type: 'node', request: 'launch', name: 'x' };
    expect(await started(others)).toBe(others);
  });

  it('that cannot be read says why', async () => {
    const code = { target: 'code', projectRoot: 'src', lambdaHandler: 'app.handler' };
    expect(await started({ ...THEIRS, invokeTarget: code })).toBeUndefined();
    expect(editor.said).toEqual([expect.stringMatching(/^error: "Checkout" .* no file in "src"/)]);
  });

  it('finds the file of code in the folder', async () => {
    editor.files.set('/shop/src/app.py', new Uint8Array());
    const code = { target: 'code', projectRoot: 'src', lambdaHandler: 'app.handler' };
    expect(await started({ ...THEIRS, invokeTarget: code })).toMatchObject({
      program: '${workspaceFolder}/src/app.py',
      function: 'handler',
    });
  });
});

describe('configurations of the AWS Toolkit', () => {
  it('are offered beside it, where launch.json has any that can be read', async () => {
    editor.extensions = TOOLKIT;
    expect(offered()).toBeUndefined();
    editor.settings.set('launch.configurations', [THEIRS, { ...THEIRS, invokeTarget: {} }, { type: 'node' }, null]);
    expect(await offered()?.provideDebugConfigurations?.(FOLDER)).toEqual([OURS]);
    editor.settings.set('launch.configurations', [{ type: 'node' }]);
    expect(offered()).toBeUndefined();
  });
});
