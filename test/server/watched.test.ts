/** What the server keeps of a project where the editor tells of changed files. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import type { Project } from '../../project';
import { temporaryFolder } from '../harness/temporaryFolder';
import { Conversation } from './conversation';

const template = (name: string): string =>
  `Resources:\n  ${name}: { Type: AWS::Serverless::Function, Properties: { CodeUri: ., Handler: a.b, Runtime: nodejs20.x } }\n`;

test.each([
  [true, ['One', 'One', 'Two', 'Three', 'Two', 'Four']],
  [false, ['One', 'Two', 'Two', 'Three', 'Two', 'Four']],
])('an editor that watches files (%s) is answered by what it has told', async (dynamicRegistration, expected) => {
  const folder = temporaryFolder({ 'template.yaml': template('One'), 'm.asl.json': '{}', '.git/HEAD': '' });
  const file = path.join(folder, 'template.yaml');
  const uri = pathToFileURL(file).href;
  const capabilities = { workspace: { workspaceFolders: true, didChangeWatchedFiles: { dynamicRegistration } } };
  const editor = await Conversation.start({}, [folder], { capabilities });
  const registered: string[] = [];
  editor.client.onRequest('client/registerCapability', ({ registrations }: { registrations: { method: string }[] }) => {
    registered.push(...registrations.map(({ method }) => method));
    return null;
  });
  const found: string[] = [];
  const ask = async (): Promise<void> => {
    const project = await editor.client.sendRequest<Project>('stepwise/project', {
      uri: pathToFileURL(path.join(folder, 'm.asl.json')).href,
    });
    found.push(...project.functions.map(({ name }) => name));
  };
  await ask();
  writeFileSync(file, template('Two'));
  await ask();
  await editor.client.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 2 }] });
  await ask();
  await editor.open(uri, template('Three'), 'yaml');
  await ask();
  await editor.client.sendNotification('textDocument/didClose', { textDocument: { uri } });
  await ask();
  writeFileSync(file, template('Four'));
  await editor.client.sendNotification('stepwise/options', {});
  await ask();
  expect(found).toEqual(expected);
  expect(registered.includes('workspace/didChangeWatchedFiles')).toBe(dynamicRegistration);
  expect(editor.log).toEqual([]);
});

test('what a handler raises is held against Catch anew when its file was written', async () => {
  const definition = JSON.stringify({
    StartAt: 'Find',
    States: {
      Find: { Type: 'Task', Resource: '${Find}', Catch: [{ ErrorEquals: ['NotFuond'], Next: 'Done' }], Next: 'Done' },
      Done: { Type: 'Succeed' },
    },
  });
  const folder = temporaryFolder({
    'template.yaml':
      'Resources:\n  Find: { Type: AWS::Serverless::Function, Properties: { CodeUri: ., Handler: find.handler, Runtime: python3.12 } }\n' +
      '  Flow: { Type: AWS::Serverless::StateMachine, Properties: { DefinitionUri: m.asl.json, DefinitionSubstitutions: { Find: !GetAtt Find.Arn } } }\n',
    'm.asl.json': definition,
    'find.py': 'def handler(event, context):\n    raise NotFound("gone")\n',
  });
  const uriOf = (name: string): string => pathToFileURL(path.join(folder, name)).href;
  const capabilities = { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } };
  const editor = await Conversation.start({}, [folder], { capabilities });
  editor.client.onRequest('client/registerCapability', () => null);
  const found = async (): Promise<unknown[]> =>
    (await editor.diagnostics(uriOf('m.asl.json'))).map(({ message }) => message);
  await editor.open(uriOf('m.asl.json'), definition);
  expect(await found()).toEqual(['No "NotFuond" shows in the code of Find. Did you mean "NotFound"?']);
  writeFileSync(path.join(folder, 'find.py'), 'def handler(event, context):\n    raise NotFuond("gone")\n');
  await editor.client.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: uriOf('find.py'), type: 2 }],
  });
  expect(await found()).toEqual([]);
});
