/** Many parts of one project that ask each other: each is read once for all who ask, and those that lead in circles end. */
import { expect, test } from 'vitest';
import { readProject } from '../../project';
import { temporaryFolder } from '../harness/temporaryFolder';

const FUNCTION = `variable "given" {}
resource "aws_lambda_function" "pack" {
  function_name = "pack"
  handler       = "pack.handler"
  runtime       = "nodejs22.x"
  filename      = "pack.zip"
  environment { variables = { GIVEN = var.given } }
}
output "given" { value = var.given }
`;
const SOURCE = 'terraform { source = "../../modules/pack" }\n';
const times = <Each>(count: number, make: (index: number) => Each): Each[] =>
  Array.from({ length: count }, (_, index) => make(index));

function unitOf(needed: readonly string[], given: string): string {
  const dependencies = needed.map((each) => `dependency "${each}" { config_path = "../${each}" }\n`);
  return `${SOURCE}${dependencies.join('')}inputs = { given = ${given} }\n`;
}

const all = Object.fromEntries(
  times(16, (at) => {
    const before = times(at, (each) => `unit${each}`);
    const last = before.at(-1);
    const text = unitOf(before, last === undefined ? '"x"' : `"\${dependency.${last}.outputs.given}y"`);
    return [`live/unit${at}/terragrunt.hcl`, text];
  }),
);
const levels = Object.fromEntries(
  times(9, (level) => [
    `live/unit/level${level}.hcl`,
    times(10, (each) => `include "one${each}" { path = "level${level + 1}.hcl" }\n`).join(''),
  ]),
);

test.each<[what: string, files: { readonly [file: string]: string }, given: readonly unknown[]]>([
  ['units that depend on all units before', all, times(16, (at) => `x${'y'.repeat(at)}`)],
  [
    'units that depend on each other',
    {
      'live/one/terragrunt.hcl': unitOf(['two'], 'dependency.two.outputs.given'),
      'live/two/terragrunt.hcl': unitOf(['one'], 'dependency.one.outputs.given'),
    },
    [expect.stringContaining('stepwise-unset'), expect.stringContaining('stepwise-unset')],
  ],
  [
    'files that include the same over and over',
    { ...levels, 'live/unit/terragrunt.hcl': `${SOURCE}include { path = "level0.hcl" }\ninputs = { given = "z" }\n` },
    ['z'],
  ],
])(
  'Terragrunt: %s',
  (_, files, given) => {
    const root = temporaryFolder({ '.git/HEAD': '', 'modules/pack/main.tf': FUNCTION, ...files });
    const found = readProject(root).functions.map(({ environment }) => environment.GIVEN);
    expect(found.toSorted()).toEqual(given);
  },
  10_000,
);

test('Serverless Framework: sixty services that each ask the next', () => {
  const services = Object.fromEntries(
    times(60, (at) => [
      `services/bay${at}/serverless.yml`,
      `service: bay${at}
provider: { name: aws, runtime: nodejs22.x, region: eu-west-1, environment: { NEXT: "\${cf:bay${(at + 1) % 60}-dev.Berth}" } }
functions: { dock: { handler: dock.handler } }
resources: { Outputs: { Berth: { Value: berth${at} } } }
`,
    ]),
  );
  const root = temporaryFolder({ '.git/HEAD': '', ...services });
  const found = readProject(root).functions.map(({ name, environment }) => [name, environment.NEXT]);
  const wanted = times(60, (at) => [`bay${at}-dev-dock`, `berth${(at + 1) % 60}`]);
  expect(Object.fromEntries(found)).toEqual(Object.fromEntries(wanted));
});
