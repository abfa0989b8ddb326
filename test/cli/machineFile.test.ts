/** Which machine a name on a command line means. */
import path from 'node:path';
import { expect, test } from 'vitest';
import { machineFile } from '../../cli/machineFile';
import { temporaryFolder } from '../harness/temporaryFolder';

const template = (id: string, name = ''): string => `
Resources:
  ${id}:
    Type: AWS::Serverless::StateMachine
    Properties:
      ${name && `Name: ${name}`}
      Definition: { StartAt: A, States: { A: { Type: Succeed } } }
`;

test('its own name goes before what another is also called', () => {
  const files = { '.git/HEAD': '', 'template.yaml': template('Tide', 'Ebb'), 'flood/template.yaml': template('Tide') };
  const cwd = temporaryFolder(files);
  expect(machineFile('Tide', { project: '.' }, { cwd } as never)).toEqual({
    name: path.join('flood', 'template.yaml'),
    machine: 'Tide',
  });
  expect(machineFile('Ebb', { project: '.' }, { cwd } as never)).toEqual({ name: 'template.yaml', machine: 'Ebb' });
});
