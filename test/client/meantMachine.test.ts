/** Which machine a command about the file in front means, where that file only declares it. */
import { beforeEach, expect, it } from 'vitest';
import { meantMachine } from '../../client/meantMachine';
import { clientContext } from './editor/context';
import { editor } from './editor/editor';
import { Uri } from './editor/vscode';

beforeEach(() => editor.reset());

const FLOW = { name: 'Flow', file: '/shop/cdk.out/Shop.template.json', line: 4, isStarted: false };
const meant = async (declared: object[], file = '/shop/stack.ts', name?: string): Promise<object | undefined> => {
  const found = await meantMachine(
    clientContext({ 'stepwise/declaredMachines': () => declared }),
    Uri.file(file),
    name,
  );
  return found && { ...found, uri: found.uri.path };
};

it('is the one that the source declares, in the file that defines it', async () => {
  expect(await meant([FLOW])).toEqual({ uri: FLOW.file, machine: 'Flow' });
});

it('is chosen of several', async () => {
  editor.answers = ['Other'];
  expect(await meant([FLOW, { ...FLOW, name: 'Other' }])).toEqual({ uri: FLOW.file, machine: 'Other' });
  expect(editor.said).toEqual([expect.stringMatching(/Which state machine\?.*Flow.*Other/)]);
  editor.answers = [undefined];
  expect(await meant([FLOW, { ...FLOW, name: 'Other' }])).toBeUndefined();
});

it('is told of where only the app says what it does', async () => {
  expect(await meant([{ ...FLOW, file: undefined }])).toBeUndefined();
  expect(editor.said).toEqual([
    'information: The definition of Flow in stack.ts is made when the CDK app runs. | Synthesize CDK App',
  ]);
});

it('is that of the file itself, by the name that is given, everywhere else', async () => {
  expect(await meant([FLOW], '/shop/template.yaml')).toEqual({ uri: '/shop/template.yaml' });
  expect(await meant([FLOW], '/shop/flow.asl.json', 'Flow')).toEqual({ uri: '/shop/flow.asl.json', machine: 'Flow' });
});
