/** The environment of functions that a helper of a CDK app makes, and what is said where the app computes it. */
import { expect, test } from 'vitest';
import { readProject } from '../../project';
import { temporaryFolder } from '../harness/temporaryFolder';

test.each([
  ['an environment given to a helper that has one of its own', 'environment={"KEPT": "yes"}', { KEPT: 'yes' }, []],
  ['one that is left out', '', {}, []],
  ['one that is None', 'environment=None', {}, []],
  [
    'one that is computed',
    'environment=variables_of("press")',
    {},
    [
      'Variables of the environment of Press are chosen when the app runs: synthesize the app, or give them under "functions" in .vscode/stepwise.json.',
    ],
  ],
  [
    'one of which a part is computed',
    'environment={"KEPT": "yes", **variables_of("press")}',
    { KEPT: 'yes' },
    [expect.stringContaining('environment of Press')],
  ],
  [
    'one that is spread into itself',
    'environment={"KEPT": "yes", **endless}',
    { KEPT: 'yes' },
    [expect.stringContaining('environment of Press')],
  ],
])('%s', (_, given, environment, said) => {
  const folder = temporaryFolder({
    'cdk.json': '{ "app": "python3 app.py" }',
    'app.py': `from aws_cdk import App, Stack, aws_lambda as lambda_


endless = {**endless}


def make(scope, environment=None):
    if not environment:
        environment = {}
    lambda_.Function(
        scope,
        "Press",
        runtime=lambda_.Runtime.PYTHON_3_12,
        handler="press.handler",
        code=lambda_.Code.from_asset("src"),
        environment=environment,
    )


class Laundry(Stack):
    def __init__(self, scope, construct_id):
        super().__init__(scope, construct_id)
        make(self, ${given})


Laundry(App(), "Laundry")
`,
    'src/press.py': 'def handler(event, context):\n    return 1\n',
  });
  const project = readProject(folder);
  expect(project.functions.map((each) => each.environment)).toEqual([environment]);
  expect(project.problems.map(({ message }) => message)).toEqual(said);
});
