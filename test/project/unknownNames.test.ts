/** Names in stepwise.json that nothing has, each at its place, with what is meant; beside each a name that is right. */
import { describe, expect, it } from 'vitest';
import type { Project } from '../../project';
import { unknownNames, type Nameable } from '../../project';
import { loadCatalogue } from '../../services/loadTables';

const source = { file: '/mill/template.yaml', line: 0 };
const project = {
  stacks: [{ id: 'template.yaml' }],
  functions: [
    { name: 'Grind', names: ['Grind', 'mill-grind'], file: '/mill/grind.py', source },
    { name: 'Grnd', names: ['Grnd'], source: { file: '/mill/.vscode/stepwise.json', line: 0 } },
  ],
  machines: [
    { name: 'Bake', aliases: ['bake-bread'], file: '/mill/bake.asl.json', source, type: 'STANDARD', substitutions: {} },
  ],
  asked: new Set(['param:Stage', 'import:mill-Queue']),
} as unknown as Project;

const known: Nameable = {
  services: loadCatalogue(),
  project,
  statesOf: () => ['Knead', 'Prove', 'Prove/0/Fold'],
};
const mock = { return: {} };

/** The text at each place, and what is said of it. */
function said(settings: object, more: Partial<Nameable> = {}): [string, string][] {
  const text = JSON.stringify(settings);
  return unknownNames(text, { ...known, ...more }).map(({ message, start, end }) => [
    text.slice(start, end),
    message.replace(/ of \d{4}-\d\d-\d\d /, ' '),
  ]);
}

const noAction = (name: string): string => `The mock of "${name}" answers nothing: AWS's models have no such action.`;
const noService = (name: string): string =>
  `The endpoint of "${name}" is never called: AWS's models have no such service.`;
const KINDS = 'param, ssm, secret, import, output, var, data, opt, env, context, placeholder, layer, other';

describe('a name in stepwise.json', () => {
  it.each<[string, object, object, [string, string][]]>([
    [
      'of a machine',
      { mocks: { Bake: { Knead: mock, 'Prove/0/Fold': mock }, 'bake-bread': {} } },
      { mocks: { Bkae: { Nothing: mock } } },
      [['"Bkae"', 'The mocks of "Bkae" answer nothing: the project has no such state machine. Did you mean "Bake"?']],
    ],
    [
      'of a state',
      { mocks: { 'bake-bread': { Prove: mock } } },
      { mocks: { Bake: { Knaed: mock, Sift: mock } } },
      [
        ['"Knaed"', 'The mock of the state "Knaed" answers nothing: Bake has no such state. Did you mean "Knead"?'],
        ['"Sift"', 'The mock of the state "Sift" answers nothing: Bake has no such state.'],
      ],
    ],
    [
      'of an action',
      {
        calls: {
          'dynamodb:GetItem': mock,
          'dynamodb:getItem': mock,
          'events:PutEvents': mock,
          'secrets-manager:GetSecretValue': mock,
          'elasticmapreduce:addStep': mock,
        },
      },
      { calls: { 'dynamodb:GetItm': mock, 'dinamodb:GetItem': mock, 'nothing:Whatever': mock, 'no form': mock } },
      [
        ['"dynamodb:GetItm"', `${noAction('dynamodb:GetItm')} Did you mean "dynamodb:GetItem"?`],
        ['"dinamodb:GetItem"', `${noAction('dinamodb:GetItem')} Did you mean "dynamodb:GetItem"?`],
        ['"nothing:Whatever"', noAction('nothing:Whatever')],
      ],
    ],
    [
      'of a service behind an endpoint',
      { endpoints: { dynamodb: '', states: '', 'secrets-manager': '', events: '', 'execute-api': '', email: '' } },
      { endpoints: { dynamobd: '', mill: '' } },
      [
        ['"dynamobd"', `${noService('dynamobd')} Did you mean "dynamodb"?`],
        ['"mill"', noService('mill')],
      ],
    ],
    [
      'of a function',
      { functions: { Grind: { timeout: 3 }, 'mill-grind': { env: {} }, Sieve: { file: 'sieve.py' } } },
      { functions: { Grnd: { env: { A: 'b' } } } },
      [['"Grnd"', 'The project has no function "Grnd", and it is given no "file" here. Did you mean "Grind"?']],
    ],
    [
      'of a stack',
      { stacks: { 'template.yaml': { values: { Stage: 'dev' } } } },
      { stacks: { 'template.yml': { values: { 'parm:Stage': 'dev' } } } },
      [
        [
          '"template.yml"',
          'The project has no stack "template.yml". It has template.yaml. Did you mean "template.yaml"?',
        ],
        [
          '"parm:Stage"',
          `Nothing asks for the value "parm:Stage". Before a colon must be one of ${KINDS}. Did you mean "param:Stage"?`,
        ],
      ],
    ],
    [
      'of a value',
      {
        values: {
          Stage: 'dev',
          'import:mill-Queue': 'q',
          'ssm:/mill/Key': 1,
          'secret:db#password': 'x',
          'arn::odd': 1,
          Other: 1,
        },
      },
      { values: { Stge: 'dev', 'import:mill-Queu': 'q' } },
      [
        ['"Stge"', 'Nothing asks for the value "Stge". Did you mean "Stage"?'],
        ['"import:mill-Queu"', 'Nothing asks for the value "import:mill-Queu". Did you mean "import:mill-Queue"?'],
      ],
    ],
    [
      'that a value leads to',
      { values: { Stage: { function: 'mill-grind' }, 'import:mill-Queue': { machine: 'bake-bread' } } },
      { values: { Stage: { function: 'Grimd' }, 'import:mill-Queue': { machine: 'Nix' } } },
      [
        ['"Grimd"', 'The project has no function "Grimd". Did you mean "Grind"?'],
        ['"Nix"', 'The project has no state machine "Nix".'],
      ],
    ],
  ])('%s', (_, right, wrong, expected) => {
    expect(said(right)).toEqual([]);
    expect(said(wrong)).toEqual(expected);
  });

  it('of the machine that runs may be one that the project does not have; of others the states are not asked for', () => {
    const running = { names: ['stdin'], states: ['Sift'] };
    const settings = { mocks: { stdin: { Sift: mock, Sfit: mock }, Bake: { Nothing: mock } } };
    expect(said(settings, { running, statesOf: undefined })).toEqual([
      ['"Sfit"', 'The mock of the state "Sfit" answers nothing: stdin has no such state. Did you mean "Sift"?'],
    ]);
  });

  it('is not asked about where another one like it is given', () => {
    expect(said({ values: { Stage: 'dev', Stagee: 'x' } })).toEqual([]);
  });

  it('stands in a text that can be read', () => expect(unknownNames('', known)).toEqual([]));
});
