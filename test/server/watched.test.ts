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
