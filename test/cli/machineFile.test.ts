/** Which machine a name on a command line means. */
import path from 'node:path';
import { expect, test } from 'vitest';
import { check } from '../../cli/check';
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

test.each([
  ['Tida', 'Did you mean Tide?'],
  ['Somewhere', ''],
])('check says what was meant by %s, as run does', async (name, meant) => {
  const files = { '.git/HEAD': '', 'template.yaml': template('Tide', 'Ebb') };
  const cwd = temporaryFolder(files);
  const told: string[] = [];
  const io = { cwd, error: (text: string) => told.push(text), write: () => undefined, data: () => undefined };
  expect(await check([name], io as never)).toBe(2);
  const none = 'cannot be read: there is no such file, and no state machine of that name in this project.';
  expect(told.join('')).toBe(`stepwise check: ${[name, none, meant].join(' ').trim()}\n`);
});

test('check tells a mistake in the block of a Terraform machine, which run refuses', async () => {
  const block = (text: string): string => `resource "aws_sfn_state_machine" "tide" {\n${text}\n}\n`;
  const definition = '  definition = jsonencode({ StartAt = "A", States = { A = { Type = "Succeed" } } })';
  const cwd = temporaryFolder({
    'main.tf': block(`  name = "tide",\n${definition}`),
    'well.tf': `variable "a" {\n  default = 1,\n}\n${block(definition)}`,
  });
  const told: string[] = [];
  const io = { cwd, error: () => undefined, data: (text: string) => told.push(text) };
  expect(await check(['main.tf', '--format', 'json'], io as never)).toBe(1);
  expect(JSON.parse(told[0]!)).toMatchObject([
    {
      file: 'main.tf',
      range: { start: { line: 1, character: 15 } },
      severity: 'error',
      code: 'terraform-syntax',
      message: 'A new line separates arguments: remove this comma.',
    },
  ]);
  expect(await check(['well.tf', '--format', 'json'], io as never)).toBe(0);
});

test('its own name goes before what another is also called', () => {
  const files = { '.git/HEAD': '', 'template.yaml': template('Tide', 'Ebb'), 'flood/template.yaml': template('Tide') };
  const cwd = temporaryFolder(files);
  expect(machineFile('Tide', { project: '.' }, { cwd } as never)).toEqual({
    name: path.join('flood', 'template.yaml'),
    machine: 'Tide',
  });
  expect(machineFile('Ebb', { project: '.' }, { cwd } as never)).toEqual({ name: 'template.yaml', machine: 'Ebb' });
});
