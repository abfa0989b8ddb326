/** Whose project a file is: the deployment file that names it, else the nearest above, else one beside, else its own folder. */
import path from 'node:path';
import { expect, test } from 'vitest';
import { findProjectPlace } from '../../project';
import { temporaryFolder } from '../harness/temporaryFolder';

const FLOW = '{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}';
const HANDLER = 'exports.handler = async () => 1;';
const names = (definition: string): string =>
  `Resources:\n  Flow:\n    Type: AWS::Serverless::StateMachine\n    Properties: { DefinitionUri: ${definition} }\n`;
const runs = (folder: string): string =>
  `Resources:\n  Pay:\n    Type: AWS::Serverless::Function\n    Properties: { CodeUri: ${folder}, Handler: app.handler }\n`;
const OTHER = names('other.asl.json');

test.each<[string, { readonly [file: string]: string }, string, string]>([
  ['the template above it', { 'template.yaml': names('a/flow.asl.json') }, 'a/flow.asl.json', '. (owner)'],
  ['a template above it that does not name it', { 'template.yaml': OTHER }, 'a/flow.asl.json', '. (above)'],
  [
    'the one above that names it, not the nearest',
    { 'template.yaml': names('a/b/flow.asl.json'), 'a/template.yaml': OTHER },
    'a/b/flow.asl.json',
    '. (owner)',
  ],
  [
    'a template beside it that names it',
    { 'infrastructure/template.yaml': names('../flows/flow.asl.json') },
    'flows/flow.asl.json',
    'infrastructure (owner)',
  ],
  [
    'a template beside it that names its handler',
    { 'infra/stack.yaml': runs('../code') },
    'code/app.js',
    'infra (owner)',
  ],
  [
    'an owner beside it before a stranger above it',
    { 'flows/template.yaml': OTHER, 'deploy/template.yaml': names('../flows/deep/flow.asl.json') },
    'flows/deep/flow.asl.json',
    'deploy (owner)',
  ],
  [
    'deployment files that lie beside it',
    { 'terraform/main.tf': '# empty' },
    'flows/flow.asl.json',
    'terraform (beside)',
  ],
  [
    'the root that calls the module which names it',
    {
      'env/dev/main.tf': 'module "flow" {\n  source = "../../modules/flow"\n}\n',
      'modules/flow/main.tf':
        'resource "aws_sfn_state_machine" "flow" {\n  definition = file("${path.module}/flow.asl.json")\n}\n',
    },
    'modules/flow/flow.asl.json',
    'env/dev (owner)',
  ],
  ["no neighbour's project", { 'billing/template.yaml': OTHER }, 'orders/flow.asl.json', 'orders (own)'],
  ['no project beyond the repository', { '../template.yaml': OTHER }, 'a/flow.asl.json', 'a (own)'],
  ['the settings above it', { '.vscode/stepwise.json': '{}' }, 'a/b/flow.asl.json', '. (settings)'],
  [
    'the code of its repository, where its own folder has none',
    { 'functions/pay.py': 'def lambda_handler(event, context): return 1' },
    'flows/flow.asl.json',
    '. (code)',
  ],
  ['the nearest code', { 'a/pay.js': HANDLER, 'ship.js': HANDLER }, 'a/flows/flow.asl.json', 'a (code)'],
  ['its own folder, which has code', { 'a/pay.js': HANDLER, 'ship.js': HANDLER }, 'a/flow.asl.json', 'a (own)'],
  ['no code of tests', { 'test/pay.js': HANDLER }, 'a/flow.asl.json', 'a (own)'],
  ['no code beyond the repository', { '../pay.js': HANDLER }, 'a/flow.asl.json', 'a (own)'],
  ['its own folder', {}, 'a/flow.asl.json', 'a (own)'],
])('%s', (_, files, file, place) => {
  const inside = Object.entries({ [file]: file.endsWith('.js') ? HANDLER : FLOW, '.git/HEAD': '', ...files });
  const parent = temporaryFolder(
    Object.fromEntries(inside.map(([name, text]) => [path.join('repository', name), text])),
  );
  const root = path.join(parent, 'repository');
  const { folder, why } = findProjectPlace(path.join(root, file));
  expect(`${path.relative(root, folder) || '.'} (${why})`).toBe(place);
});

test('without a repository, too, the root that calls the module which names it, as far as it lies near', () => {
  const folder = temporaryFolder({
    'infra/app/main.tf': 'module "flow" {\n  source = "../modules/flow"\n}\n',
    'infra/modules/flow/main.tf':
      'resource "aws_sfn_state_machine" "flow" {\n  definition = file("${path.module}/flow.asl.json")\n}\n',
    'infra/modules/flow/flow.asl.json': FLOW,
    'infra/modules/other/main.tf': '# called by nobody',
  });
  const of = (file: string): string => path.relative(folder, findProjectPlace(path.join(folder, file)).folder);
  expect(of('infra/modules/flow/flow.asl.json')).toBe(path.join('infra', 'app'));
  expect(of('infra/modules/flow/main.tf')).toBe(path.join('infra', 'app'));
  expect(of('infra/modules/other/main.tf')).toBe(path.join('infra', 'modules', 'other'));
});

test('a template that lies about in the home folder describes what it names, and nothing else below it', () => {
  const home = temporaryFolder({
    'template.yaml': names('mine/flow.asl.json'),
    'mine/flow.asl.json': FLOW,
    'other/flow.asl.json': FLOW,
  });
  const before = process.env.HOME;
  process.env.HOME = home;
  try {
    expect(findProjectPlace(path.join(home, 'mine/flow.asl.json'))).toEqual({ folder: home, why: 'owner' });
    expect(findProjectPlace(path.join(home, 'other/flow.asl.json')).folder).toBe(path.join(home, 'other'));
    expect(findProjectPlace(path.join(home, 'other')).folder).toBe(path.join(home, 'other'));
    expect(findProjectPlace(home)).toEqual({ folder: home, why: 'above' });
  } finally {
    if (before === undefined) delete process.env.HOME;
    else process.env.HOME = before;
  }
});

test('one that names it and is open beside its folder', () => {
  const root = temporaryFolder({
    'app/template.yaml': names('../defs/flow.asl.json'),
    'other/template.yaml': OTHER,
    'defs/flow.asl.json': FLOW,
    'defs/alone.asl.json': FLOW,
  });
  const bounds = ['defs', 'other', 'app'].map((name) => path.join(root, name));
  const place = (file: string) => findProjectPlace(path.join(root, file), { bounds });
  expect(place('defs/flow.asl.json')).toEqual({ folder: path.join(root, 'app'), why: 'owner' });
  expect(place('defs/alone.asl.json')).toEqual({ folder: path.join(root, 'defs'), why: 'own' });
});

test.each([
  ['a folder above its deployment files', 'repository', 'repository (own)'],
  ['a folder of deployment files', 'repository/infra/flows', 'repository/infra/flows (above)'],
  ['a folder beside them', 'repository/code', 'repository/infra/flows (beside)'],
])('%s', (_, asked, place) => {
  const parent = temporaryFolder({
    'repository/.git/HEAD': '',
    'repository/infra/flows/main.tf': '# empty',
    'repository/infra/functions/main.tf': '# empty',
    'repository/code/pay.js': HANDLER,
  });
  const { folder, why } = findProjectPlace(path.join(parent, asked));
  expect(`${path.relative(parent, folder)} (${why})`).toBe(place);
});
