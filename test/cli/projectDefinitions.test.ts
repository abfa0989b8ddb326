/** Files whose definitions only their project makes, and files that are read as they stand. */
import path from 'node:path';
import { expect, test } from 'vitest';
import { projectDefinitions } from '../../cli/projectDefinitions';

const PROJECTS = path.join(__dirname, '../fixtures/projects');

test.each<[file: string, states: string[]]>([
  ['terraform-units/live/post/terragrunt.hcl', ['Weigh']],
  ['terraform-units/live/weigh/src/weigh.py', []],
  ['terraform-json/main.tf.json', ['Hello']],
  ['terraform-heredoc/main.tf', []],
])('%s', (file, states) => {
  const found = projectDefinitions(path.join(PROJECTS, file));
  expect(found.flatMap(({ machine }) => machine.states.map(({ name }) => name))).toEqual(states);
});
